"""The tables of an office: who is on the register, what came from the province, and the journal of what was done.

Events are rows of the journal, appended and never changed; what a person's status is now is computed from them.
The province has the same tables: its register is the whole one, its journal holds what the offices sent.
All instants are UTC text (ISO 8601 with Z), all dates local dates of the office.
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """Somebody who draws a benefit (待遇领取人员)."""

    id: str = Field(primary_key=True)
    """Given by the province; the same in every office."""
    person_no: str = Field(index=True)
    """个人编号, text: leading zeros matter."""
    name: str
    """As on the identity card."""
    sex: str
    """男 or 女."""
    id_kind: str = "resident"
    """resident, other (其他证件) or passport."""
    id_no: str = Field(index=True)
    id_tail: str = Field(index=True)
    """Last four characters of the number: what people are asked for."""
    birth: date
    phone: str = ""
    address: str = ""
    village: str = Field(default="", index=True)
    """Village or street community, as the roster has it."""
    mobility: str = ""
    """self_care, partial_care, bedridden, or empty when not known."""
    residence: str = "domestic"
    """domestic or abroad."""
    site: str = Field(default="", index=True)
    """Office that looks after this person."""
    search: str = ""
    """Pinyin and initials of the name in every reading, between spaces."""


class Benefit(SQLModel, table=True):
    """One benefit of a person; each has a cycle of its own."""

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    benefit: str
    """pension, institution-pension, resident-pension, unemployment, work-injury, dependants."""
    profile: str
    """Name of the profile of rules."""
    start_on: date
    """When the benefit began; for a resident pension the month of application."""


class KnownCertification(SQLModel, table=True):
    """A certification the province knows of, whatever the channel it came by."""

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    on: date
    """Local date on which it occurred."""
    recorded_on: date
    """Local date on which the province came to know of it."""
    method: str
    """face, voice, manual, visit, online, comparison, ..."""
    origin: str = ""
    """Record it came from, when it came from an office."""


class KnownEvent(SQLModel, table=True):
    """A death, disappearance, prison or objection that the province has recorded."""

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    kind: str
    """death, missing, prison, objection."""
    on: date
    origin: str = ""


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
    """Compact print of a recording, so that the same sound is known again when it is re-encoded."""


class OutBundle(SQLModel, table=True):
    """A bundle that was sealed here. Its file is kept until every record in it is decided."""

    bundle: str = Field(primary_key=True)
    digest: str
    manifest_digest: str
    epoch: int
    seq: int = Field(unique=True)
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


class ReceivedBundle(SQLModel, table=True):
    """At the province: a bundle that arrived, and the receipt it got."""

    position: int | None = Field(default=None, primary_key=True)
    bundle: str = Field(index=True)
    digest: str = Field(index=True)
    manifest_digest: str = ""
    site: str = ""
    device: str = Field(default="", index=True)
    epoch: int = 0
    seq: int = 0
    prev: str = ""
    chain_from: str = ""
    chain_to: str = ""
    result: str
    """imported, held, rejected."""
    code: str = ""
    received_at: str
    counts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    receipt: str = ""
    """File name of the receipt in the outbox."""


class Decision(SQLModel, table=True):
    """At the province: what was decided of one record. Appended; the latest holds."""

    position: int | None = Field(default=None, primary_key=True)
    record_id: str = Field(index=True)
    status: str
    """accepted 采纳, held 待定, returned 退回."""
    code: str = ""
    """Reason code of a return."""
    todo: str = ""
    """What the office shall do."""
    decided_by: str
    decided_at: str
    deadlines: dict[str, str] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    suspension_lifted: bool = False
    back_pay: list[str] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    sent_in: str | None = Field(default=None, index=True)
    """Decision file it left in."""


class TrustHeld(SQLModel, table=True):
    """A trust statement of the province that was accepted here; the newest version holds."""

    version: int = Field(primary_key=True)
    data: bytes
    """The signed statement as it came."""
    anchor: str
    """Fingerprint of the roots that somebody compared by voice or on paper."""
    taken_at: str


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


class Series(SQLModel, table=True):
    """A numbered series of the office, such as the lists for one site: the last number and what had it."""

    name: str = Field(primary_key=True)
    value: int
    manifest_digest: str
    """Manifest digest of the last one: the next is chained to it."""


class SentLetter(SQLModel, table=True):
    """At the province: a receipt, decision or list that was sealed; asked for again it is the same bytes."""

    digest: str = Field(primary_key=True)
    kind: str = Field(index=True)
    site: str = Field(index=True)
    path: str
    """File name in the outbox."""
    sealed_at: str
    about: str = Field(default="", index=True)
    """Bundle a receipt speaks of, id of a decision or list."""


Index("ix_journal_person_kind", Journal.__table__.c.person_id, Journal.__table__.c.kind)  # type: ignore[attr-defined]
