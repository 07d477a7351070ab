"""Pack everything new into one signed, sealed bundle, write it to the stick, read it back."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from fieldsuite.audit.log import head
from fieldsuite.casework import epochs, erasing, relay
from fieldsuite.casework import outbox as view
from fieldsuite.casework.carriers import Arrived, Carrier, to_folder
from fieldsuite.casework.views import OutboxView, PackStep, Sent
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.letters import origin
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Journal, OutBundle
from sync.contents import Contents, Packed, Packing, Signers
from sync.contents import Evidence as Enclosed
from sync.manifest import FIRST_PREV, Log
from sync.pack import pack
from sync.record import CHAIN_START, read_record
from sync.slice_index import USB_SLICE
from sync.upload import Paused


def outbox(office: Office) -> OutboxView:
    """Show what leaves: what the next bundle takes, the bundles and their state, the account."""
    return view.view(office)


def to_province(office: Office, folder: Path, *, slice_bytes: int = USB_SLICE) -> Iterator[PackStep | Sent]:
    """Seal every record that has not left and write it to ``folder``; the last step is Sent.

    What is longer than ``slice_bytes`` goes as slices, of which those that lie there already stay as they are.
    The sealed file is kept in the outbox and its number is committed before it goes to the stick: a stick that is
    pulled too early loses nothing. What was sealed and never written goes first, the same bytes, with a Sent of its
    own; a township desk passes its coordinators' bundles on before its own. Raises OfficeError (nothing to send, no
    folder, no recipient), SyncError (disk full, a stick that reads back other bytes).
    """
    office.require_field()
    yield from _never_paused(by(office, to_folder(folder, slice_bytes)))


def by(office: Office, carrier: Carrier) -> Iterator[PackStep | Paused | Sent]:
    """Seal every record that has not left and send it on this way, as ``to_province`` does with a folder."""
    office.require_field()
    with office.store.session() as session:
        unwritten = session.exec(
            select(OutBundle.bundle).where(OutBundle.exported_at == "").order_by(col(OutBundle.seq))
        ).all()
        more = session.exec(_unpacked(select(Journal.id)).limit(1)).first() is not None
    passed = False
    for step in relay.pass_by(office, carrier):
        passed = passed or isinstance(step, Sent)
        yield step
    for bundle in unwritten:
        yield from again_by(office, bundle, carrier)
    if (unwritten or passed) and not more:
        return
    for made in seal(office):
        if isinstance(made, OutBundle):
            yield from again_by(office, made.bundle, carrier)
        else:
            yield made


Q = TypeVar("Q", SelectOfScalar[str], SelectOfScalar[Journal])


def _unpacked(query: Q) -> Q:
    return query.where(Journal.status == "own", col(Journal.bundle).is_(None))


def seal(office: Office) -> Iterator[PackStep | OutBundle]:
    """Seal every record that has not left into a bundle in the outbox; the last step is its row."""
    office.require_field()
    with office.store.session() as session:
        waiting = session.exec(_unpacked(select(Journal.id)).limit(1)).first() is not None
    if waiting:
        # What is erased is told to the province with the very next bundle, but makes none of its own.
        list(erasing.erase(office))
    trust = office.require_trust()
    recipients = [key.recipient for key in view.readers(office) if key.recipient]
    if not recipients:
        raise OfficeError("office.no_recipient", code="E_SIGNATURE")
    with office.store.session() as session:
        _sweep(office, session)
        rows = list(session.exec(_unpacked(select(Journal)).order_by(col(Journal.position))))
        if not rows:
            raise OfficeError("office.nothing_to_send")
        before = session.exec(
            select(OutBundle).order_by(col(OutBundle.epoch).desc(), col(OutBundle.seq).desc()).limit(1)
        ).first()
        epoch = epochs.sending(office, session)
        evidence, log = _evidence(office, session, rows), Log(*head(session))
    contents = Contents(
        records=[read_record(row.line) for row in rows],
        evidence=evidence,
        chain_from=before.chain if before else CHAIN_START,
    )
    same = before is not None and before.epoch == epoch
    seq, prev = (before.seq + 1, before.manifest_digest) if before and same else (1, FIRST_PREV)
    signers = Signers(office.keyring.device_key, office.keyring.officer_key)
    # No transaction is open meanwhile: it may take minutes, and somebody at the door must be able to save.
    for step in pack(contents, origin(office, seq, prev, epoch, log), signers, recipients, office.home.outbox,
                     least_suite=trust.statement.least_suite):  # fmt: skip
        if isinstance(step, Packing):
            yield PackStep("pack", step.done, step.total)
        else:
            yield _note(office, step, (epoch, seq), rows, log)


def again(
    office: Office, bundle: str, folder: Path, *, slice_bytes: int = USB_SLICE
) -> Iterator[PackStep | Sent]:
    """Write a sealed bundle to a folder, once more if need be; the same bytes every time."""
    yield from _never_paused(again_by(office, bundle, to_folder(folder, slice_bytes)))


def again_by(office: Office, bundle: str, carrier: Carrier) -> Iterator[PackStep | Paused | Sent]:
    """Send a sealed bundle on this way; it counts as exported when it has arrived there, not before."""
    with office.store.session() as session:
        row = session.get(OutBundle, bundle)
    if row is None:
        raise OfficeError("office.no_record", code="E_NOT_FOUND", record=bundle)
    for step in carrier(office.home.outbox / row.path, row.digest):
        if isinstance(step, Arrived):
            with office.store.session() as session:
                row.exported_at, row.exported_to = row.exported_at or stamp(office.now()), step.to
                session.merge(row)
            yield Sent(step.place, row.bundle, row.digest, row.records, row.blobs, row.size)
        else:
            yield step


def _never_paused(steps: Iterator[PackStep | Paused | Sent]) -> Iterator[PackStep | Sent]:
    """A folder does not pause; only a line does."""
    return (step for step in steps if not isinstance(step, Paused))


def _evidence(office: Office, session: Session, rows: list[Journal]) -> list[Enclosed]:
    digests = list(dict.fromkeys(digest for row in rows for digest in row.evidence))
    known = {
        row.sha256: row for row in session.exec(select(Evidence).where(col(Evidence.sha256).in_(digests)))
    }

    def opener(digest: str) -> BinaryIO:
        return office.evidence.open(digest)

    return [
        Enclosed(digest, known[digest].size, known[digest].type, lambda digest=digest: opener(digest))  # type: ignore[misc]
        for digest in digests
    ]


def _note(
    office: Office, packed: Packed, number: tuple[int, int], rows: list[Journal], log: Log
) -> OutBundle:
    """Commit the number and the digest before anyone sees the file: never two bundles of one number."""
    made = OutBundle(
        bundle=packed.bundle,
        digest=packed.digest,
        manifest_digest=packed.manifest_digest,
        epoch=number[0],
        seq=number[1],
        path=packed.path.name,
        records=packed.records,
        blobs=packed.blobs,
        size=packed.bytes,
        chain=packed.chain_to,
        sealed_at=stamp(office.now()),
        audit_entries=log.entries,
        audit_head=log.head,
    )
    with office.store.session() as session:
        session.add(made)
        for row in rows:
            row.bundle = packed.bundle
            session.add(row)
    return made


def _sweep(office: Office, session: Session) -> None:
    """Remove files whose number was never committed: nobody saw them, their records go into the next bundle."""
    known = set(session.exec(select(OutBundle.path)))
    for path in office.home.outbox.iterdir():
        if path.name not in known and path.suffix in (".fosb", ".part"):
            path.unlink()
