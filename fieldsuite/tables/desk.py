"""What the provincial desk keeps: bundles that arrived, decisions, letters that left."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class ReceivedBundle(SQLModel, table=True):
    """At the province: a bundle that arrived, and the receipt it got."""

    position: int | None = Field(default=None, primary_key=True)
    bundle: str = Field(index=True)
    digest: str = Field(index=True)
    manifest_digest: str = ""
    site: str = ""
    device: str = Field(default="", index=True)
    epoch: int = 0
    seq: int = 0
    prev: str = ""
    chain_from: str = ""
    chain_to: str = ""
    result: str
    """imported, held, rejected."""
    code: str = ""
    received_at: str
    counts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    receipt: str = ""
    """File name of the receipt in the outbox."""
    audit_entries: int = 0
    """Entries that the office's log had when it was sealed, and the chain value of the last; 0 when it says none."""
    audit_head: str = ""


class Decision(SQLModel, table=True):
    """At the province: what was decided of one record. Appended; the latest holds."""

    position: int | None = Field(default=None, primary_key=True)
    record_id: str = Field(index=True)
    status: str
    """accepted 采纳, held 待定, returned 退回."""
    code: str = ""
    """Reason code of a return."""
    todo: str = ""
    """What the office shall do."""
    decided_by: str
    decided_at: str
    deadlines: dict[str, str] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    suspension_lifted: bool = False
    back_pay: list[str] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    sent_in: str | None = Field(default=None, index=True)
    """Decision file it left in."""
    signed: str = ""
    """Record in which a clerk signed it; empty for what a rule decided."""
    batch: str = Field(default="", index=True)
    """What was decided with it in one act, so that it can be taken back together."""
    took: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    """What accepting it changed beside the journal: ``fieldsuite.decided.Took``."""


class Undone(SQLModel, table=True):
    """At the province: a record that counts no more because its bundle was taken back. Appended, never changed."""

    position: int | None = Field(default=None, primary_key=True)
    record_id: str = Field(index=True)
    undo: str = Field(index=True)
    """Record in which the second person agreed to it."""
    status: str
    """How the record stood before: stored, conflict, deferred."""
    code: str = ""


class Allotment(SQLModel, table=True):
    """Work given to a clerk, or given back. Appended; the latest holds."""

    position: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    """Id of a bundle or of a record."""
    clerk: str
    """Id of the clerk; empty when it was given back."""
    by: str
    at: str


class Series(SQLModel, table=True):
    """A numbered series of the office, such as the lists for one site: the last number and what had it."""

    name: str = Field(primary_key=True)
    value: int
    manifest_digest: str
    """Manifest digest of the last one: the next is chained to it."""


class SentLetter(SQLModel, table=True):
    """At the province: a receipt, decision or list that was sealed; asked for again it is the same bytes."""

    digest: str = Field(primary_key=True)
    kind: str = Field(index=True)
    site: str = Field(index=True)
    path: str
    """File name in the outbox."""
    sealed_at: str
    about: str = Field(default="", index=True)
    """Bundle a receipt speaks of, id of a decision or list."""
