"""Over the network, where an office set an address: send what is new, fetch receipts. Off until somebody does."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import col, select

from fieldsuite.casework import inbox, send
from fieldsuite.casework.carriers import desk_of, to_desk
from fieldsuite.casework.views import PackStep, Read, Sent
from fieldsuite.config import write_config
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import InDocument, OutBundle
from keys.files import write_owner_only
from sync.online import desk_at, digits
from sync.pack import SUFFIX
from sync.upload import Paused, Reply, replies


@dataclass(frozen=True, slots=True)
class NoReceipt:
    """A bundle that left and has no receipt yet, and what the desk says of it. Hearsay: no state changes by it."""

    bundle: str
    seq: int
    state: str
    """waiting, refused, held, or unknown (it never arrived there)."""
    code: str = ""


def set_desk(office: Office, address: str, *, pin: str = "", ca: Path | None = None) -> None:
    """Set the desk's upload address, or none with an empty one; it is written to the settings at once.

    Raises SyncError ``desk_address``, ``desk_plain``, ``desk_unproven``, ``desk_pin``; OfficeError at the province.
    """
    office.require_field()
    if address:
        desk_at(address, pin=pin, ca=ca)
    new = replace(
        office.config, desk_address=address, desk_pin=digits(pin) if address else "",
        desk_ca=str(ca or "") if address else "",
    )  # fmt: skip
    write_config(office.home.path, new)
    office.config = new
    office.note("desk_address", why=address)


def to_province(
    office: Office, *, everything: bool = False
) -> Iterator[PackStep | Paused | Sent | Read | NoReceipt]:
    """Send everything new to the desk, then fetch the receipts that are ready.

    A bundle counts as exported when the desk has it whole on its disk; cut off, the next run goes on where this one
    stopped. With nothing to send it only asks for receipts. ``everything`` also sends what left on a stick and has no
    receipt, the same bytes. Raises OfficeError ``office.no_desk``, and what ``upload`` raises.
    """
    carrier = to_desk(office)
    for row in _unanswered(office) if everything else ():
        yield from send.again_by(office, row.bundle, carrier)
    try:
        yield from send.by(office, carrier)
    except OfficeError as error:
        if error.key != "office.nothing_to_send":
            raise
    yield from receipts(office)


def receipts(office: Office) -> Iterator[Read | NoReceipt]:
    """Fetch the receipts of bundles that left and have none, and read each as if it came on a stick.

    Raises OfficeError, SyncError E_NETWORK, E_PIN, E_ROLE; BundleRefused for an answer that is no receipt of ours.
    """
    desk, of = desk_of(office), {row.digest: row for row in _unanswered(office)}
    if not of:
        return
    for reply in replies(desk, tuple(of), office.keyring.device_key):
        row = of[reply.digest]
        if reply.state == "receipt":
            yield _read(office, reply)
        else:
            yield NoReceipt(row.bundle, row.seq, reply.state, reply.code)


def _unanswered(office: Office) -> Sequence[OutBundle]:
    """Bundles that left and whose receipt was not read."""
    answered = select(InDocument.bundle).where(InDocument.kind == "receipt")
    query = select(OutBundle).where(OutBundle.exported_at != "", col(OutBundle.bundle).not_in(answered))
    with office.store.session() as session:
        return session.exec(query.order_by(col(OutBundle.seq))).all()


def _read(office: Office, reply: Reply) -> Read:
    """A receipt is believed for its signature, whoever handed it over."""
    path = office.home.inbox / f".{uuid.uuid4().hex}{SUFFIX}"
    try:
        write_owner_only(path, reply.receipt)
        return inbox.read(office, path)
    finally:
        path.unlink(missing_ok=True)
