"""What ``explain`` answers: where a benefit stands on a day, and why."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

Status = Literal[
    "NOT_STARTED", "OK", "DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED", "STOPPED", "STOPPED_PRISON", "DECEASED"
]
"""Words of the status, in the order in which a benefit runs through them when nothing is done."""

StopReason = Literal["death", "missing", "prison", "not_certified", "other"]
"""死亡停发, 失踪停发, 服刑停发, 未通过资格认证停发, 其他停发 (四川规程 第25条)."""


class Reason(NamedTuple):
    """One sentence of the explanation, with the place in the notice that it rests on.

    A named tuple, as ``Standing``: a run over a province makes many, and a frozen dataclass costs three times as much.
    """

    key: str
    """Sentence in the word catalogues, such as ``rules.deadline_day``."""
    values: Mapping[str, object]
    """What fills the sentence: dates (ISO), months (YYYY-MM), numbers."""
    article: str
    """Article of the notice: 第7、34条, 附件2. Empty when the notice says nothing and the reading is ours."""
    source: str
    """Short name of the notice: 四川规程."""


class Standing(NamedTuple):
    """Where one benefit of one person stands on a day.

    Months are text, YYYY-MM. Window, deadline and the months that follow from it are None when the benefit is stopped
    for death, disappearance or prison: a certification alone no longer changes anything then.
    """

    status: Status
    window_start: str | None
    """First month in which a certification for this cycle is looked for."""
    window_end: str | None
    """Last such month."""
    deadline: date | None
    """Last day on which a certification is in time."""
    remind_from: str | None
    """Month from which the person is reminded; DUE_SOON begins with it."""
    suspend_from: str | None
    """First month that is not paid when nobody certifies."""
    verify_from: date | None
    """Day from which the person is on the list 待核实 and notice is due."""
    reasons: tuple[Reason, ...]
    """Why, in the order in which a person would tell it; the last explains the status."""
    if_certified_today: date | None
    """The next deadline if the person certified on this day; None when a certification does not help."""
    back_pay: tuple[str, ...]
    """Months that were not paid and are owed since a certification healed the suspension."""
    overpaid: tuple[str, ...]
    """Months that were paid after the benefit had ended, up to and including the month of ``as_of``."""
    stop_reason: StopReason | None
    objection: bool
    """An objection was raised in time and is not decided: the suspension does not become a stop."""
    profile: str
    profile_version: str
    warnings: tuple[Reason, ...] = ()
    """What the officer should look at: dates before the notice was in force, certifications after a death."""
    stop_from: date | None = None
    """Day on which the suspension becomes a stop, or the benefit was lost; None where there is no such rule."""
    record: str = ""
    """Record that caused it: of the certification the window rests on, or of the loss; empty when none is known."""
