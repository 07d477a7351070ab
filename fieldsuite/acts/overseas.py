"""境外审核: a form of eligibility that was signed at a consulate or came there by post."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from fieldsuite.payload import Payload

Way = Literal["self", "proxy", "mail", "video", "visit"]
"""本人, 委托, 邮寄, 视频, 上门."""
Category = Literal["pensioner", "survivor", "short_stay"]
"""Pensioner who lives abroad; 享受遗属补助人员, 短期在境外居住人员 (抚顺指南 注2: 可参照上述办法办理)."""
DocumentKind = Literal["passport", "permit", "name_change", "same_person", "proxy_passport", "proxy_permit",
                       "authorisation", "association_letter", "notary", "id_card", "other"]  # fmt: skip
"""护照, 居留证, 改名证明, 同一人证明, 代办人护照, 代办人居留证, 公证委托书, 侨团证明, 公证书, 身份证, 其他."""


class SeenDocument(BaseModel):
    """A document that was looked at: which, its number, until when it is valid, the original or a copy."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: DocumentKind
    number: str = ""
    expires: date | None = None
    original: bool = True


class OverseasReview(Payload):
    """《在境外居住人员领取养老金资格审核表》: filled in, signed in ink, looked over: a person is alive."""

    kind = "overseas"
    reviewed = True
    form_no: str = Field(min_length=1, max_length=32)
    form: dict[str, str]
    """Cleaned fields by the keys of the form (``forms.overseas_review``)."""
    category: Category = "pensioner"
    way: Way
    method: Literal["consulate", "consulate_proxy"] = "consulate"
    """Way of certification as the province's lists name it; a proxy is counted over the years."""
    documents: tuple[SeenDocument, ...] = ()
    explained: dict[str, str] = Field(default_factory=dict)
    """Field -> why it may differ from the identity number or the passport."""
    proxy_override: str = ""
    """Why the fourth year by proxy is taken all the same."""
    notary_on: date | None = None
    """Day of the notary's act, for a form that came by post: it is the day of the form."""

    @model_validator(mode="after")
    def _way_has_its_proof(self) -> "OverseasReview":
        if self.way == "mail" and self.notary_on is None:
            raise ValueError("a form that came by post has the day of the notary's act")
        if (self.way == "proxy") != (self.method == "consulate_proxy"):
            raise ValueError("the method says whether a proxy came")
        return self
