"""What an office notes about itself: the log of every act, and in which life of its device it sends."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class AuditEntry(SQLModel, table=True):
    """One act: who, when, what, about whom, why. Appended and chained to the one before, never changed."""

    position: int = Field(primary_key=True)
    """1, 2, 3, … without gaps."""
    at: str
    """UTC instant of the machine's clock."""
    officer: str
    """Id of the officer at work; empty for what the program did by itself."""
    act: str = Field(index=True)
    """Word of the catalogue ``audit``: unlock, unmask, pack, …; the kind of a record that was signed."""
    subject: str = Field(default="", index=True)
    """Id of the person, record, file or officer it is about."""
    why: str = ""
    """The reason as it was given."""
    details: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    salt: str
    """32 hexadecimal digits, so that nobody guesses what ``closed`` hides."""
    closed: str
    """SHA-256 over the salt, subject, why and details: the log can be shown and verified without them."""
    chain: str


class Provisioning(SQLModel, table=True):
    """In which epoch a device sends: at an office its own, at the province what each was granted."""

    device: str = Field(primary_key=True)
    """Kid of the device."""
    epoch: int = 1
    state: str = "in_use"
    """in_use; restored: from a backup or an old image, and not provisioned anew yet, so that it may not send."""
    at: str = ""
    """UTC instant of the last change."""
