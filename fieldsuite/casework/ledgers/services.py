"""服务台账: who asked for a visit, when two officers went, and what came of it."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from fieldsuite.acts import Service
from fieldsuite.clock import age
from fieldsuite.office import Office
from fieldsuite.tables import Journal, Person
from fieldsuite.words import say


def services(office: Office, session: Session) -> Iterator[dict[str, str]]:
    """Give every application with its newest appointment and its end, oldest first."""
    rows = list(
        session.exec(select(Journal).where(Journal.kind == "service").order_by(col(Journal.position)))
    )
    evidence = {
        row.id: row.evidence for row in session.exec(select(Journal).where(col(Journal.kind) != "service"))
    }
    for row in rows:
        first = Service.model_validate(row.payload)
        person = session.get(Person, row.person_id)
        if first.step != "applied" or person is None:
            continue
        later = [
            (one, Service.model_validate(one.payload)) for one in rows if one.payload.get("of") == row.id
        ]
        booked = next((said for _, said in reversed(later) if said.step == "scheduled"), None)
        ended = next(
            ((one, said) for one, said in reversed(later) if said.step in ("done", "cancelled")), None
        )
        yield {
            "applied_on": row.occurred_on.isoformat(),
            "applicant": f"{first.applicant}（{first.relation}）" if first.relation else first.applicant,
            "name": person.name,
            "id_no": person.id_no,
            "age": str(age(person.birth, row.occurred_on)),
            "reason": say(f"ledgers.reason_{first.reason}", "zh"),
            "mobility": say(f"ledgers.{person.mobility}", "zh") if person.mobility else "",
            "address": person.address,
            "phone": person.phone,
            "visit_on": f"{booked.visit_on} {booked.at}".strip() if booked else "",
            "officers": "、".join(booked.officers) if booked else "",
            "done_on": ended[0].occurred_on.isoformat() if ended else "",
            "result": say(f"ledgers.service_{ended[1].result or ended[1].step}", "zh") if ended else "",
            "evidence": " ".join(one[:8].upper() for one in evidence.get(ended[1].record, ()))
            if ended
            else "",
            "note": (ended[1].note if ended else "") or first.note,
        }
