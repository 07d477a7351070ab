"""What the desk of an office writes down of itself: forms of people on no list, spoilt forms, post, questions."""

from datetime import date
from typing import Literal

from pydantic import Field

from fieldsuite.acts.overseas import OverseasReview
from fieldsuite.payload import Payload


class OverseasUnlisted(Payload):
    """A form of somebody whom no list of the province names: the province must look who it is.

    The notice refuses the certification until the benefit is registered (广西通知: 如果该人员未办理相关待遇业务，
    会出现提示); an office without a line keeps the form and hands it on.
    """

    kind = "overseas_unlisted"
    of_office = True
    review: OverseasReview


class VoidSheet(Payload):
    """作废: a numbered form that was spoilt; its number is never used again."""

    kind = "void_sheet"
    of_office = True
    form_no: str = Field(min_length=1, max_length=32)
    reason: str = Field(min_length=1)


class Mail(Payload):
    """邮寄登记: a letter that came in or went out (广西通知: 申办…审核表并邮寄我中心)."""

    kind = "mail"
    of_office = True
    direction: Literal["in", "out"]
    on: date
    correspondent: str = Field(min_length=1)
    """Who sent it, or to whom it goes."""
    carrier: str = ""
    tracking: str = ""
    form_nos: tuple[str, ...] = ()
    contents: str = ""
    problem: str = ""
    """Why it is sent back, for a letter that is."""


class RosterPage(Payload):
    """花名册照片: a page that was filled in by pen, photographed, and the records that were made of it."""

    kind = "roster_page"
    of_office = True
    roster: str
    page: int
    records: tuple[str, ...] = ()


class Issue(Payload):
    """新情况、新问题 (广西通知), 举报投诉 (四川规程 第39条): written down, and what is to be done of it."""

    kind = "issue"
    of_office = True
    topic: Literal["question", "problem", "complaint", "tip_off"]
    text: str = Field(min_length=1)
    contact: str = ""
    on: date
