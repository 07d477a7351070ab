"""A person's history: what the province knows, and every act of this office, newest first."""

from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.casework.states import positions
from fieldsuite.casework.views import HistoryRow
from fieldsuite.office import Office
from fieldsuite.tables import Journal, KnownCertification, KnownEvent, Outcome


def of_person(office: Office, session: Session, person_id: str) -> tuple[HistoryRow, ...]:
    """Give the history of one person; a certification the province took over from here is shown once.

    What was taken back as wrong (an objection was right, a death was none) stays and says so.
    """
    own = list(
        session.exec(select(Journal).where(Journal.person_id == person_id).order_by(col(Journal.position)))
    )
    own += alarms_naming(session, person_id)
    mine = {row.id for row in own}
    known = session.exec(select(KnownCertification).where(KnownCertification.person_id == person_id))
    rows = [
        HistoryRow(row.on, "withdrawn", row.method, "", "", "withdrawn")
        if row.withdrawn
        else HistoryRow(row.on, "known", row.method, "", "", "known")
        for row in known
        if row.withdrawn or row.origin not in mine
    ]
    events = session.exec(select(KnownEvent).where(KnownEvent.person_id == person_id))
    rows += [
        HistoryRow(row.on, "event", row.kind, "", "", "withdrawn" if row.withdrawn else "known")
        for row in events
        if row.withdrawn or row.origin not in mine
    ]
    at = positions(office, session, own)
    for row in own:
        place = at[row.id]
        rows.append(
            HistoryRow(
                on=row.occurred_on,
                kind=row.kind,
                method=method_of(row),
                detail=detail_of(row),
                officer=row.officer_name,
                state=place.state,
                record_id=row.id,
                likeness=likeness_of(row),
                message=place.outcome.message if place.outcome else "",
                deadline=first_deadline(place.outcome),
                left_out=tuple(one["action"] for one in row.payload.get("left_out") or ()),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.on, reverse=True))


def alarms_naming(session: Session, person_id: str) -> list[Journal]:
    """Give the alarms about somebody else that name this person as the other, and what was judged of them."""
    rows = session.exec(
        select(Journal).where(col(Journal.kind).in_(("alarm", "judgement")), Journal.person_id != person_id)
    )
    return [row for row in rows if row.payload.get("other") == person_id]


ACT_DETAIL = {"attempt": "outcome", "contact": "result", "service": "step", "loss": "what", "follow_up": "result",
              "overseas": "category", "survey": "kin", "mail": "direction", "issue": "topic", "judgement": "finding",
              "modelling_failure": "found", "card_set": "source", "relative": "step"}  # fmt: skip
"""Kind of an act -> the field whose word tells what it was."""


def method_of(row: Journal) -> str:
    """Give the way a record was made: face, voice, manual, visit, or what was captured."""
    said = row.payload
    if row.kind == "deletion" or (row.kind in ACT_DETAIL and row.kind != "overseas"):
        return row.kind
    return str(said.get("method") or said.get("modality") or row.kind)


def detail_of(row: Journal) -> str:
    """Give the word that matters in a record: verdict, status, yes or no."""
    said = row.payload
    if row.kind in ACT_DETAIL:
        return str(said.get(ACT_DETAIL[row.kind], ""))
    if row.kind == "review":
        return "agreed" if said.get("agree") else "returned"
    if row.kind == "consent":
        return "+".join(name for name in ("face", "voice") if said.get(name)) or "refused"
    return str(said.get("verdict") or said.get("status") or said.get("reason") or said.get("source") or "")


def likeness_of(row: Journal) -> float | None:
    """Give the likeness of a verification, 0..1."""
    return row.payload["likeness"] / 10_000 if row.payload.get("likeness") is not None else None


def first_deadline(outcome: Outcome | None) -> date | None:
    """Give the earliest new deadline the province set."""
    if outcome is None or not outcome.deadlines:
        return None
    return min(date.fromisoformat(day) for day in outcome.deadlines.values())
