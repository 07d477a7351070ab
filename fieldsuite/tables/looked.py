"""What was read off a photograph or a recording once, when it arrived, so that nobody opens it again to ask."""

from datetime import date

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel


class Looked(SQLModel, table=True):
    """One photograph at the desk that was looked at."""

    sha256: str = Field(primary_key=True)
    taken_on: date | None = None
    """Day its camera wrote into it, where it did."""
    whole: bytes = b""
    """Print of the whole picture (``biometric.whole_print``); empty for one that shows nothing or cannot be read."""


class Heard(SQLModel, table=True):
    """One recording that was listened to by a program."""

    sha256: str = Field(primary_key=True)
    key: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    """First 63 bits of its SHA-256: what its words refer to."""
    print: bytes = b""
    """Print by which copies are known (``biometric.voice.copied``); empty for one in which nothing sounds."""


class HeardWord(SQLModel, table=True):
    """A word of a recording's print: copies are looked up by it."""

    word: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    """32 bits."""
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    """Of the recording (``Heard``)."""
