"""The journal of signed records, and the evidence they rest on."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class Journal(SQLModel, table=True):
    """A signed record: one act of one officer about one person. Appended, never changed."""

    position: int | None = Field(default=None, primary_key=True)
    """Order in which it was written here."""
    id: str = Field(unique=True)
    kind: str = Field(index=True)
    person_id: str = Field(index=True)
    occurred_on: date
    recorded_at: str
    officer: str
    """Person behind the key that signed it."""
    officer_name: str
    line: bytes
    """The canonical signed line, as it travels."""
    digest: str
    chain: str
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    evidence: list[str] = Field(sa_column=Column(JSON, nullable=False))
    """SHA-256 of the photographs and recordings it rests on."""
    about: str | None = Field(default=None, index=True)
    """Record it speaks of: what a review reviews, what a correction corrects."""
    bundle: str | None = Field(default=None, index=True)
    """Bundle it left in, or at the province the bundle it came in."""
    site: str = ""
    """Office it was made in."""
    status: str = "own"
    """own; at the province: stored, conflict, deferred, rejected."""
    code: str = ""
    """Why it was deferred or rejected, or the flag it carries."""


class Evidence(SQLModel, table=True):
    """A photograph or recording in the evidence store."""

    sha256: str = Field(primary_key=True)
    size: int
    type: str
    """image/jpeg, image/png, audio/wav."""
    recorded_at: str
    person_id: str = Field(index=True)
    print: bytes = b""
    """Compact print of a recording, or of the face in a photograph, so that a copy is known again; ``-`` for none."""


Index(
    "ix_journal_deferred",
    Journal.__table__.c.about,  # type: ignore[attr-defined]
    sqlite_where=Journal.__table__.c.status == "deferred",  # type: ignore[attr-defined]
    postgresql_where=Journal.__table__.c.status == "deferred",  # type: ignore[attr-defined]
)
Index("ix_journal_person_kind", Journal.__table__.c.person_id, Journal.__table__.c.kind)  # type: ignore[attr-defined]
