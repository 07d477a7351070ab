"""What came from the province and what left for it."""

from datetime import date

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class TaskList(SQLModel, table=True):
    """A signed work list of the province (任务名单)."""

    id: str = Field(primary_key=True)
    seq: int
    """Rises by one a list and office; an older one is refused."""
    site: str = Field(index=True)
    issued_at: str
    received_on: date
    """From this day the three months of verification run (四川规程 第21条)."""
    valid_until: date
    people: int
    since: int = 0
    """Number of the list of which it holds only the changes; 0: it names everybody."""
    sealed_to: str = ""
    """At the province: SHA-256 of the machines that can open it."""


class ListedBefore(SQLModel, table=True):
    """At the province: what the last list said of a person, so that the next one need not say it again."""

    site: str = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    digest: str


class Assignment(SQLModel, table=True):
    """A person on a work list, and why."""

    id: str = Field(primary_key=True)
    list_id: str = Field(default="", index=True)
    """List it came on; at the province empty until it leaves with one."""
    person_id: str = Field(foreign_key="person.id", index=True)
    kind: str
    """due (到期认证) or verify (待核实)."""
    reason: str = ""
    """Why the person is to be verified, in the province's words."""
    visit_on: date | None = None
    """Day the visit is planned for."""


class OutBundle(SQLModel, table=True):
    """A bundle that was sealed here. Its file is kept until every record in it is decided."""

    __table_args__ = (UniqueConstraint("epoch", "seq"),)
    bundle: str = Field(primary_key=True)
    digest: str
    manifest_digest: str
    epoch: int
    seq: int
    path: str
    """File name in the outbox."""
    records: int
    blobs: int
    size: int
    chain: str
    """Chain value after its last record."""
    sealed_at: str
    exported_at: str = ""
    exported_to: str = ""
    audit_entries: int = 0
    """Entries of the log when it was sealed, and the chain value of the last: they left with it."""
    audit_head: str = ""


class InDocument(SQLModel, table=True):
    """A receipt, decision, list or trust statement that was read here."""

    id: str = Field(primary_key=True)
    kind: str
    digest: str = Field(index=True)
    issued_at: str
    read_at: str
    bundle: str = Field(default="", index=True)
    """Bundle that a receipt speaks of."""


class Outcome(SQLModel, table=True):
    """What the province said of one record: appended with every receipt and every decision."""

    position: int | None = Field(default=None, primary_key=True)
    record_id: str = Field(index=True)
    document: str
    stage: str
    """receipt or decision."""
    status: str
    """stored, duplicate, conflict, deferred, rejected; accepted, held, returned."""
    code: str = ""
    message: str = ""
    deadlines: dict[str, str] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    """Benefit -> new deadline, ISO date."""
    back_pay: list[str] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    """Months YYYY-MM."""
    at: str
    seq: int = 0
    """Number of the letter it came in: letters are numbered as they are sealed, and read in any order."""


class TrustHeld(SQLModel, table=True):
    """A trust statement of the province that was accepted here; the newest version holds."""

    version: int = Field(primary_key=True)
    data: bytes
    """The signed statement as it came."""
    anchor: str
    """Fingerprint of the roots that somebody compared by voice or on paper."""
    taken_at: str
