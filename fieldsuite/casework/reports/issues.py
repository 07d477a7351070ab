"""问题与举报: new questions for the agency, complaints and tip-offs; they travel with the next bundle."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from fieldsuite import journal
from fieldsuite.acts import Issue
from fieldsuite.casework.written import required, written
from fieldsuite.office import Office
from fieldsuite.tables import Journal

TOPICS = ("question", "problem", "complaint", "tip_off")
REWARD = "人社部发〔2022〕45号"
"""社会保险基金监督举报奖励暂行办法: a tip-off may be rewarded (四川规程 第39条)."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One entry of the register."""

    record_id: str
    on: date
    topic: str
    text: str
    contact: str
    officer: str
    reward: str
    """Rule by which a reward may be paid; empty for what is no tip-off."""
    site: str


def log(office: Office, topic: str, text: str, contact: str = "") -> str:
    """Write an entry; gives the record's id."""
    values: dict[str, Any] = {"topic": topic}
    payload = Issue(
        **values, text=required(text, "other"), contact=written(contact, "phone"), on=office.today()
    )
    with office.store.session() as session:
        return journal.append(office, session, payload, "", office.today()).id


def register(office: Office, topic: str = "") -> tuple[IssueRow, ...]:
    """Give the register, newest first; at the desk that of every office."""
    with office.store.session() as session:
        rows = session.exec(
            select(Journal).where(Journal.kind == "issue").order_by(col(Journal.position).desc())
        )
        found = [(row, Issue.model_validate(row.payload)) for row in rows]
    return tuple(
        IssueRow(row.id, said.on, said.topic, said.text, said.contact, row.officer_name,
                 REWARD if said.topic == "tip_off" else "", row.site)
        for row, said in found if topic in ("", said.topic)
    )  # fmt: skip
