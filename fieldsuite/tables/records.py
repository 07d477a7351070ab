"""The journal of signed records, and the evidence they rest on."""

from datetime import date
from typing import Any, Protocol

from sqlalchemy import JSON, Column, ColumnElement, Index, literal_column
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


class Entry(Protocol):
    """A record as its checks see it: a row of the journal, or one on its way there."""

    @property
    def id(self) -> str:
        """Its number here."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def person_id(self) -> str:
        """Whom it is about."""

    @property
    def occurred_on(self) -> date:
        """Its day."""

    @property
    def recorded_at(self) -> str:
        """Its instant."""

    @property
    def officer(self) -> str:
        """Person behind the key that signed it."""

    @property
    def digest(self) -> str:
        """What makes two records the same."""

    @property
    def payload(self) -> dict[str, Any]:
        """What it says."""

    @property
    def evidence(self) -> list[str]:
        """What it rests on."""

    @property
    def about(self) -> str | None:
        """Record it speaks of."""

    @property
    def site(self) -> str:
        """Office it was made in."""

    @property
    def status(self) -> str:
        """What became of it."""


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
Index(
    "ix_journal_shared",
    Journal.__table__.c.position,  # type: ignore[attr-defined]
    sqlite_where=Journal.__table__.c.code == "E_DUPLICATE_EVIDENCE",  # type: ignore[attr-defined]
    postgresql_where=Journal.__table__.c.code == "E_DUPLICATE_EVIDENCE",  # type: ignore[attr-defined]
)
MARKED: ColumnElement[bool] = literal_column("(code <> '' OR status IN ('conflict', 'rejected', 'undone'))")
"""Condition for the records that carry a code or do not stand: a hundredth of them, with an index of its own. It is
said as it stands in that index, without values, or no planner would know it again.
"""
Index("ix_journal_marked", Journal.__table__.c.person_id, sqlite_where=MARKED, postgresql_where=MARKED)  # type: ignore[attr-defined]
HERE: ColumnElement[bool] = literal_column("(status IN ('own', 'relayed'))")
"""Condition for the records that were made here or are passed on by a township, said as in their index. At the
provincial desk they are few.
"""
Index(
    "ix_journal_here",
    *(Journal.__table__.c[name] for name in ("status", "recorded_at", "bundle", "kind", "id")),  # type: ignore[attr-defined]
    sqlite_where=HERE,
    postgresql_where=HERE,
)
