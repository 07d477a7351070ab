"""What was read off a photograph once, when it arrived, so that nobody opens it again to ask."""

from datetime import date

from sqlmodel import Field, SQLModel


class Looked(SQLModel, table=True):
    """One photograph at the desk that was looked at."""

    sha256: str = Field(primary_key=True)
    taken_on: date | None = None
    """Day its camera wrote into it, where it did."""
    whole: bytes = b""
    """Print of the whole picture (``biometric.whole_print``); empty for one that shows nothing or cannot be read."""
