"""Writes a decision of the desk: signed by the clerk, and the row that leaves for the office and is counted.

The signed record is what was decided; the row beside it is what queries read, and ``differing`` finds where the two say
something else: a decision that was changed, added or removed in the database.
"""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite.acts.rulings import Moved, Ruling, Took, Undo, UndoStep
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.tables import Decision, Journal, Undone

RULE = "rule"
"""Who decided what follows from an import by itself."""
UNDONE = "UNDONE"
"""Code of a decision that took something back."""


def new_batch() -> str:
    """Name what is decided together."""
    return uuid.uuid4().hex


def decide_signed(
    office: Office,
    session: Session,
    row: Journal,
    status: str,
    code: str = "",
    todo: str = "",
    *,
    batch: str = "",
    deadlines: dict[str, date] | None = None,
    suspension_lifted: bool = False,
    back_pay: tuple[str, ...] = (),
    took: Took | None = None,
) -> Decision:
    """Sign a decision about a record and note it, in the transaction of ``session``."""
    said = Ruling(
        of=row.id, of_digest=row.digest, status=status, code=code, todo=todo,  # type: ignore[arg-type]  # pydantic checks the word
        deadlines=tuple(Moved(benefit=name, on=day) for name, day in (deadlines or {}).items()),
        suspension_lifted=suspension_lifted, back_pay=back_pay, batch=batch, took=took or Took(),
    )  # fmt: skip
    signed = append(office, session, said, row.person_id, office.today())
    made = Decision(
        record_id=row.id, decided_by=office.officer.id, decided_at=signed.recorded_at, signed=signed.id,
        **_columns(signed),
    )  # fmt: skip
    session.add(made)
    return made


def _columns(signed: Journal) -> dict[str, Any]:
    """Give what the table says of a signed decision."""
    said = Ruling.model_validate(signed.payload)
    data = said.model_dump(mode="json", exclude={"of", "of_digest", "clock", "instead_of"})
    return {**data, "deadlines": {one.benefit: one.on.isoformat() for one in said.deadlines}}


def differing(session: Session) -> Iterator[str]:
    """Give the records whose decision is not what a clerk signed: changed, added, or gone from the table.

    What a rule decided is not signed, and neither is what was decided before decisions were; a batch that was taken
    back is signed once, by its second person.
    """
    said = {
        row.id: row
        for row in session.exec(
            select(Journal).where(
                col(Journal.kind).in_(("ruling", "undo", "undo_step")), Journal.status == "own"
            )
        )
    }
    undone = dict(session.exec(select(Undone.record_id, Undone.undo)).all())
    used, began = set(), False
    for row in session.exec(
        select(Decision).order_by(col(Decision.position)).execution_options(yield_per=500)
    ):
        signed = said.get(row.signed)
        used.add(row.signed)
        began = began or bool(row.signed)
        if signed is None:
            wrong = bool(row.signed) or (began and row.decided_by != RULE)
        elif signed.kind == "ruling":
            wrong = not _agrees(row, signed)
        else:
            wrong = not _taken_back(row, signed, said, undone)
        if wrong:
            yield row.record_id
    for one in said.values():
        if one.kind == "ruling" and one.id not in used:
            yield str(one.payload["of"])
    yield from _standing_again(session, undone)


def _agrees(row: Decision, signed: Journal) -> bool:
    who = (signed.about, signed.officer, signed.recorded_at)
    return (row.record_id, row.decided_by, row.decided_at) == who and all(
        getattr(row, name) == value for name, value in _columns(signed).items()
    )


def _taken_back(row: Decision, step: Journal, said: dict[str, Journal], undone: dict[str, str]) -> bool:
    """A decision that came with the undo of a bundle says what the two people signed, about a record of it."""
    asked = said.get(str(step.about)) if step.kind == "undo_step" else None
    if asked is None or not UndoStep.model_validate(step.payload).agree:
        return False
    whole = Undo.model_validate(asked.payload)
    told = (row.status == "returned" and undone.get(row.record_id) == step.id) or row.status == "held"
    return told and (row.code, row.todo, row.decided_by) == (UNDONE, whole.reason, step.officer)


def _standing_again(session: Session, undone: dict[str, str]) -> Iterator[str]:
    """What was taken back with its bundle and stands as if it had not been."""
    rows = (
        select(Journal.id)
        .join(Undone, col(Undone.record_id) == col(Journal.id))
        .where(Journal.status != "undone")
    )
    yield from session.exec(rows)
    without = select(Journal.id).where(Journal.status == "undone")
    yield from (record for record in session.exec(without) if record not in undone)
