"""What the lists of a field office say of a person, computed and kept."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Outlook(SQLModel, table=True):
    """Where one person of a field office stands, by the worst of their benefits; made from what is known at any time.

    It holds on the days from ``since`` to the one before ``until``, by the rules that ``rules`` names. Whatever changes
    a fact it was computed from makes it hold on no day, by triggers of the database (``casework.outlooks.marks``).
    """

    person_id: str = Field(primary_key=True)
    urgency: int = 0
    """Place of the status among ``casework.outlooks.computing.WORST``."""
    deadline: date = date.max
    """The first of those of the benefits with that status; the last day of all where there is none."""
    verify_on: date | None = None
    """Day on which the list came that asks for a verification which is still open."""
    verify_reason: str = ""
    village: str = ""
    name: str = ""
    """Both as in the register: lists are read in the order of their index."""
    rules: str = ""
    since: date = date.min
    until: date = date.min


_OF = Outlook.__table__.c  # type: ignore[attr-defined]
Index("ix_outlook_order", _OF.urgency, _OF.deadline, _OF.village, _OF.name)
Index("ix_outlook_verify", _OF.verify_on, sqlite_where=_OF.verify_on.is_not(None),
      postgresql_where=_OF.verify_on.is_not(None))  # fmt: skip
Index("ix_outlook_since", _OF.since)
Index("ix_outlook_until", _OF.until)
Index("ix_outlook_rules", _OF.rules)
