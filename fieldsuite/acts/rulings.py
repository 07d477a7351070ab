"""What the desk decides of records, and what it takes back: each act signed by the clerk who did it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from fieldsuite.payload import Payload


class Changed(BaseModel):
    """A particular of the person that an accepted record changed, before and after."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    field: str
    before: str
    after: str


class Answered(BaseModel):
    """A task that an accepted record answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    kind: str
    reason: str = ""
    visit_on: date | None = None


class Took(BaseModel):
    """What accepting a record changed beside the journal, so that it can be taken back."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fields: tuple[Changed, ...] = ()
    tasks: tuple[Answered, ...] = ()
    applications: tuple[str, ...] = ()
    """Applications to restore or pay back that were asked for with it."""


class Moved(BaseModel):
    """A deadline as it is after the decision."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    benefit: str
    on: date


class Ruling(Payload):
    """采纳, 待定, 退回: what a clerk decided of one record, and what followed from it."""

    kind = "ruling"
    desk = True
    of: str
    of_digest: str
    status: Literal["accepted", "held", "returned"]
    code: str = ""
    todo: str = ""
    deadlines: tuple[Moved, ...] = ()
    suspension_lifted: bool = False
    back_pay: tuple[str, ...] = ()
    batch: str = ""
    took: Took = Took()


class Undo(Payload):
    """撤销申请: the first of two people asks that a bundle, or decisions that were made together, count no more."""

    kind = "undo"
    desk = True
    of_office = True
    what: Literal["bundle", "decisions"]
    target: str = Field(min_length=1)
    """Id of the bundle or of the batch."""
    digest: str
    """SHA-256 of the bundle's file; of decisions, of their signed records' digests in order."""
    records: int
    reason: str = Field(min_length=1)


class UndoStep(Payload):
    """撤销复核: the second person agrees, and it is done in the same transaction, or returns it with a reason."""

    kind = "undo_step"
    desk = True
    of_office = True
    of: str
    of_digest: str
    agree: bool
    reason: str = ""


RULINGS: tuple[type[Payload], ...] = (Ruling, Undo, UndoStep)
"""Shapes of this file."""
