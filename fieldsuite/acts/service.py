"""服务: somebody who cannot come asks to be visited, gets a day, and is visited by two (四川规程 第20条)."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from fieldsuite.payload import Payload

TWO = 2
"""Officers who go to a home (design page forms, 1.3: 上门人员(≥2))."""


class Service(Payload):
    """服务台账: an application, its appointment, its end; each step is a record that names the first."""

    kind = "service"
    step: Literal["applied", "scheduled", "done", "cancelled"]
    of: str = ""
    """Record of the application."""
    form: Literal["home_visit", "appointment", "late_hours"] = "home_visit"
    """上门认证, 预约认证, 延时服务 (四川规程 第10条)."""
    origin: Literal["proactive", "application"] = "application"
    """主动上门, 本人申请 (粤人社 2019-105 号)."""
    applicant: str = ""
    relation: str = ""
    reason: Literal["", "age", "illness", "disability", "other"] = ""
    visit_on: date | None = None
    at: str = ""
    officers: tuple[str, ...] = ()
    result: Literal["", "certified", "not_certified"] = ""
    record: str = ""
    """Visit or verification that the service ended in."""
    note: str = ""

    @model_validator(mode="after")
    def _step_has_what_it_needs(self) -> "Service":
        if self.step == "applied" and not (self.applicant and self.reason):
            raise ValueError("an application names the applicant and the reason")
        if self.step != "applied" and not self.of:
            raise ValueError("a step names its application")
        if self.step == "scheduled" and (self.visit_on is None or len(set(self.officers)) < TWO):
            raise ValueError("an appointment has a day and two officers")
        return self
