"""The one table of the second database: faces and voices, under numbers that say nothing by themselves."""

from sqlmodel import Field, MetaData, SQLModel


class TemplateBase(SQLModel):
    """Keeps the templates' table apart from the office's tables: it lives in another file under another key."""

    metadata = MetaData()


class StoredTemplate(TemplateBase, table=True):
    """A template of one person (GB/T 35273: apart from who the person is)."""

    position: int | None = Field(default=None, primary_key=True)
    """Order in which it was made here; the newest holds."""
    person_id: str = Field(index=True)
    modality: str
    engine: str
    version: str
    data: bytes
    made_at: str
    record_id: str
    """The enrolment it was made in."""
