"""信息比对: a file of another department is looked at, then taken in: signs of life or loss, failed payments.

A sign of life is a certification by comparison (四川规程 第9、33条: it needs no review) unless a loss that stands lies
before it; then the person is on both lists, and a person must look (第14条). A sign of loss stops nobody by itself.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from biometric.steps import Progress
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.province.compared_changes import CHANGES_SHOWN, Change, change, standings_of
from fieldsuite.province.compared_columns import columns
from fieldsuite.province.compared_kinds import DEPARTMENTS, KINDS, source_of
from fieldsuite.province.compared_lines import Line, lines, register_of
from fieldsuite.province.compared_table import Sheet, read_sheet
from fieldsuite.rules.known import LOSSES
from fieldsuite.tables import Benefit, ComparedFile, ComparedSign, KnownCertification

SHOWN = 20
"""Lines of a preview."""
STEP = 20
"""Lines between two steps of an import."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk says of a file."""

    kind: str
    """A key of ``KINDS``."""
    department: str
    issued_on: date
    """Day the data speak of where a line names none."""
    columns: Mapping[str, str]
    """Field -> name of its column, where it is not a usual one."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a file in would do; nothing was written."""

    encoding: str
    columns: dict[str, str]
    """Field -> name of the column that was found for it."""
    counts: dict[str, int]
    """Lines by what becomes of them: matched, unknown, name_differs, bad_number, bad_day, future, spoilt, repeated."""
    lines: tuple[Line, ...]
    """The first lines; numbers are masked."""
    known: bool
    """True when this very file was taken in before."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file changed."""

    file: str
    counts: dict[str, int]
    certified: int
    losses: int
    contradicting: int
    """Signs of life after a loss, and of loss before a certification: to be verified (第14条)."""
    failed_payments: int
    other_benefit: int
    """Signs of a channel that is not open for the person's benefits (广西通知 一: 仅限领取养老保险待遇人员)."""
    problems: tuple[Line, ...]
    """Lines that could not be used; numbers are masked."""
    changes: tuple[Change, ...] = ()
    """What became of the first people it names."""


def preview(office: Office, path: Path, wish: Wish) -> Preview:
    """Look at a file: encoding, columns, and what each line would do. Raises OfficeError, OSError."""
    sheet, found = _read(office, path, wish)
    with office.store.session() as session:
        judged = list(lines(office, session, sheet, found, wish.issued_on))
        known = known_file(session, path)
    return Preview(
        sheet.encoding,
        {field: sheet.columns[at] for field, at in found.items()},
        dict(Counter[str](line.result for line in judged)),
        tuple(line.masked() for line in judged[:SHOWN]),
        known is not None,
    )


def take(office: Office, path: Path, wish: Wish) -> Taken:
    """Take a file in, all of it or nothing. Raises OfficeError ``desk.file_known`` for one that was taken before."""
    *_, last = taking(office, path, wish)
    assert isinstance(last, Taken)
    return last


def taking(office: Office, path: Path, wish: Wish, *, trial: bool = False) -> Iterator[Progress | Taken]:
    """Take a file in step by step, in one transaction; Taken comes last. Who stops consuming leaves nothing behind.

    ``trial`` does all of it and takes it back: it says to the line what an import would change.
    """
    sheet, found = _read(office, path, wish)
    kind, today, number = KINDS[wish.kind], office.today(), uuid.uuid4().hex
    counted, changes = Counter[str](), list[Change]()
    with office.store.session() as session:
        if (known := known_file(session, path)) and not trial:
            raise OfficeError("desk.file_known", path=path.name, on=known.read_at[:10])
        judged = list(lines(office, session, sheet, found, wish.issued_on))
        matched = [line for line in judged if line.result == "matched"]
        session.add(
            ComparedFile(
                id=number, name=path.name, sha256=_digest(path), department=wish.department, kind=wish.kind,
                issued_on=wish.issued_on, read_at=stamp(office.now()), officer=office.officer.id,
                lines=len(judged), matched=len(matched),
            )
        )  # fmt: skip
        session.flush()
        if kind.follows == "failed_payment":
            counted["failed"] = _failed(session, matched)
        else:
            for at, sign in enumerate(_signs(wish, number, matched, today)):
                if at % STEP == 0:
                    yield Progress(at, len(matched), "comparing")
                before = standings_of(office, session, sign.person_id) if at < CHANGES_SHOWN else {}
                session.add(sign)
                word = _follow(office, session, sign, wish)
                counted[word] += 1
                if at < CHANGES_SHOWN:
                    changes.append(change(office, session, sign, matched[at], word, before))
        if trial:
            session.rollback()
    yield Taken(
        number,
        dict(Counter[str](line.result for line in judged)),
        counted["certified"],
        counted["loss"],
        counted["contradicting"],
        counted["failed"],
        counted["other_benefit"],
        tuple(line.masked() for line in judged if line.result not in ("matched", "unknown")),
        tuple(changes),
    )


