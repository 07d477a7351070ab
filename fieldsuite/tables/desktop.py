"""What belongs to the office itself: drafts, and who looked at a number in the clear."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Look(SQLModel, table=True):
    """Somebody looked at a number in the clear (F6): who, whose, when."""

    position: int | None = Field(default=None, primary_key=True)
    person_id: str = Field(index=True)
    officer: str
    at: str


class Draft(SQLModel, table=True):
    """What was typed and not yet saved: it survives a crash."""

    key: str = Field(primary_key=True)
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    saved_at: str
