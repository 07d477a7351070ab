"""Which list a benefit stands on, by the register and by what other departments said: 具备, 丧失, 待核实."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, Self, TypeVar

from fieldsuite.rules.cycle import Certified, Event
from fieldsuite.rules.known import LOSSES
from fieldsuite.rules.lists import LOSS, Place, Sign, place
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.standing import Reason, Standing
from fieldsuite.rules.survivors import came_of_age


class Right(Protocol):
    """A benefit: a row of the register, or plain values of one."""

    @property
    def benefit(self) -> str:
        """Its kind."""

    @property
    def profile(self) -> str:
        """Name of its rules."""

    @property
    def start_on(self) -> date:
        """When it began."""


class Said(Protocol):
    """What another department said of somebody."""

    @property
    def id(self) -> str:
        """Line it came from."""

    @property
    def kind(self) -> str:
        """A kind of ``rules.lists``."""

    @property
    def source(self) -> str:
        """Where it was learned."""

    @property
    def on(self) -> date:
        """Day it speaks of."""

    @property
    def state(self) -> str:
        """stands or objected."""


R = TypeVar("R", bound=Right, contravariant=True)


class Somebody(Protocol[R]):
    """What is known of one person, gathered for the screens or read for the rows."""

    certified: list[Certified]
    events: list[Event]
    incapable: bool
    profiles: Mapping[str, Profile]

    @property
    def birth(self) -> date:
        """Day of birth."""

    def standing(self, mine: R, as_of: date, /) -> Standing:
        """Compute where a benefit stands."""

    def with_events(self, events: Iterable[Event]) -> Self:
        """Give the same with other events."""


def placed(
    one: Somebody[R], mine: R, compared: Sequence[Said], today: date, standing: Standing | None = None
) -> Place:
    """Say which list a benefit stands on; ``standing`` when it was computed before."""
    rule = one.profiles[mine.profile].rule(mine.benefit)
    exempt = ["prison"] if rule.prison == "continue" else []
    if mine.benefit not in ("work-injury", "dependants"):
        exempt.append(
            "survivor"
        )  # adoption, marriage, work and the army end a survivor's benefit only (第13条(二))
    signs = [Sign(sign.kind, sign.on, sign.source) for sign in compared]
    signs += [Sign(event.kind, event.on, "registered") for event in one.events if event.kind in LOSSES]
    signs += [Sign("certified", made.on, "certified") for made in one.certified if made.known_on <= today]
    found = place(standing or one.standing(mine, today), signs, today, exempt=exempt)
    if found.list == "eligible" and "survivor" not in exempt and not one.incapable:
        adult = came_of_age(one.birth, mine.start_on, today)
        found = Place("verify", (adult, *found.reasons)) if adult else found
    if any(sign.state == "objected" and sign.kind not in exempt for sign in compared):
        return Place(
            "verify", (Reason("rules.list_objected", {}, "第9条", "四川规程"), *found.reasons), found.fraud
        )
    return found


T = TypeVar("T", bound=Somebody)  # type: ignore[type-arg]  # a bound takes no variable of its own


def with_losses(one: T, mine: Right, compared: Sequence[Said], today: date) -> tuple[T, str]:
    """Give the same with the loss that only comparisons know, and where it was learned: kind, source, day.

    四川规程 第13条 puts such a person on the list, 第25条 wants the payment stopped at once; the program proposes it
    and names the source, people decide. What contradicts a sign of life is to be verified first (第14条): then, as
    where no comparison speaks of a loss, everything stays as it is and the source is empty.
    """
    losses = sorted(
        (sign for sign in compared if sign.kind in LOSS and sign.on <= today),
        key=lambda sign: (sign.kind != "death", sign.on),
    )
    registered = {event.kind for event in one.events}
    new = [sign for sign in losses if sign.kind not in registered]
    if not new or placed(one, mine, compared, today).list != "lost":
        return one, ""
    events = [Event(sign.kind, sign.on, sign.id) for sign in new if sign.kind in LOSSES]
    source = f"{new[0].kind}:{new[0].source}:{new[0].on.isoformat()}"
    return one.with_events([*one.events, *events]), source