def _read(office: Office, path: Path, wish: Wish) -> tuple[Sheet, dict[str, int]]:
    office.require_province()
    if wish.kind not in KINDS:
        raise OfficeError("desk.unknown_kind", kind=wish.kind, known=", ".join(KINDS))
    if wish.department not in DEPARTMENTS:
        raise OfficeError("desk.unknown_department", department=wish.department, known=", ".join(DEPARTMENTS))
    if wish.issued_on > office.today():
        raise OfficeError("desk.day_ahead", on=wish.issued_on)
    sheet = read_sheet(path)
    return sheet, columns(sheet.columns, wish.columns, needed(wish.kind))


def needed(kind: str) -> list[str]:
    """Fields without which no line of a kind is of use."""
    return ["id_no", *(["months"] if KINDS[kind].follows == "failed_payment" else [])]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def known_file(session: Session, path: Path) -> ComparedFile | None:
    """Give the file of the very same content that was taken in before, or None."""
    return session.exec(select(ComparedFile).where(ComparedFile.sha256 == _digest(path))).first()


def _signs(wish: Wish, file: str, matched: list[Line], today: date) -> Iterator[ComparedSign]:
    for line in matched:
        assert line.on is not None
        yield ComparedSign(
            id=f"{file[:16]}-{line.number}", file=file, line=line.number, person_id=line.person_id,
            kind=KINDS[wish.kind].sign, source=source_of(wish.department, wish.kind), on=line.on,
            recorded_on=today, note=line.note,
        )  # fmt: skip


def _follow(office: Office, session: Session, sign: ComparedSign, wish: Wish) -> str:
    """Let a sign of life certify, unless it contradicts a loss that stands; give the word it is counted under."""
    kind = KINDS[wish.kind]
    session.flush()
    facts = gather(office, session, [sign.person_id])[sign.person_id]
    if kind.pensions_only and not any(mine.benefit.endswith("pension") for mine in facts.benefits):
        return "other_benefit"
    if kind.follows == "loss":
        later = any(made.on > sign.on for made in facts.certified)
        return "contradicting" if later else "loss"
    lost = [event.on for event in facts.events if event.kind in LOSSES]
    stands = select(ComparedSign).where(
        ComparedSign.person_id == sign.person_id, ComparedSign.state != "withdrawn"
    )
    lost += [one.on for one in session.exec(stands) if one.kind in ("death", "missing", "prison")]
    if any(on < sign.on for on in lost):
        return "contradicting"
    session.add(
        KnownCertification(
            id=sign.id, person_id=sign.person_id, on=sign.on, recorded_on=sign.recorded_on, method=kind.method,
            origin=sign.id,
        )
    )  # fmt: skip
    return "certified"


def _failed(session: Session, matched: list[Line]) -> int:
    """Note how many payments in a row failed; 0 says that the data were mended (申报待遇发放信息维护)."""
    for line in matched:
        for benefit in session.exec(select(Benefit).where(Benefit.person_id == line.person_id)):
            benefit.failed_payments = line.months
            session.add(benefit)
    return len(matched)


__all__ = ["Preview", "Taken", "Wish", "known_file", "needed", "preview", "register_of", "take", "taking"]
