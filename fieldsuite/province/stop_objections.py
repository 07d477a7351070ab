"""停发异议: whoever is suspended has three months to object; then the suspension waits for a verification (第26条)."""

from sqlmodel import Session, col, select

from fieldsuite.acts.handling import StopObjection, StopObjectionRejected
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.province.stated import stated
from fieldsuite.tables import Benefit, Journal, KnownEvent


def object_to(office: Office, person_id: str, benefit: str, by: str, reason: str) -> str:
    """Note an objection to a suspension on this day; gives the record.

    ``benefit`` is its kind or id. Raises OfficeError ``desk.no_benefit``; ``desk.not_suspended`` for a benefit that is
    not suspended, or stopped already: then a restore is asked for; ``desk.objected_to_stop``, ``desk.said_missing``.
    """
    office.require_province()
    with office.store.session() as session:
        mine = _benefit(session, person_id, benefit)
        facts = gather(office, session, [person_id])[person_id]
        standing = facts.standing(mine, office.today())
        if standing.objection:
            raise OfficeError("desk.objected_to_stop", name=facts.person.name)
        if standing.status != "SUSPENDED":
            raise OfficeError("desk.not_suspended", name=facts.person.name)
        payload = StopObjection(benefit=mine.id, by=stated(by), reason=stated(reason))
        row = append(office, session, payload, person_id, office.today())
        session.add(
            KnownEvent(id=row.id, person_id=person_id, kind="objection", on=office.today(), origin=row.id)
        )
        return row.id


def reject(office: Office, person_id: str, reason: str) -> str:
    """Let the objection of somebody no longer count, since it proved wrong; gives the record.

    An objection that proved right needs no decision: the certification that shows it heals the suspension. Raises
    OfficeError ``desk.no_stop_objection``, ``desk.said_missing``; E_SAMEPERSON for an objection one noted oneself.
    """
    office.require_province()
    with office.store.session() as session:
        events = session.exec(
            select(KnownEvent)
            .where(
                KnownEvent.person_id == person_id, KnownEvent.kind == "objection", KnownEvent.withdrawn == ""
            )
            .order_by(col(KnownEvent.on).desc())
        ).all()
        facts = gather(office, session, [person_id])[person_id] if events else None
        if facts is None or not any(facts.standing(one, office.today()).objection for one in facts.benefits):
            raise OfficeError("desk.no_stop_objection", code="E_NOT_FOUND")
        noted = session.exec(select(Journal).where(Journal.id == events[0].origin)).first()
        if noted is not None and noted.officer == office.officer.id:
            raise OfficeError("office.own_record", code="E_SAMEPERSON")
        payload = StopObjectionRejected(
            of=noted.id if noted else events[0].id,
            of_digest=noted.digest if noted else "",
            reason=stated(reason),
        )
        row = append(office, session, payload, person_id, office.today())
        for event in events:
            event.withdrawn = row.id
            session.add(event)
        return row.id


def _benefit(session: Session, person_id: str, benefit: str) -> Benefit:
    query = select(Benefit).where(Benefit.person_id == person_id)
    found = [one for one in session.exec(query) if benefit in (one.id, one.benefit)]
    if len(found) != 1:
        raise OfficeError("desk.no_benefit", code="E_NOT_FOUND", benefit=benefit)
    return found[0]
