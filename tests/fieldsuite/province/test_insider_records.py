"""The dishonest office at the desk: what was changed before it was signed with valid keys is stored only when sound."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, select

from fieldsuite.office import Office
from fieldsuite.province.content import Media, check, read
from fieldsuite.province.known_records import KnownRecords
from fieldsuite.tables import Journal, Person
from sync.record import Record, read_record
from tests.grounds import TODAY, Place
from tests.sync.twists import twist

LIVING = {"self_care", "partial_care", "bedridden"}
LOST = {"dead": "death_on", "missing": "missing_reason", "prison": "prison_on", "other": "other"}
MUTANTS = 2_000


def sound(record: Record, person: Person | None, *, practice: bool) -> str:
    """Say which rule a stored record breaks, from the notices and the shape alone; nothing when it breaks none."""
    said: dict[str, Any] = dict(record.payload)
    if person is None or date.fromisoformat(record.occurred_on) < person.birth:
        return "nobody on the register, or before the birth"
    if record.kind == "visit":
        status = said["status"]
        if (
            status not in LIVING | set(LOST)
            or not isinstance(said["place"], str)
            or not isinstance(said["at"], str)
        ):
            return "shape of a visit"
        if status in LIVING and not record.evidence:
            return "alive without a photograph"
        if status in LOST and not said.get(LOST[status]):
            return "a loss without its detail"
        if said.get("death_on") and not person.birth < date.fromisoformat(
            said["death_on"]
        ) <= TODAY + timedelta(days=1):
            return "day of death"
    elif record.kind == "verification":
        if said["method"] == "manual" and not record.evidence:
            return "a check without evidence"
        if said.get("source") == "recording" and said["passed"] and not practice:
            return "a recording certifies"
    return ""


@dataclass
class Tried:
    """What came of them."""

    codes: Counter[str]
    wrong: list[str]


def tried(office: Office, session: Session, rows: list[Journal], count: int, seed: int) -> Tried:
    """Change payloads, people, days and evidence, and ask the desk."""
    random, said = Random(seed), Tried(Counter(), [])
    records = [read_record(row.line).record for row in rows]
    digests = [digest for one in records for digest in one.evidence]
    for number in range(count):
        record = random.choice(records)
        how = random.randrange(6)
        if how < 4:
            payload = twist(random)(dict(record.payload))
            record = replace(record, payload=payload if isinstance(payload, dict) else {})
        if how in (3, 4):
            record = replace(record, evidence=random.choice([(), tuple(digests[:2]), ("a" * 64,)]))
        if how in (4, 5):
            days = ["1900-01-01", "2026-11-20", "2031-01-01", record.occurred_on]
            record = replace(
                record,
                person=random.choice(["p-fine", "p-cut", "p-nobody", ""]),
                occurred_on=random.choice(days),
            )
        if random.random() < 0.1:
            record = replace(
                record, kind=random.choice(["visit", "verification", "review", "death", "nonsense"])
            )
        try:
            media = Media(frozenset(digests), frozenset())
            wrong = check(office, KnownRecords(session), record, read(record), media)
        except Exception as error:
            said.wrong.append(f"{number}: {type(error).__name__} {error} {record}"[:300])
            continue
        said.codes[wrong.message if wrong else "stored"] += 1
        person = session.get(Person, record.person)
        if wrong is None and (broken := _broken(record, person, office.config.practice)):
            said.wrong.append(f"{number}: stored although {broken}: {record}"[:300])
    return said


def _broken(record: Record, person: Person | None, practice: bool) -> str:
    try:
        return sound(record, person, practice=practice)
    except (KeyError, TypeError, ValueError) as error:
        return f"{type(error).__name__} {error}"


def test_two_thousand_records_changed_before_they_were_signed(real: Place) -> None:
    with real.officer() as office:
        real.visit(office, "p-fine")
        real.visit(office, "p-cut", status="dead", death_on=date(2026, 11, 2), photos=())
        real.check(office, "p-soon")
        sent = real.pack(office)
    with real.clerk() as desk:
        real.arrive(desk, sent.path)
        with desk.store.session() as session:
            rows = list(session.exec(select(Journal)))
            assert {row.status for row in rows} == {"stored"}
            said = tried(desk, session, rows, MUTANTS, 20261121)
    assert said.wrong == []
    assert {"bad_shape", "unlisted", "before_birth", "no_evidence", "stored"} <= set(said.codes)
    assert said.codes["stored"] < MUTANTS // 2
