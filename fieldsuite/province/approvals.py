"""恢复, 补发, 注销: asked for by one, agreed to by a second and a third, never one person alone (四川 第27至29条).

The three steps are three signed records. What follows happens in the transaction of the third: a loss that proved
wrong is taken back, a benefit goes on or ends; of months that are paid back a list is written for the payment system.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from fieldsuite.acts.handling import Application, ApprovalStep
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.province import compared_losses
from fieldsuite.province.application_states import in_state, steps_of
from fieldsuite.province.approval_views import ApprovalRow, state_of
from fieldsuite.province.approved import carry_out
from fieldsuite.province.lists import signs_of
from fieldsuite.province.stated import stated
from fieldsuite.rules.approvals import STEPS, Taken, next_step, refusal
from fieldsuite.rules.areas import level_of
from fieldsuite.rules.standing import Reason
from fieldsuite.tables import Benefit, ComparedSign, Journal, Person
from fieldsuite.tidy import tidy

STOPPED = ("SUSPENDED", "STOPPED", "STOPPED_PRISON", "DECEASED")
__all__ = ["ApprovalRow", "approvals", "ask", "open_for", "step"]


def ask(
    office: Office,
    person_id: str,
    what: str,
    benefit: str,
    reason: str,
    *,
    months: Sequence[str] = (),
    heir: str = "",
    sealed: bool = False,
    asked: str = "",
) -> str:
    """Ask to restore, pay back or deregister; the asker is the first of three (初审). Gives the record.

    ``benefit`` is its kind or id; ``months`` of back pay default to all that are owed. Raises OfficeError:
    ``desk.nothing_to_restore``, ``desk.months_not_owed``, ``desk.not_ended``, ``desk.heir_missing``,
    ``desk.city_only`` E_ROLE.
    """
    office.require_province()
    with office.store.session() as session:
        person, mine = _benefit(session, person_id, benefit)
        said = stated(reason)
        if what == "restore":
            payload = _restore(office, session, person, mine, said)
        elif what == "back_pay":
            payload = _back_pay(office, session, person, mine, said, tuple(months))
        elif what == "deregister":
            payload = _deregister(office, session, person, mine, said, heir, sealed, asked)
        else:
            raise OfficeError("desk.unknown_approval", what=what, known=", ".join(list(STEPS)[1:]))
        _refuse(_refusal(office, payload, []))
        _once(session, person.id, payload)
        return append(office, session, payload, person.id, office.today()).id


def step(office: Office, record_id: str, *, agree: bool, reason: str = "") -> str:
    """Take the next step (复核, then 审核), or return the application; the third agreement carries it out.

    Raises OfficeError: ``desk.no_approval`` E_NOT_FOUND; ``desk.another_person`` E_SAMEPERSON, with the article, for
    somebody who took a step already; ``desk.approval_complete``, ``desk.approval_returned``; ``desk.city_only``
    E_ROLE; ``desk.said_missing`` for a return without a reason.
    """
    office.require_province()
    with office.store.session() as session:
        row = _find(session, record_id)
        asked, steps = Application.model_validate(row.payload), steps_of(session, [row.id])[row.id]
        if any(not one.payload["agree"] for one in steps):
            raise OfficeError("desk.approval_returned", record=row.id[:8])
        taken = [Taken("first", row.officer), *(Taken(one.payload["step"], one.officer) for one in steps)]
        _refuse(_refusal(office, asked, taken))
        now = next_step(asked.what, taken)
        assert now is not None and now != "first"
        said = stated(reason) if not agree or reason else ""
        payload = ApprovalStep(of=row.id, of_digest=row.digest, step=now, agree=agree, reason=said)
        made = append(office, session, payload, row.person_id, office.today())
        if agree and now == STEPS[asked.what][-1]:
            carry_out(session, office.today(), row, asked)
        return made.id


def approvals(office: Office, *, which: str = "open") -> tuple[ApprovalRow, ...]:
    """Give the applications, oldest first; ``which`` is open, done, returned or all."""
    office.require_province()
    shown: list[ApprovalRow] = []
    with office.store.session() as session:
        for part in in_state(session, which):
            steps = steps_of(session, part)
            rows = session.exec(select(Journal).where(col(Journal.id).in_(part))).all()
            people = {row.person_id for row in rows}
            names = dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(people))).all())
            theirs = select(Benefit.id, Benefit.benefit).where(col(Benefit.person_id).in_(people))
            benefits = dict(session.exec(theirs).all())
            shown += [
                state_of(row, Application.model_validate(row.payload), steps[row.id], names, benefits)
                for row in sorted(rows, key=lambda row: row.position or 0)
            ]
    return tuple(shown)


def open_for(
    office: Office, session: Session, person_id: str, kinds: Sequence[str], months: Sequence[str]
) -> list[str]:
    """Ask for what an accepted certification has healed: the clerk who accepted is the first of three.

    Gives the records.
    """
    asked: list[str] = []
    for mine in session.exec(
        select(Benefit).where(Benefit.person_id == person_id, col(Benefit.benefit).in_(kinds))
    ):
        reason = "认证已采纳，待遇恢复发放"
        wanted = (
            Application(what="restore", benefit=mine.id, reason=reason),
            *(
                [Application(what="back_pay", benefit=mine.id, months=tuple(months), reason=reason)]
                if months
                else []
            ),
        )
        asked += [append(office, session, payload, person_id, office.today()).id for payload in wanted]
    return asked


def _benefit(session: Session, person_id: str, benefit: str) -> tuple[Person, Benefit]:
    person = session.get(Person, person_id)
    query = select(Benefit).where(Benefit.person_id == person_id)
    found = [one for one in session.exec(query) if benefit in (one.id, one.benefit)]
    if person is None or len(found) != 1:
        raise OfficeError("desk.no_benefit", code="E_NOT_FOUND", benefit=benefit)
    return person, found[0]


def _restore(office: Office, session: Session, person: Person, mine: Benefit, reason: str) -> Application:
    facts = gather(office, session, [person.id])[person.id]
    standing = facts.standing(mine, office.today())
    doubted = session.exec(
        select(ComparedSign.id).where(ComparedSign.person_id == person.id, ComparedSign.state == "stands")
    ).first()
    if mine.ended_on is None and standing.status not in STOPPED and not standing.back_pay and doubted is None:
        raise OfficeError("desk.nothing_to_restore", name=person.name, status=standing.status)
    return Application(what="restore", benefit=mine.id, terminated=mine.ended_on is not None, reason=reason)


def _back_pay(
    office: Office, session: Session, person: Person, mine: Benefit, reason: str, months: tuple[str, ...]
) -> Application:
    owed = gather(office, session, [person.id])[person.id].standing(mine, office.today()).back_pay
    chosen = months or owed
    if not chosen or not set(chosen) <= set(owed):
        raise OfficeError("desk.months_not_owed", name=person.name, months="、".join(owed) or "-")
    return Application(what="back_pay", benefit=mine.id, months=tuple(sorted(chosen)), reason=reason)


def _deregister(
    office: Office,
    session: Session,
    person: Person,
    mine: Benefit,
    reason: str,
    heir: str,
    sealed: bool,
    asked: str,
) -> Application:
    one, compared = gather(office, session, [person.id])[person.id], signs_of(session, [person.id])
    one, source = compared_losses.told(office, one, mine, compared.get(person.id, ()))
    if mine.ended_on is not None or (one.standing(mine, office.today()).stop_reason is None and not source):
        raise OfficeError("desk.not_ended", name=person.name)
    dead = any(event.kind == "death" for event in one.events)
    # 第32条(二): the heirs first; who cannot reach them asks unit or village before the balance is sealed.
    if dead and not heir.strip() and not (sealed and asked.strip()):
        raise OfficeError("desk.heir_missing", code="E_RULE", name=person.name)
    return Application(
        what="deregister", benefit=mine.id, reason=reason, heir=str(tidy(heir)).strip(), sealed=sealed,
        asked=str(tidy(asked)).strip(),
    )  # fmt: skip


def _refusal(office: Office, asked: Application, taken: Sequence[Taken]) -> Reason | None:
    return refusal(
        asked.what, taken, office.officer.id, terminated=asked.terminated, level=level_of(office.config.area)
    )


def _refuse(why: Reason | None) -> None:
    if why is None:
        return
    if why.key == "rules.own_record":
        raise OfficeError("desk.another_person", code="E_SAMEPERSON", article=why.article)
    if why.key == "rules.restore_city_only":
        raise OfficeError("desk.city_only", code="E_ROLE", article=why.article)
    raise OfficeError("desk.approval_complete", article=why.article)


def _once(session: Session, person_id: str, asked: Application) -> None:
    """Two open applications for one thing would be carried out twice."""
    rows = session.exec(select(Journal).where(Journal.kind == "application", Journal.person_id == person_id))
    for row in rows:
        same = (row.payload["what"], row.payload["benefit"]) == (asked.what, asked.benefit)
        steps = steps_of(session, [row.id])[row.id]
        closed = any(not one.payload["agree"] for one in steps) or len(steps) == len(STEPS[asked.what]) - 1
        if same and not closed:
            raise OfficeError("desk.asked_already", record=row.id[:8])


def _find(session: Session, record_id: str) -> Journal:
    query = select(Journal).where(
        Journal.kind == "application", col(Journal.id).startswith(record_id, autoescape=True)
    )
    found = session.exec(query.limit(2)).all() if len(record_id) >= 8 else []
    if len(found) != 1:
        raise OfficeError("desk.no_approval", code="E_NOT_FOUND", record=record_id)
    return found[0]
