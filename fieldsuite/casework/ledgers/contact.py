"""联系记录: attempts to reach somebody by other ways than a visit, and what became of a stop after a year."""

from typing import Any, get_args

from fieldsuite import journal
from fieldsuite.acts import Contact, FollowUp
from fieldsuite.acts.contact import Method
from fieldsuite.casework.people import one
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.rules.lists import ledger_from

METHODS: tuple[str, ...] = get_args(Method)
RESULTS = ("reached", "no_answer", "wrong_number", "refused", "relative", "sent")
PURPOSES = ("verify", "remind", "suspend", "stop", "follow_up", "visit")


def log(
    office: Office, who: str, method: str, result: str, *, purpose: str = "verify", note: str = "", spoke_with: str = ""
) -> str:  # fmt: skip
    """Write down one attempt to reach somebody (四川规程 第22条); gives the record's id."""
    with office.store.session() as session:
        person = one(session, who)
        values: dict[str, Any] = {"method": method, "result": result, "purpose": purpose}
        payload = Contact(**values, note=written(note, "other"), spoke_with=written(spoke_with, "name"))
        return journal.append(office, session, payload, person.id, office.today()).id


def follow_up(
    office: Office, who: str, method: str, found: str, *, result: str = "open", spoke_with: str = "", heir: str = ""
) -> str:  # fmt: skip
    """Write down what was found out of somebody whose benefit is stopped (四川规程 第32条); gives the record's id.

    Raises OfficeError E_RULE when no benefit is stopped, or for a sealed balance of somebody who is not dead.
    """
    with office.store.session() as session:
        person = one(session, who)
        facts = gather(office, session, [person.id])[person.id]
        stops = [facts.standing(benefit, office.today()) for benefit in facts.benefits]
        stopped = [standing for standing in stops if ledger_from(standing) is not None]
        if not stopped:
            raise OfficeError("ledgers.not_stopped", code="E_RULE", person=person.name)
        reason = stopped[0].stop_reason
        if result == "sealed" and reason != "death":
            raise OfficeError("ledgers.not_dead", code="E_RULE", person=person.name)
        values: dict[str, Any] = {"stop_reason": reason, "result": result}
        payload = FollowUp(
            **values, method=required(method, "other"), found=required(found, "other"),
            spoke_with=written(spoke_with, "name"), heir=written(heir, "name"),
        )  # fmt: skip
        return journal.append(office, session, payload, person.id, office.today()).id
