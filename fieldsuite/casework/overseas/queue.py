"""排队: who came to the counter today, in their order; the next one with last year's form already copied."""

from dataclasses import asdict, dataclass, replace
from typing import Literal

from fieldsuite.casework import drafts, people
from fieldsuite.casework.overseas import sheet
from fieldsuite.casework.overseas.views import OverseasSheet
from fieldsuite.clock import local_time
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office

State = Literal["waiting", "serving", "done", "left"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """One person in the queue of a day."""

    number: int
    key: str
    """What the form is found by."""
    name: str
    at: str
    """Local time at which they came."""
    state: State = "waiting"


def tickets(office: Office) -> tuple[Ticket, ...]:
    """Give today's queue, in the order of arrival."""
    kept = drafts.find(office, _key(office)) or {}
    return tuple(Ticket(**one) for one in kept.get("tickets", ()))


def arrive(office: Office, who: str) -> Ticket:
    """Give somebody who came a number; who waits already keeps the one they have.

    ``who`` as everywhere, or anything that fits one person only: pinyin initials, the end of a number. Raises
    OfficeError E_NOT_FOUND when nobody or several fit.
    """
    fitting = people.find(office, who, limit=2)
    with office.store.session() as session:
        person = people.one(session, fitting[0].id if len(fitting) == 1 else who)
    queue = tickets(office)
    if waiting := next(
        (one for one in queue if one.key == person.id and one.state in ("waiting", "serving")), None
    ):
        return waiting
    at = local_time(office.now(), office.config.timezone)
    ticket = Ticket(len(queue) + 1, person.id, person.name, at)
    _keep(office, (*queue, ticket))
    return ticket


def take_next(office: Office) -> tuple[Ticket, OverseasSheet]:
    """Call the next one: the ticket and their form, filled from the register and from last year.

    Who is being served stays it until they are done or leave. Raises OfficeError E_NOT_FOUND when nobody waits.
    """
    queue = tickets(office)
    called = next((one for one in queue if one.state == "serving"), None) or next(
        (one for one in queue if one.state == "waiting"), None
    )
    if called is None:
        raise OfficeError("overseas.nobody_waits", code="E_NOT_FOUND")
    called = replace(called, state="serving")
    _keep(office, tuple(called if one.number == called.number else one for one in queue))
    return called, sheet.look(office, called.key)


def finish(office: Office, key: str, state: State = "done") -> bool:
    """Note that somebody is done, or left before; False when they did not stand in the queue."""
    queue = tickets(office)
    mine = [one for one in queue if one.key == key and one.state in ("waiting", "serving")]
    if mine:
        _keep(office, tuple(replace(one, state=state) if one in mine else one for one in queue))
    return bool(mine)


def _key(office: Office) -> str:
    return f"queue:{office.today().isoformat()}"


def _keep(office: Office, queue: tuple[Ticket, ...]) -> None:
    drafts.keep(office, _key(office), {"tickets": [asdict(one) for one in queue]})
