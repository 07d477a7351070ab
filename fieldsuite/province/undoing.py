"""Takes a batch back: what its records and decisions changed is compensated, row by row, each marked with the undo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlmodel import Session, col, select

from fieldsuite.acts.handling import ApprovalStep
from fieldsuite.acts.rulings import Changed, Took, Undo
from fieldsuite.decided import UNDONE, decide_signed
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.province.local_times import local_at
from fieldsuite.province.undo_views import Effect
from fieldsuite.province.verifying import site_name
from fieldsuite.register import apply_correction
from fieldsuite.tables import (
    Assignment,
    Decision,
    Journal,
    KnownCertification,
    KnownEvent,
    Person,
    ReceivedBundle,
    Undone,
)

COUNTING = ("stored", "conflict", "deferred")
"""States of a record that came and can still count."""
TOGETHER = 500
"""Ids asked for in one query."""
T = TypeVar("T")


@dataclass
class _Found:
    """What hangs on the records of a batch."""

    rows: list[Journal]
    decisions: dict[str, Decision]
    """The decision that holds for each, and is taken back."""
    certifications: list[KnownCertification] = field(default_factory=list)
    events: list[KnownEvent] = field(default_factory=list)
    fields: list[tuple[Person, Changed]] = field(default_factory=list)
    kept: int = 0
    tasks: list[Assignment] = field(default_factory=list)
    open_applications: list[tuple[Journal, int]] = field(default_factory=list)
    """Applications and how many steps they have."""
    carried_out: list[str] = field(default_factory=list)
    elsewhere: list[Journal] = field(default_factory=list)


def records_of(session: Session, what: str, target: str) -> list[Journal]:
    """Give the records of a bundle that count, or those whose decision in a batch still holds."""
    if what == "bundle":
        query = select(Journal).where(Journal.bundle == target, col(Journal.status).in_(COUNTING))
        return list(session.exec(query.order_by(col(Journal.position))))
    ids = [row.record_id for row in decisions_of(session, target)]
    return [
        row for part in _parts(ids) for row in session.exec(select(Journal).where(col(Journal.id).in_(part)))
    ]


def decisions_of(session: Session, batch: str) -> list[Decision]:
    """Give the decisions of a batch that are still the last word on their records."""
    made = session.exec(
        select(Decision)
        .where(Decision.batch == batch, Decision.code != UNDONE)
        .order_by(col(Decision.position))
    ).all()
    last = _latest(session, [row.record_id for row in made])
    return [row for row in made if last[row.record_id].position == row.position]


def about(office: Office, session: Session, undo: Journal) -> str:
    """Say what a batch is: office and number of a bundle, or who decided and when."""
    target = str(undo.payload["target"])
    if undo.payload["what"] == "bundle":
        row = session.exec(select(ReceivedBundle).where(ReceivedBundle.bundle == target)).first()
        return f"{site_name(office, row.site)} {row.seq}" if row else target[:8]
    signed = session.exec(
        select(Journal.officer_name, Journal.recorded_at)
        .join(Decision, col(Decision.signed) == col(Journal.id))
        .where(Decision.batch == target)
    ).first()
    return f"{signed[0]} {local_at(office, signed[1])}" if signed else target[:8]


def effect(session: Session, asked: Undo) -> Effect:
    """Say what taking it back would change."""
    return _effect(asked, _found(session, asked))


def carry_out(office: Office, session: Session, asked: Undo, step: Journal) -> Effect:
    """Take it back, marked with the step of the second person."""
    found = _found(session, asked)
    for row in (*found.certifications, *found.events):
        row.withdrawn = step.id
        session.add(row)
    for person, one in found.fields:
        apply_correction(session, person, one.field, one.before)
    for task in found.tasks:
        session.add(task)
    for application, taken in found.open_applications:
        payload = ApprovalStep(
            of=application.id, of_digest=application.digest, step="second" if not taken else "third", agree=False,
            reason=asked.reason,
        )  # fmt: skip
        append(office, session, payload, application.person_id, office.today())
    for row in found.rows:
        if asked.what == "bundle":
            _bundle_row(session, row, found.decisions.get(row.id), asked, step)
        else:
            decide_signed(office, session, row, "held", UNDONE, asked.reason)
    for row in found.elsewhere:
        session.add(_told(row, "held", asked, step))
    session.flush()
    return _effect(asked, found)


def _bundle_row(session: Session, row: Journal, last: Decision | None, asked: Undo, step: Journal) -> None:
    session.add(Undone(record_id=row.id, undo=step.id, status=row.status, code=row.code))
    row.status = "undone"
    session.add(row)
    if last is None or last.status != "returned":
        session.add(_told(row, "returned", asked, step))


def _told(row: Journal, status: str, asked: Undo, step: Journal) -> Decision:
    """What the office is told in the next letter; signed once for the whole batch, by the step."""
    return Decision(
        record_id=row.id, status=status, code=UNDONE, todo=asked.reason, decided_by=step.officer,
        decided_at=step.recorded_at, signed=step.id,
    )  # fmt: skip


def _effect(asked: Undo, found: _Found) -> Effect:
    return Effect(
        asked.what, asked.target, len(found.rows), len({row.person_id for row in found.rows if row.person_id}),
        len(found.certifications), len(found.events), len(found.fields) + len(found.tasks), found.kept,
        len(found.open_applications), tuple(found.carried_out), len(found.elsewhere),
    )  # fmt: skip


def _found(session: Session, asked: Undo) -> _Found:
    rows = records_of(session, asked.what, asked.target)
    ids = [row.id for row in rows]
    found = _Found(rows, _latest(session, ids))
    for part in _parts(ids):
        found.certifications += session.exec(
            select(KnownCertification).where(
                col(KnownCertification.origin).in_(part), KnownCertification.withdrawn == ""
            )
        ).all()
        found.events += session.exec(
            select(KnownEvent).where(col(KnownEvent.origin).in_(part), KnownEvent.withdrawn == "")
        ).all()
        if asked.what == "bundle":
            found.elsewhere += _elsewhere(session, part, asked.target)
    # The last change is taken back first: of two that followed each other the first one's value comes out.
    for row in reversed(rows):
        if (last := found.decisions.get(row.id)) is not None and last.status == "accepted":
            _consequences(session, found, row.person_id, Took.model_validate(last.took))
    return found


def _consequences(session: Session, found: _Found, person_id: str, took: Took) -> None:
    person = session.get(Person, person_id) if took.fields else None
    for one in took.fields if person is not None else ():
        assert person is not None
        now = next((back.before for who, back in reversed(found.fields) if who is person and back.field == one.field),
                   str(getattr(person, one.field)))  # fmt: skip
        if now == one.after:
            found.fields.append((person, one))
        else:
            found.kept += 1
    for task in took.tasks:
        if session.get(Assignment, task.id) is None:
            found.tasks.append(Assignment(person_id=person_id, **task.model_dump()))
    for record in took.applications:
        row = session.exec(select(Journal).where(Journal.id == record)).one()
        steps = session.exec(
            select(Journal).where(Journal.kind == "approval_step", Journal.about == record)
        ).all()
        if len(steps) == 2 and steps[-1].payload["agree"]:
            found.carried_out.append(record)
        elif all(one.payload["agree"] for one in steps):
            found.open_applications.append((row, len(steps)))


def _elsewhere(session: Session, records: Sequence[str], bundle: str) -> list[Journal]:
    """Give records of other bundles that a rule decided because of a review or a comparison in this one."""
    spoken = select(Journal.about).where(
        col(Journal.id).in_(records), col(Journal.kind).in_(("review", "verification")),
        col(Journal.about).is_not(None),
    )  # fmt: skip
    rows = session.exec(
        select(Journal).where(
            col(Journal.id).in_(spoken), Journal.bundle != bundle, Journal.status == "stored"
        )
    ).all()
    last = _latest(session, [row.id for row in rows])
    return [row for row in rows if row.id in last and last[row.id].decided_by == "rule"]


def _latest(session: Session, records: Sequence[str]) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for part in _parts(records):
        query = select(Decision).where(col(Decision.record_id).in_(part)).order_by(col(Decision.position))
        found |= {row.record_id: row for row in session.exec(query)}
    return found


def _parts(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    return (ids[at : at + TOGETHER] for at in range(0, len(ids), TOGETHER))
