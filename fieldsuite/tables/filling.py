"""Tables that are being filled from others after a step of the migration."""

from sqlmodel import Field, SQLModel


class Filling(SQLModel, table=True):
    """A table that is not filled yet; there is no row once it is."""

    table: str = Field(primary_key=True)
    last: str = ""
    """Whose rows were written last: everybody up to them, in the order of their ids, is done."""
