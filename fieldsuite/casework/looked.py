"""Which models, and which last attempts at one, the back office has looked at (审核): a colleague, or the province."""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.facts import latest_outcomes
from fieldsuite.tables import Journal

State = Literal["", "waiting", "approved", "returned"]
"""Of a model: nobody looks at it, 等待审核, 建模通过, 需要重新建模."""


def states(session: Session, rows: Sequence[Journal]) -> dict[str, State]:
    """Say where each of these records stands, by its id; what the province returned is returned, whoever agreed."""
    ids = [row.id for row in rows]
    query = select(Journal).where(Journal.kind == "review", col(Journal.about).in_(ids))
    reviews = {row.about: bool(row.payload.get("agree")) for row in session.exec(query)}
    told = latest_outcomes(session) if rows else {}
    found: dict[str, State] = {}
    for row in rows:
        said = told[row.id].status if row.id in told else ""
        if not row.payload.get("review_until"):
            found[row.id] = ""
        elif said in ("returned", "rejected") or reviews.get(row.id) is False:
            found[row.id] = "returned"
        else:
            found[row.id] = "approved" if row.id in reviews or said == "accepted" else "waiting"
    return found
