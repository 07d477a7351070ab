"""Lists people stand on: 具备, 丧失, 待核实; and how long a list to verify may take.

The notices (四川 第12至14条; 广东 二(一)) put a person on a list by what is known of them. Two readings are ours:

- A sign of life contradicts a loss only when it is dated after it. Everybody who died had once been certified; read to
  the letter, article 14 would put all of them on both lists.
- In the first cycle, until ``verify_from``, somebody not yet certified is 具备 by the granting of the benefit itself;
  read to the letter, article 14 would have every new recipient verified at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from fieldsuite.rules.months import add_months
from fieldsuite.rules.standing import Reason, Standing

ListName = Literal["eligible", "lost", "verify", "none"]
"""具备, 丧失, 待核实; none: the benefit has not begun."""

LIFE = ("certified", "window", "self_service", "unit", "hospital", "travel", "other_life")
"""认证, 窗口, 自助, 管理单位, 非危重住院, 飞机火车, 其他 (四川 第12条)."""
CERTIFIED = ("certified", "window", "self_service", "unit")
"""Signs of life that somebody gave as a certification of this person: after a death they are suspect."""
LOSS = ("death", "missing", "prison", "survivor", "other_loss")
"""死亡, 失踪, 服刑, 供养亲属条件丧失, 其他 (四川 第13条)."""
LOSS_SOURCES = ("family", "hr_database", "population", "household", "court", "funeral", "hospital", "justice", "unit",
                "village", "employer", "police", "other")  # fmt: skip
"""Where a loss was learned (四川 第13条(一)): 家属, 人社数据库, 国家人口库, 户籍, 法院, 民政殡葬, 医疗机构, ..."""

LIST_MONTHS = 3
"""A list of people to verify is worked off within three months of its receipt (四川规程 第21条)."""
LEDGER_MONTHS = 12
"""A stop nobody asks about for a year goes into the ledger 核实处理工作台账 (四川规程 第32条)."""
SOURCE = "四川规程"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing known of a person that speaks for or against the benefit."""

    kind: str
    """One of ``LIFE`` or ``LOSS``."""
    on: date
    """Day it speaks of: of the journey, of the death."""
    source: str = ""
    """Where it was learned; one of ``LOSS_SOURCES`` for a loss."""


@dataclass(frozen=True, slots=True)
class Place:
    """The list a person stands on, and why."""

    list: ListName
    reasons: tuple[Reason, ...]
    fraud: bool = False
    """A certification dated after the death: possible 冒领, never accepted by itself."""


def place(standing: Standing, signs: Sequence[Sign], as_of: date, *, exempt: Sequence[str] = ()) -> Place:
    """Say which list a person stands on, on a day.

    ``exempt``: losses that do not end this benefit, such as prison for work injury (四川 第13条(二), 第25条).
    Signs dated after ``as_of`` are left out.
    """
    signs = [sign for sign in signs if sign.on <= as_of and sign.kind not in exempt]
    losses = [sign for sign in signs if sign.kind in LOSS]
    lives = [sign for sign in signs if sign.kind in LIFE]
    if losses:
        return _with_a_loss(losses, lives)
    if standing.stop_reason in ("death", "prison", "missing"):
        return Place("lost", (standing.reasons[-1],))
    if standing.status == "NOT_STARTED":
        return Place("none", (standing.reasons[-1],))
    if standing.verify_from is None or as_of < standing.verify_from:
        return Place("eligible", (_reason("list_in_time", "第12条", on=standing.verify_from),))
    newest = max(
        (sign for sign in lives if sign.on >= standing.verify_from), key=lambda sign: sign.on, default=None
    )
    if newest is not None:
        return Place("eligible", (_reason(f"list_life_{newest.kind}", "第12条", on=newest.on),))
    return Place("verify", (_reason("list_no_news", "第14条", on=standing.verify_from),))


def _with_a_loss(losses: Sequence[Sign], lives: Sequence[Sign]) -> Place:
    lost = min(losses, key=lambda sign: (sign.kind != "death", sign.on))
    why = _reason(f"list_loss_{lost.kind}", "第13条", on=lost.on)
    against = [sign for sign in lives if sign.on > lost.on]
    if not against:
        return Place("lost", (why,))
    signs = tuple(_reason(f"list_life_{sign.kind}", "第12条", on=sign.on) for sign in against)
    fraud = lost.kind == "death" and any(sign.kind in CERTIFIED for sign in against)
    reasons = (why, *signs, _reason("list_both", "第14条"))
    return Place("verify", (*reasons, _reason("list_fraud", "第14条")) if fraud else reasons, fraud)


def verification_due(received_on: date, months: int = LIST_MONTHS) -> date:
    """Last day on which the results of a list may come back in time: 2023-06-01 gives 2023-09-01."""
    return add_months(received_on, months)


def days_left(received_on: date, today: date) -> int:
    """Days until the list is over; negative once it is late."""
    return (verification_due(received_on) - today) // timedelta(days=1)


def is_late(received_on: date, fed_back_on: date) -> bool:
    """True when results come after the three months: they are taken, marked and shown to the province (row 18b)."""
    return fed_back_on > verification_due(received_on)


def ledger_from(standing: Standing) -> date | None:
    """Day from which a stop nobody asked about is followed up in the ledger 核实处理工作台账; None: never.

    Stopped from 2023-08-01, no application: 2024-08-01 (四川 第32条; row 53).
    """
    if standing.stop_reason is None or standing.stop_from is None:
        return None
    return add_months(standing.stop_from, LEDGER_MONTHS)


def _reason(key: str, article: str, **values: object) -> Reason:
    return Reason(f"rules.{key}", values, article, SOURCE)
