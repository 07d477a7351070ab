"""Read what the province sends on a stick: lists, receipts, decisions, trust; each once, all of it or nothing."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.casework import access
from fieldsuite.casework.views import Read
from fieldsuite.clock import stamp
from fieldsuite.documents import Decisions, Receipt, WorkList
from fieldsuite.errors import OfficeError
from fieldsuite.letters import OpenedLetter
from fieldsuite.letters import read as open_letter
from fieldsuite.office import Office
from fieldsuite.register import upsert
from fieldsuite.tables import Assignment, InDocument, OutBundle, Outcome, TaskList
from sync.errors import SyncError
from sync.transport import find_files

TRUST_SUFFIX = ".fostrust"


def scan(folder: Path) -> tuple[Path, ...]:
    """Give the files of a folder that may be for this office. Raises OfficeError when it is no folder."""
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    return (*sorted(folder.glob(f"*{TRUST_SUFFIX}")), *find_files(folder))


def read_all(office: Office, paths: Sequence[Path]) -> tuple[Read, ...]:
    """Read these files, and in a folder everything that is for this office: trust first, then in the order of sealing.

    What lies on a stick for another office is passed over; a damaged or forged file stops with its reason.
    """
    found: list[Read] = []
    for path in paths:
        if not path.is_dir():
            found.append(read(office, path))
            continue
        for file in scan(path):
            try:
                found.append(read(office, file))
            except SyncError as error:
                if error.code not in ("E_RECIPIENT", "E_TYPE"):
                    raise
            except OfficeError as error:
                if error.key not in ("office.file_unknown", "office.list_older"):
                    raise
    return tuple(found)


def read(office: Office, path: Path) -> Read:
    """Read one file of the province; read again it changes nothing and says so.

    Raises BundleRefused or KeysError with the code of the first rule that does not hold, OfficeError for a list
    of another office, an older list, a receipt of a bundle that did not leave from here.
    """
    if not path.is_file():
        raise OfficeError("cli.no_such_file", path=str(path))
    if path.suffix == TRUST_SUFFIX:
        return _trust(office, path)
    same = _known(office, path)
    if same:
        return same
    letter = open_letter(office, path)
    if letter is None:
        raise OfficeError("office.file_unknown", code="E_TYPE", path=path.name)
    with office.store.session() as session:
        return {"tasks": _tasks, "receipt": _receipt, "decision": _decision}[letter.type](
            office, session, letter
        )


def _trust(office: Office, path: Path) -> Read:
    data = path.read_bytes()
    if office.trust and office.trust.data == data:
        return Read("trust", str(office.trust.statement.version), same=True)
    trust = access.take_trust(office, data)
    return Read("trust", str(trust.statement.version), same=False)


def _known(office: Office, path: Path) -> Read | None:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with office.store.session() as session:
        row = session.exec(select(InDocument).where(InDocument.digest == digest)).first()
    return Read(row.kind, row.id, same=True, bundle=row.bundle) if row else None  # type: ignore[arg-type]


def _note(
    office: Office, session: Session, letter: OpenedLetter, id_: str, issued: str, bundle: str = ""
) -> None:
    session.add(
        InDocument(
            id=id_,
            kind=letter.type,
            digest=letter.digest,
            issued_at=issued,
            read_at=stamp(office.now()),
            bundle=bundle,
        )
    )


def _tasks(office: Office, session: Session, letter: OpenedLetter) -> Read:
    worklist = WorkList.read(letter.body)
    if worklist.site != office.config.site:
        raise OfficeError("office.list_other_site", code="E_AUDIENCE", site=worklist.site)
    newest = session.exec(select(TaskList.seq).order_by(col(TaskList.seq).desc())).first() or 0
    if worklist.seq <= newest:
        raise OfficeError("office.list_older", code="E_EXPIRED", seq=worklist.seq)
    if worklist.valid_until < office.today():
        raise OfficeError("office.list_expired", code="E_EXPIRED", until=worklist.valid_until.isoformat())
    session.add(
        TaskList(
            id=worklist.list,
            seq=worklist.seq,
            site=worklist.site,
            issued_at=worklist.issued,
            received_on=office.today(),
            valid_until=worklist.valid_until,
            people=len(worklist.people),
        )
    )
    fresh = 0
    for person in worklist.people:
        fresh += upsert(session, person, office.config.site)
        for number, task in enumerate(person.tasks):
            session.add(
                Assignment(
                    id=f"{worklist.list}-{person.id}-{number}",
                    list_id=worklist.list,
                    person_id=person.id,
                    kind=task.kind,
                    reason=task.reason,
                    visit_on=task.visit_on,
                )
            )
    _note(office, session, letter, worklist.list, worklist.issued)
    return Read(
        "tasks",
        worklist.list,
        same=False,
        people=len(worklist.people),
        new_people=fresh,
        valid_until=worklist.valid_until,
        counts=dict(Counter(task.kind for person in worklist.people for task in person.tasks)),
    )


def _receipt(office: Office, session: Session, letter: OpenedLetter) -> Read:
    receipt = Receipt.read(letter.body)
    sent = session.get(OutBundle, receipt.bundle)
    if sent is None or sent.digest != receipt.digest:
        raise OfficeError("office.receipt_unknown_bundle", code="E_AUDIENCE")
    for line in receipt.records:
        session.add(
            Outcome(
                record_id=line.id,
                document=receipt.receipt,
                stage="receipt",
                status=line.status,
                code=line.code,
                message=line.message,
                at=receipt.received,
            )
        )
    _note(office, session, letter, receipt.receipt, receipt.received, receipt.bundle)
    lines = tuple(line.data() for line in receipt.records)
    return Read(
        "receipt", receipt.receipt, same=False, bundle=receipt.bundle, counts=receipt.counts, records=lines
    )


def _decision(office: Office, session: Session, letter: OpenedLetter) -> Read:
    decisions = Decisions.read(letter.body)
    if decisions.site != office.config.site:
        raise OfficeError("office.list_other_site", code="E_AUDIENCE", site=decisions.site)
    for line in decisions.records:
        session.add(
            Outcome(
                record_id=line.id,
                document=decisions.decision,
                stage="decision",
                status=line.status,
                code=line.code,
                message=line.todo,
                deadlines={new.benefit: new.deadline.isoformat() for new in line.deadlines},
                back_pay=list(line.back_pay),
                at=decisions.issued,
            )
        )
    _note(office, session, letter, decisions.decision, decisions.issued)
    counts = dict(Counter[str](line.status for line in decisions.records))
    lines = tuple(line.data() for line in decisions.records)
    return Read("decision", decisions.decision, same=False, counts=counts, records=lines)


def lines(office: Office, found: Read) -> list[dict[str, str]]:
    """Give what a receipt or decision said of each record, also when it was read before."""
    with office.store.session() as session:
        rows = session.exec(
            select(Outcome).where(Outcome.document == found.id).order_by(col(Outcome.position))
        )
        return [
            {"id": row.record_id, "status": row.status, "code": row.code, "message": row.message}
            for row in rows
        ]
