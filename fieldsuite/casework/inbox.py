"""Read what the province sends on a stick: lists, receipts, decisions, trust; each once, all of it or nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.casework import access, epochs, relay, taking
from fieldsuite.casework.views import Read
from fieldsuite.clock import stamp
from fieldsuite.documents import Decisions, Receipt, WorkList
from fieldsuite.errors import OfficeError
from fieldsuite.letters import OpenedLetter
from fieldsuite.letters import read as open_letter
from fieldsuite.office import Office
from fieldsuite.register import upsert_all
from fieldsuite.rule_files import rules_of
from fieldsuite.tables import Assignment, InDocument, OutBundle, Outcome, TaskList
from keys.errors import KeysError
from sync.errors import SyncError
from sync.transport import find_files

TRUST_SUFFIX = ".fostrust"

FOR_OTHERS = ("E_RECIPIENT", "E_TYPE")
"""Codes of a file that is sound and meant for somebody else."""
EARLY = "office.list_gap"
"""Sentence about a list of changes that came before the one it follows: files have no order."""
REPLACED = ("office.list_older", "trust_older")
"""Sentences about what a newer one has replaced: a stick keeps what was on it."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that was not taken, and why."""

    path: Path
    error: SyncError | KeysError | OfficeError


def scan(folder: Path) -> tuple[Path, ...]:
    """Give what a folder holds for this office: the province's metadata first, as the one folder they are, then trust.

    Raises OfficeError when it is no folder.
    """
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    if folder.name == taking.FOLDER:
        return (folder,)
    metadata = [folder / taking.FOLDER] if (folder / taking.FOLDER).is_dir() else []
    trust = sorted(folder.glob(f"*{TRUST_SUFFIX}"), key=lambda path: (len(path.name), path.name))
    return (*metadata, *trust, *find_files(folder))


def read_all(office: Office, paths: Sequence[Path]) -> tuple[Read, ...]:
    """Read these files, and in a folder everything that is for this office; all that can be read is, then the first
    refusal is raised.
    """
    found = list(each(office, paths))
    for one in found:
        if isinstance(one, NotRead):
            raise one.error
    return tuple(one for one in found if isinstance(one, Read))


def each(office: Office, paths: Sequence[Path]) -> Iterator[Read | NotRead]:
    """Read these files one after the other, and in a folder everything that is for this office: trust first.

    A file that is refused stops no other. What lies on a stick for another office, and lists and trust statements
    that a newer one has replaced, are passed over.
    """
    for path in paths:
        waiting = list(scan(path) if path.is_dir() else (path,))
        while waiting:
            early: list[NotRead] = []
            for file in waiting:
                try:
                    yield read(office, file)
                except (SyncError, KeysError, OfficeError) as error:
                    if error.key == EARLY:
                        early.append(NotRead(file, error))
                    elif not path.is_dir() or not (error.code in FOR_OTHERS or error.key in REPLACED):
                        yield NotRead(file, error)
            if len(early) == len(waiting):
                yield from early
                break
            waiting = [one.path for one in early]


def read(office: Office, path: Path) -> Read:
    """Read one file of the province; read again it changes nothing and says so.

    Raises BundleRefused or KeysError with the code of the first rule that does not hold, OfficeError for a list
    of another office, an older list, a receipt of a bundle that did not leave from here.
    """
    if path.name == taking.FOLDER and path.is_dir():
        taken = taking.take(office, path)
        if relay.is_relay(office):
            relay.keep_metadata(office, path)
        return taken
    if not path.is_file():
        raise OfficeError("cli.no_such_file", path=str(path))
    if path.suffix == TRUST_SUFFIX:
        return _trust(office, path)
    same = _known(office, path)
    if same:
        return same
    if relay.is_relay(office) and (kept := relay.keep(office, path)):
        return kept
    letter = open_letter(office, path)
    if letter is None and relay.is_relay(office):
        return relay.receive(office, path)
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
        if row is None:
            return None
        said = session.exec(select(Outcome.status).where(Outcome.document == row.id)).all()
    return Read(row.kind, row.id, same=True, bundle=row.bundle, counts=dict(Counter(said)))  # type: ignore[arg-type]


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
    office.time.learn(issued)


def _tasks(office: Office, session: Session, letter: OpenedLetter) -> Read:
    worklist = WorkList.read(letter.body)
    if worklist.site != office.config.site:
        raise OfficeError("office.list_other_site", code="E_AUDIENCE", site=worklist.site)
    newest = session.exec(select(TaskList.seq).order_by(col(TaskList.seq).desc())).first() or 0
    if worklist.seq <= newest:
        raise OfficeError("office.list_older", code="E_EXPIRED", seq=worklist.seq)
    if worklist.since > newest:
        raise OfficeError("office.list_gap", code="E_INPUT", seq=worklist.seq, since=worklist.since)
    if worklist.valid_until < office.today():
        raise OfficeError("office.list_expired", code="E_EXPIRED", until=worklist.valid_until.isoformat())
    _require_rules(office, worklist)
    for granted in worklist.epochs:
        if granted.device == office.keyring.device_key.public.kid:
            epochs.grant(office, session, granted.epoch)
    session.add(
        TaskList(
            id=worklist.list,
            seq=worklist.seq,
            site=worklist.site,
            issued_at=worklist.issued,
            received_on=office.today(),
            valid_until=worklist.valid_until,
            people=worklist.everybody or len(worklist.people),
            since=worklist.since,
        )
    )
    _keep_tasks(session, worklist, newest)
    fresh = upsert_all(session, worklist.people, office.config.site)
    for person in worklist.people:
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
        people=worklist.everybody or len(worklist.people),
        new_people=fresh,
        valid_until=worklist.valid_until,
        counts=dict(Counter(task.kind for person in worklist.people for task in person.tasks)),
    )


def _keep_tasks(session: Session, worklist: WorkList, newest: int) -> None:
    """Take over what the list before said of everybody of whom a list of changes says nothing."""
    if not worklist.since:
        return
    said = {person.id for person in worklist.people} | set(worklist.gone)
    before = select(Assignment).join(TaskList, col(TaskList.id) == col(Assignment.list_id))
    for number, row in enumerate(session.exec(before.where(TaskList.seq == newest)).all()):
        if row.person_id not in said:
            session.add(
                Assignment(id=f"{worklist.list}-kept-{number}", list_id=worklist.list, person_id=row.person_id,
                           kind=row.kind, reason=row.reason, visit_on=row.visit_on)
            )  # fmt: skip


def _require_rules(office: Office, worklist: WorkList) -> None:
    """Refuse a list by rules that this program does not have yet: it could not say when anybody on it is due."""
    known = rules_of(office)
    for person in worklist.people:
        for benefit in person.benefits:
            if benefit.profile not in known or benefit.benefit not in known[benefit.profile].rules:
                raise OfficeError(
                    "office.list_rules", code="E_VERSION", rules=f"{benefit.profile}/{benefit.benefit}"
                )


def _receipt(office: Office, session: Session, letter: OpenedLetter) -> Read:
    receipt = Receipt.read(letter.body)
    sent = session.get(OutBundle, receipt.bundle)
    if sent is None or sent.digest != receipt.digest:
        epochs.require_newer(office, session, receipt.device, receipt.epoch, receipt.seq)
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
                seq=letter.seq,
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
                seq=letter.seq,
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
