"""疑点判断: a person says of an alarm what it is; who is asked about the same two again, and when not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.decided import decide_signed
from fieldsuite.errors import OfficeError
from fieldsuite.judgement import FINDINGS, Finding, Judgement
from fieldsuite.office import Office
from fieldsuite.records import Alarm
from fieldsuite.tables import Entry, Journal
from fieldsuite.tidy import tidy

About = tuple[frozenset[str], str]
"""The two people, whoever came first, and what they share."""
HERE = ("own", "stored")
SHORTEST = 8
"""Characters of an id that name an alarm: as many as the lists show."""
TOGETHER = 500
"""People asked for in one query."""
LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody said of an alarm."""

    record_id: str
    finding: Finding
    reason: str
    officer: str
    on: date
    site: str
    here: bool
    """True when it was judged in this office, or at this desk."""
    recorded_at: str


def about(row: Entry) -> About:
    """Give what an alarm or a judgement speaks of."""
    said = row.payload
    return frozenset((row.person_id, str(said["other"]))), str(said.get("doubt") or said["reason"])


class Judgements:
    """What was judged about these people, or everything."""

    def __init__(self, session: Session, people: Collection[str] | None = None) -> None:
        query = select(Journal).where(Journal.kind == "judgement", col(Journal.status).in_(HERE))
        if people is None:
            self._rows = list(session.exec(query.order_by(col(Journal.position))))
            return
        asked = sorted(people)
        rows = [
            row
            for at in range(0, len(asked), TOGETHER)
            for row in session.exec(query.where(col(Journal.person_id).in_(asked[at : at + TOGETHER])))
        ]
        self._rows = sorted(rows, key=lambda row: row.position or 0)

    def of(self, alarm: Journal) -> Judged | None:
        """Give the newest judgement of this alarm, or of another one of the same two that rests on nothing else."""
        pieces = set(alarm.payload.get("pieces") or ())
        for row in reversed(self._rows):
            same = about(row) == about(alarm)
            if row.about == alarm.id or (same and pieces and pieces.issubset(row.payload["seen"])):
                return _judged(row)
        return None

    def newest(self, what: About) -> Judged | None:
        """Give the newest judgement about these two."""
        return next((_judged(row) for row in reversed(self._rows) if about(row) == what), None)


def _judged(row: Journal) -> Judged:
    said = Judgement.model_validate(row.payload)
    here = row.status == "own"
    return Judged(
        row.id, said.finding, said.reason, row.officer_name, row.occurred_on, row.site, here, row.recorded_at
    )


def findings(office: Office) -> tuple[Finding, ...]:
    """Give what may be said of an alarm here; the desk is the agency and passes nothing on."""
    return FINDINGS[:2] if office.config.kind == "province" else FINDINGS


def judge(office: Office, record_id: str, finding: str, reason: str) -> Judged:
    """Sign what an alarm is; the record goes with the next bundle, the desk's answer with its next decisions.

    ``record_id`` is the alarm's, or its first eight characters. It may be judged again: the newest holds.
    Raises OfficeError E_INPUT for another word than ``findings`` gives, E_RULE without a reason or
    for one above 500 characters, E_NOT_FOUND for what is no alarm.
    """
    said = str(tidy(reason)).strip()
    chosen = next((one for one in findings(office) if one == finding), None)
    if chosen is None:
        raise OfficeError("office.unknown_finding", finding=finding, known=", ".join(findings(office)))
    if not said:
        raise OfficeError("office.judgement_reason", code="E_RULE")
    if len(said) > LONGEST:
        raise OfficeError("office.judgement_long", code="E_RULE", most=LONGEST)
    with office.store.session() as session:
        alarm = _alarm(session, record_id)
        shown = Alarm.model_validate(alarm.payload)
        payload = Judgement(
            of=alarm.id, of_digest=alarm.digest, doubt=shown.reason, other=shown.other,
            finding=chosen, reason=said, seen=shown.pieces or (),
        )  # fmt: skip
        row = journal.append(office, session, payload, alarm.person_id, office.today())
        if alarm.status == "stored":
            _answer(office, session, alarm, payload)
        return _judged(row)


def _alarm(session: Session, record_id: str) -> Journal:
    query = select(Journal).where(
        Journal.kind == "alarm",
        col(Journal.status).in_(HERE),
        col(Journal.id).startswith(record_id, autoescape=True),
    )
    found = list(session.exec(query.limit(2))) if len(record_id) >= SHORTEST else []
    if len(found) != 1:
        raise OfficeError("office.no_record", code="E_NOT_FOUND", record=record_id)
    return found[0]


ANSWERS: dict[str, Finding] = {f"JUDGED_{word.upper()}": word for word in FINDINGS}
"""Code of a decision about an alarm -> what the desk found."""


def _answer(office: Office, session: Session, alarm: Journal, said: Judgement) -> None:
    """Tell the office that raised it, with the decisions of the next stick."""
    decide_signed(office, session, alarm, "accepted", f"JUDGED_{said.finding.upper()}", said.reason)
