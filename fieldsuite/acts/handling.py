"""What the agency decides beside certifications: objections to data, corrections, approvals by three people."""

from typing import Literal

from pydantic import Field, model_validator

from fieldsuite.payload import Payload

Field_ = Literal["name", "pay_name", "sex", "id_kind", "id_no", "birth", "phone", "address", "village", "mobility",
                 "residence", "insured_area", "unit"]  # fmt: skip
"""Particulars of a person that can be corrected."""


class Objection(Payload):
    """异议: somebody does not agree with what the agency holds or does."""

    desk = True
    by: str = Field(min_length=1)
    """Who objects: the person, a relative, a unit."""
    reason: str = Field(min_length=1)


class DataObjection(Objection):
    """异议: somebody says that a line of compared data is wrong (四川规程 第9条)."""

    kind = "data_objection"
    sign: str


class DataResolution(Payload):
    """异议处理: the objection is upheld and the data are corrected, or it is rejected."""

    kind = "data_resolution"
    desk = True
    of: str
    of_digest: str
    sign: str
    upheld: bool
    reason: str = Field(min_length=1)


class StopObjection(Objection):
    """停发异议: somebody objects to a suspension; until it is settled it becomes no stop (四川规程 第26条)."""

    kind = "stop_objection"
    benefit: str
    """Id of the benefit."""


class StopObjectionRejected(Payload):
    """停发异议不成立: what was objected proved wrong, and the three months count as if nobody had objected."""

    kind = "stop_objection_rejected"
    desk = True
    of: str
    of_digest: str
    reason: str = Field(min_length=1)


class Correction(Payload):
    """更正: one particular of a person, before and after, with the reason (广西通知: 绑定的参保人信息有误)."""

    kind = "correction"
    desk = True
    reviewed = True
    field: Field_
    before: str
    after: str
    reason: str = Field(min_length=1)


class Application(Payload):
    """高风险业务申请: restore, pay back or deregister; its maker is the first of three (初审; 四川规程 第29条)."""

    kind = "application"
    desk = True
    what: Literal["restore", "back_pay", "deregister"]
    benefit: str
    """Id of the benefit."""
    terminated: bool = False
    """True for restoring a benefit whose relation was ended: the city's business (第28条)."""
    months: tuple[str, ...] = ()
    """Months to pay back, YYYY-MM."""
    reason: str = Field(min_length=1)
    heir: str = ""
    """Beneficiary or heir who receives what is due, for a death (第32条)."""
    sealed: bool = False
    """No heir was reached: the balance stays sealed in the fund and a later claim is possible (第32条)."""
    asked: str = ""
    """Unit or village committee that was asked before the balance was sealed (第32条)."""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "Application":
        if (self.what == "back_pay") != bool(self.months):
            raise ValueError("back pay, and nothing else, names months")
        return self


class ApprovalStep(Payload):
    """复核, 审核: the second or the third person agrees, or returns the application with a reason (四川规程 第29条)."""

    kind = "approval_step"
    desk = True
    of: str
    of_digest: str
    step: Literal["second", "third"]
    agree: bool
    reason: str = ""

    @model_validator(mode="after")
    def _return_has_a_reason(self) -> "ApprovalStep":
        if not self.agree and not self.reason:
            raise ValueError("a return has a reason")
        return self


HANDLING: tuple[type[Payload], ...] = (
    DataObjection, DataResolution, StopObjection, StopObjectionRejected, Correction, Application, ApprovalStep,
)  # fmt: skip
"""Shapes of this file."""
