"""What was tried to reach somebody: at the door, by telephone, by a notice on the wall."""

from datetime import date
from typing import Literal

from pydantic import Field

from fieldsuite.payload import Payload

Outcome = Literal["absent", "moved", "hospital", "refused"]
"""不在家, 搬走, 住院, 拒绝: why a visit met nobody who could be checked."""
Step = Literal["again", "contact", "transfer", "ward", "explain", "supervisor"]
"""再去一次, 转联系, 转居住地, 去医院核实, 说明并改约, 报主管."""
Method = Literal["phone", "sms", "push", "website", "posted", "media", "unit", "letter", "family", "village"]
"""电话, 短信, 推送消息, 网站公告, 张贴告示, 媒体, 管理单位, 信函, 亲属, 村居 (四川规程 第22条)."""


class Attempt(Payload):
    """上门未核实: a visit at which the person was not met, why, and what comes next."""

    kind = "attempt"
    outcome: Outcome
    place: str = Field(min_length=1)
    at: str
    """Local time, HH:MM."""
    note: str = ""
    """Who said so, which ward, which town."""
    where_now: str = ""
    """New address, hospital and ward, as they were told."""
    step: Step
    """What comes next."""
    again_on: date | None = None
    """Day of the next visit."""


class Contact(Payload):
    """联系记录: one attempt to reach a person or their family."""

    kind = "contact"
    method: Method
    purpose: Literal["verify", "remind", "suspend", "stop", "follow_up", "visit"] = "verify"
    result: Literal["reached", "no_answer", "wrong_number", "refused", "relative", "sent"]
    note: str = ""
    spoke_with: str = ""
