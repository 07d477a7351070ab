"""Who may take which step of an approval: the rules of the two and of the three pairs of eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fieldsuite.rules.standing import Reason

Step = Literal["first", "second", "third"]
"""初审, 复核, 审核."""

Kind = Literal["certification", "restore", "back_pay", "deregister"]
"""社会化服务认证, 恢复发放, 待遇补发, 注销登记."""

Level = Literal["village", "township", "county", "city", "province"]

STEPS: dict[Kind, tuple[Step, ...]] = {
    "certification": ("first", "second"),
    "restore": ("first", "second", "third"),
    "back_pay": ("first", "second", "third"),
    "deregister": ("first", "second", "third"),
}
"""Steps of each kind: 四川规程 第11条 (初审、复核) and 第29条 (初审、复核、审核，严禁一人通办)."""

ABOVE_COUNTY: tuple[Level, ...] = ("city", "province")
"""Who may restore a pension that was terminated (四川规程 第28条: 市（州）办理，县（市、区）不得经办).

The province stands above the city and is let through; our reading.
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, and by whom."""

    step: Step
    person: str


def may_review(maker: str, reviewer: str) -> bool:
    """True when the reviewer is somebody else than the maker (您不能复核自己初审的记录; 四川规程 第11条)."""
    return bool(reviewer) and maker != reviewer


ALIVE = ("self_care", "partial_care", "bedridden")


def may_take_back(kind: str, status: str = "") -> bool:
    """True for a record that says no more than that somebody lives; its maker may take it back without a second person.

    Taking back approves nothing, so that article 11 has no word on it: the deadline is what it was before. A death, a
    loss or a model stays for somebody else to look at. ``status`` is what a visit found. Our reading.
    """
    return kind in ("verification", "overseas") or (kind == "visit" and status in ALIVE)


def next_step(kind: Kind, taken: Sequence[Taken]) -> Step | None:
    """Give the step that comes next, or None when the approval is complete."""
    steps = STEPS[kind]
    return steps[len(taken)] if len(taken) < len(steps) else None


def refusal(
    kind: Kind, taken: Sequence[Taken], person: str, *, terminated: bool = False, level: Level = "county"
) -> Reason | None:
    """Say why this person may not take the next step, or None when they may.

    Three steps by three people is our stricter reading of article 29, which forbids that one person does all
    (严禁一人通办). ``terminated`` is a restore of a benefit that was ended, not merely stopped (article 28).
    """
    if next_step(kind, taken) is None:
        return Reason("rules.approval_complete", {}, _article(kind), SOURCE)
    if not person or any(step.person == person for step in taken):
        return Reason("rules.own_record", {}, _article(kind), SOURCE)
    if kind == "restore" and terminated and level not in ABOVE_COUNTY:
        return Reason("rules.restore_city_only", {}, "第28条", SOURCE)
    return None


SOURCE = "四川规程"
"""The one notice that orders steps of approval; other profiles are held to the same until theirs say otherwise."""


def _article(kind: Kind) -> str:
    return "第11条" if kind == "certification" else "第29条"
