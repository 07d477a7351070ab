"""In which epoch this device sends: a new one after its office came back from a backup, once the province grants it.

Two copies of one office that both send would fork its chain, and the province would suspend the device. So an office
that was restored captures at once and sends nothing until the province has said, in a signed list, in which epoch it
goes on (words-and-codes: "may send after the province has re-provisioned the device").
"""

from sqlmodel import Session, col, select

from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import OutBundle, Provisioning


def sending(office: Office, session: Session) -> int:
    """Give the epoch of the next bundle. Raises OfficeError E_FORK while the office waits for one."""
    row = session.get(Provisioning, office.keyring.device_key.public.kid)
    if row is not None and row.state == "restored":
        raise OfficeError("safe.restored", code="E_FORK")
    return row.epoch if row else 1


def waits(office: Office) -> bool:
    """True while the office may not send."""
    with office.store.session() as session:
        row = session.get(Provisioning, office.keyring.device_key.public.kid)
        return row is not None and row.state == "restored"


def hold(office: Office, session: Session) -> None:
    """Send nothing more until the province grants a new epoch: this is a copy, or older than what it received."""
    device = office.keyring.device_key.public.kid
    row = session.get(Provisioning, device) or Provisioning(device=device)
    row.state, row.at = "restored", stamp(office.now())
    session.add(row)


def grant(office: Office, session: Session, epoch: int) -> bool:
    """Take the epoch that a signed list grants this device; True when it is a new one."""
    device = office.keyring.device_key.public.kid
    row = session.get(Provisioning, device) or Provisioning(device=device)
    if epoch <= row.epoch:
        return False
    row.epoch, row.state, row.at = epoch, "in_use", stamp(office.now())
    session.add(row)
    return True


def require_newer(office: Office, session: Session, device: str, epoch: int, seq: int) -> None:
    """Hold everything back when the province has received more from this device than it remembers sending.

    Then this is an old image of the office that somebody put back by hand (design page bundle-format, 2.3). Raises
    OfficeError E_FORK.
    """
    if device != office.keyring.device_key.public.kid:
        return
    last = session.exec(
        select(OutBundle.epoch, OutBundle.seq)
        .order_by(col(OutBundle.epoch).desc(), col(OutBundle.seq).desc())
        .limit(1)
    ).first()
    if (epoch, seq) > (last or (0, 0)):
        with office.store.session() as own:
            hold(office, own)
        raise OfficeError("safe.old_image", code="E_FORK")
