"""The planting of one office and month: whom it takes, when it happens, and what is written down of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from fieldsuite.practice.province.acts import Act, Ids, consent
from fieldsuite.practice.province.people import person_id
from fieldsuite.practice.province.plan import Plan, Site
from fieldsuite.practice.province.staff import Staff
from fieldsuite.practice.province.work import Months

Moment = Callable[[float], datetime]
"""Minutes from its beginning -> local time."""


@dataclass(frozen=True, slots=True)
class Label:
    """One planted thing, and what should be found of it."""

    kind: str
    expect: str
    """A sign of a record, the reason of an alarm, the code of a record, or a habit of an officer."""
    records: tuple[str, ...]
    people: tuple[str, ...]
    """Whom they are about; for an alarm the two people."""
    officer: str = ""
    """Whose habit it is."""
    likeness: float | None = None
    """Of two faces, 0..1."""


@dataclass(slots=True)
class Planting:
    """One office and month."""

    plan: Plan
    site: Site
    staff: Staff
    months: Months
    number: int
    """Of the month."""
    ids: Ids
    chance: random.Random
    labels: list[Label] = field(default_factory=list)

    def person(self) -> int:
        """Take somebody whom the honest months leave over."""
        return self.months.spare.pop()

    def officer(self) -> int:
        """Choose a coordinator."""
        return self.chance.randrange(len(self.staff.officers))

    def moment(self) -> Moment:
        """Choose a moment of a Saturday or Sunday, when nobody honest works: between nine and four."""
        days = [day for day in self.plan.days(self.number) if day.weekday() >= 5]
        day, minutes = days[self.chance.randrange(len(days))], 540 + self.chance.randrange(420)
        return lambda later: self.months.at(day, minutes + later)

    def agreed(self, person: int, by: int, at: datetime) -> Act:
        """A consent, without which no model is taken."""
        return consent(self.ids(), person, by, at, self.staff.officers[by].name)

    def label(
        self, kind: str, expect: str, *acts: Act, officer: str = "", likeness: float | None = None
    ) -> None:
        """Write a label about these acts and their people."""
        people = tuple(dict.fromkeys(person_id(self.plan, act.person) for act in acts))
        self.labels.append(Label(kind, expect, tuple(act.id for act in acts), people, officer, likeness))
