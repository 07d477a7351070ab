"""In which epoch a device may send: the first by itself, every later one only after this desk has granted it."""

from dataclasses import dataclass

from sqlmodel import Session

from fieldsuite.clock import stamp
from fieldsuite.documents import ListedEpoch
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Provisioning
from keys.trusted import TrustedKey


@dataclass(frozen=True, slots=True)
class Granted:
    """A device that may go on in a new epoch; the next list to its office says so."""

    device: str
    site: str
    epoch: int


def devices(office: Office, named: str, *, revoked: bool = False) -> tuple[TrustedKey, ...]:
    """Give the devices that are trusted of an office, or the one whose kid begins so (12 digits at least).

    ``revoked`` gives those that are trusted no more as well. Raises OfficeError E_NOT_FOUND.
    """
    trust = office.require_trust()
    every = [
        key
        for key in trust.statement.keys
        if key.role in ("device", "relay") and (revoked or key.status == "active")
    ]
    found = tuple(
        key
        for key in every
        if key.office == named or (len(named) >= 12 and key.kid.startswith(named.lower()))
    )
    if not found:
        raise OfficeError("office.site_unknown", code="E_NOT_FOUND", site=named)
    return found


def provision(office: Office, named: str) -> tuple[Granted, ...]:
    """Grant the devices of an office, or one device, their next epoch: after a restored backup or a fork."""
    office.require_province()
    with office.store.session() as session:
        granted = []
        for key in devices(office, named):
            row = session.get(Provisioning, key.kid) or Provisioning(device=key.kid)
            row.epoch, row.at = row.epoch + 1, stamp(office.now())
            session.add(row)
            granted.append(Granted(key.kid, key.office, row.epoch))
        return tuple(granted)


def epoch_of(session: Session, device: str) -> int:
    """Give the newest epoch a device was granted."""
    row = session.get(Provisioning, device)
    return row.epoch if row else 1


def listed(office: Office, session: Session, site: str) -> tuple[ListedEpoch, ...]:
    """Give what a list says of the devices of its office: those that were granted another epoch than the first."""
    kids = (key.kid for role in ("device", "relay") for key in office.require_trust().by_role(role, site))
    rows = (session.get(Provisioning, kid) for kid in kids)
    return tuple(ListedEpoch(device=row.device, epoch=row.epoch) for row in rows if row)
