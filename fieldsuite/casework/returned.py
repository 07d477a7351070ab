"""退回: the records that came back, with who they are about and what to do, until the work was done again."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from fieldsuite.casework.called import names_of
from fieldsuite.casework.states import positions
from fieldsuite.casework.views import RecordState
from fieldsuite.office import Office
from fieldsuite.tables import Journal

CAME_BACK = ("returned", "rejected", "review_returned", "conflict")


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One record that came back."""

    record_id: str
    person_id: str
    name: str
    kind: str
    state: RecordState
    code: str
    """Why, as a code of the province; empty when the colleague returned it."""
    message: str
    """What to do, in the words of whoever returned it."""


def returned(office: Office) -> tuple[ReturnedRow, ...]:
    """Give what came back, newest first; a record whose work was done again since is no longer listed."""
    with office.store.session() as session:
        own = list(
            session.exec(select(Journal).where(Journal.status == "own").order_by(col(Journal.position)))
        )
        at = positions(office, session, own)
        names = names_of(session, (row.person_id for row in own))
        reasons = _reasons(session)
        last = {(row.person_id, row.kind): row.id for row in own}
        return tuple(
            ReturnedRow(
                record_id=row.id,
                person_id=row.person_id,
                name=names.get(row.person_id, ""),
                kind=row.kind,
                state=at[row.id].state,
                code=outcome.code if (outcome := at[row.id].outcome) else "",
                message=outcome.message if outcome else reasons.get(row.id, ""),
            )
            for row in reversed(own)
            if at[row.id].state in CAME_BACK and last[row.person_id, row.kind] == row.id
        )


def _reasons(session: Session) -> dict[str | None, str]:
    """What reviewers of this office wrote when they returned a record."""
    reviews = session.exec(select(Journal).where(Journal.kind == "review"))
    return {row.about: str(row.payload.get("reason", "")) for row in reviews}
