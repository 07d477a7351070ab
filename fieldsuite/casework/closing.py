"""办结: when the case of a record was closed, at an office and at the desk; from then run the days of what is kept."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from fieldsuite.casework.outbox import FINAL
from fieldsuite.casework.states import positions
from fieldsuite.office import Office
from fieldsuite.tables import Decision, Journal, ReceivedBundle


def rows_of(office: Office, session: Session) -> list[Journal]:
    """Give every record that may rest on evidence here: the office's own, at the desk also all that came."""
    query = select(Journal).order_by(col(Journal.position))
    if office.config.kind != "province":
        query = query.where(Journal.status == "own")
    return list(session.exec(query))


def closed_at(office: Office, session: Session, rows: Sequence[Journal]) -> dict[str, str]:
    """Give the instant (UTC, ISO) at which the case of each of these records was closed; open ones are left out."""
    if office.config.kind == "province":
        return _at_desk(session, rows)
    at = positions(office, session, rows)
    open_bundles = {row.bundle for row in rows if at[row.id].state not in FINAL}
    found = {row.id: at[row.id].outcome for row in rows if row.bundle not in open_bundles}
    return {record: outcome.at for record, outcome in found.items() if outcome is not None}


def _at_desk(session: Session, rows: Sequence[Journal]) -> dict[str, str]:
    """A record is closed by its decision, once the office was told; one that was refused, by its receipt.

    What the desk compared itself is closed with the capture that it names.
    """
    query = select(Decision).order_by(col(Decision.position))
    last = {row.record_id: row for row in session.exec(query)}
    received = dict(session.exec(select(ReceivedBundle.bundle, ReceivedBundle.received_at)).all())
    closed: dict[str, str] = {}
    for row in rows:
        said = last.get(row.about if row.status == "own" and row.about else row.id)
        if said is not None and said.status in FINAL and said.sent_in:
            closed[row.id] = said.decided_at
        elif row.status == "rejected" and row.bundle in received:
            closed[row.id] = received[row.bundle]
    return closed
