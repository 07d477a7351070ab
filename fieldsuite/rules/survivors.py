"""When somebody supported by a worker who died at work is to be looked at again (四川规程 第13条(二)).

Adoption, work and the army concern children, grandchildren and siblings; remarriage concerns the husband or wife only;
the eighteenth birthday concerns the young, unless working capacity is lost entirely.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldsuite.rules.standing import Reason

Kin = Literal["child", "grandchild", "sibling", "spouse", "parent", "grandparent"]
"""子女, 孙子女或外孙子女, 兄弟姐妹, 配偶, 父母, 祖父母."""
YOUNG: tuple[Kin, ...] = ("child", "grandchild", "sibling")
ADULT = 18
"""年满 18 周岁 (第13条(二))."""
ARTICLE, SOURCE = "第13条(二)", "四川规程"


@dataclass(frozen=True, slots=True)
class Survivor:
    """A dependant of a worker who died at work, and what happened to them."""

    kin: Kin
    birth: date
    incapable: bool = False
    """完全丧失劳动能力: working capacity lost entirely; a partial loss does not count."""
    adopted_on: date | None = None
    remarried_on: date | None = None
    employed_on: date | None = None
    enlisted_on: date | None = None


def survivor_checks(survivor: Survivor, as_of: date) -> tuple[Reason, ...]:
    """Give every ground on which entitlement is to be checked from this day on, the earliest first."""
    grounds: list[tuple[date | None, str]] = []
    if survivor.kin in YOUNG:
        grounds += [
            (survivor.adopted_on, "adopted"),
            (survivor.employed_on, "employed"),
            (survivor.enlisted_on, "enlisted"),
            (None if survivor.incapable else birthday(survivor.birth, ADULT), "adult"),
        ]
    elif survivor.kin == "spouse":
        grounds.append((survivor.remarried_on, "remarried"))
    due = sorted((on, key) for on, key in grounds if on is not None and on <= as_of)
    return tuple(
        Reason(f"rules.survivor_{key}", {"on": on, "age": ADULT}, ARTICLE, SOURCE) for on, key in due
    )


def came_of_age(birth: date, start: date, as_of: date) -> Reason | None:
    """Say that somebody who drew a survivor's benefit as a child has reached 18, or None.

    Who was of age when it began is a parent or a spouse. The working capacity is another question.
    """
    on = birthday(birth, ADULT)
    if not start < on <= as_of:
        return None
    return Reason("rules.survivor_adult", {"on": on, "age": ADULT}, ARTICLE, SOURCE)


def birthday(birth: date, age: int) -> date:
    """Day on which somebody reaches an age; born on the 29th of February, the 1st of March in a common year."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(min(birth.year + age, date.max.year), 3, 1)
