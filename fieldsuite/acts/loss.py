"""丧失: reports of deaths and other losses, the questions to a dependant, the follow-up of a stop."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from fieldsuite.payload import Payload

Source = Literal["family", "village", "hospital", "funeral", "police", "court", "population", "employer", "hr_database",
                 "justice", "other"]  # fmt: skip
"""Who told of it (四川规程 第13条(一), 第22条)."""


class Loss(Payload):
    """死亡或丧失报告: a death, a disappearance, a prison term or another loss, as it was reported.

    It ends no benefit by itself: the result is 待经办机构确认 (四川规程 第22条).
    """

    kind = "loss"
    reviewed = True
    what: Literal["death", "missing", "prison", "other"]
    lost_on: date | None = None
    about: str = ""
    """Words where the day is not exact, such as 约."""
    place: str = ""
    reason: str = ""
    source: Source
    proof: str = ""
    reporter_name: str = Field(min_length=1)
    reporter_relation: str = ""
    reporter_phone: str = ""
    reported_on: date

    @model_validator(mode="after")
    def _says_when_or_why(self) -> "Loss":
        if self.what in ("death", "prison") and self.lost_on is None and not self.about:
            raise ValueError("a death or a prison term has a day")
        if self.what in ("missing", "other") and not self.reason:
            raise ValueError("a disappearance or another loss has a reason")
        return self


class Survey(Payload):
    """供养亲属问询: what a dependant of a worker who died at work was asked at home (四川规程 第13条(二))."""

    kind = "survey"
    kin: Literal["child", "grandchild", "sibling", "spouse", "parent", "grandparent"]
    adopted_on: date | None = None
    remarried_on: date | None = None
    employed_on: date | None = None
    enlisted_on: date | None = None
    incapable: bool = False
    """完全丧失劳动能力, shown by a certificate."""
    answered_by: str = Field(min_length=1)
    grounds: tuple[str, ...] = ()
    """Keys of the rules that ask for a check of entitlement."""


class FollowUp(Payload):
    """核实处理: what was found out of somebody whose benefit has been stopped for a year (四川规程 第32条)."""

    kind = "follow_up"
    desk = True
    stop_reason: Literal["death", "missing", "prison", "not_certified", "other"]
    method: str
    spoke_with: str = ""
    found: str = Field(min_length=1)
    heir: str = ""
    """指定受益人或法定继承人, when the person died."""
    result: Literal["open", "restore", "deregister", "sealed", "recover"] = "open"
    """跟踪中, 申请恢复, 办理注销登记, 个人账户余额封存, 追回多领."""
