"""The register: who draws a benefit, and what the province knows of them."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """Somebody who draws a benefit (待遇领取人员)."""

    __table_args__ = (Index("ix_person_village_name", "village", "name"),)
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
    village: str = ""
    """Village or street community, as the roster has it."""
    mobility: str = ""
    """self_care, partial_care, bedridden, or empty when not known."""
    residence: str = "domestic"
    """domestic or abroad."""
    site: str = Field(default="", index=True)
    """Office that looks after this person."""
    insured_area: str = Field(default="", index=True)
    """参保地, GB/T 2260 six digits; empty when the register does not say."""
    unit: str = ""
    """Organisation that answers for this person: 参保单位, 退管机构, 村（居）委会 (粤社保函〔2019〕105号)."""
    pay_name: str = ""
    """Name as the payment system spells it, where that differs."""


class NameKey(SQLModel, table=True):
    """One spelling under which somebody is found (``name_keys``)."""

    key: str = Field(primary_key=True)
    """In small letters."""
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True)


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
    ended_on: date | None = None
    """Day on which the relation was ended (注销登记); it then has no cycle."""
    failed_payments: int = 0
    """Payments in a row that failed and were not mended since (四川规程 第24条)."""


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
    """Record it came from, when it came from an office; sign it came from, when it was compared."""
    withdrawn: str = ""
    """Objection by which it was taken back as wrong; empty while it stands."""


class KnownEvent(SQLModel, table=True):
    """A death, disappearance, prison or objection that the province has recorded."""

    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    kind: str
    """death, missing, prison, objection."""
    on: date
    origin: str = ""
    withdrawn: str = ""
    """Approval by which it was taken back as wrong; empty while it stands."""
