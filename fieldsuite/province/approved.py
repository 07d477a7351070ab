"""What follows when three people have agreed: a loss is taken back, a benefit goes on, or its relation ends."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from fieldsuite.acts.handling import Application
from fieldsuite.province.approval_views import ApprovalRow
from fieldsuite.rules.known import LOSSES
from fieldsuite.tables import Benefit, ComparedSign, Journal, KnownEvent
from forms.field import Field


def carry_out(session: Session, today: date, row: Journal, asked: Application) -> None:
    """Change the register as the application asked, marked with its record."""
    mine = session.get(Benefit, asked.benefit)
    assert mine is not None
    if asked.what == "restore":
        mine.ended_on, mine.failed_payments = None, 0
        _take_back(session, row)
    elif asked.what == "deregister":
        mine.ended_on = today
    session.add(mine)


def _take_back(session: Session, row: Journal) -> None:
    """Let losses that proved wrong no longer count: what was registered, and what was compared (第27条)."""
    for event in session.exec(select(KnownEvent).where(KnownEvent.person_id == row.person_id)):
        if event.kind in LOSSES and not event.withdrawn:
            event.withdrawn = row.id
            session.add(event)
    signs = select(ComparedSign).where(
        ComparedSign.person_id == row.person_id, ComparedSign.state != "withdrawn"
    )
    for sign in session.exec(signs):
        if sign.kind in (*LOSSES, "survivor", "other_loss"):
            sign.state, sign.objection = "withdrawn", row.id
            session.add(sign)


COLUMNS = (
    ("what", "业务", "business"), ("name", "姓名", "name"), ("person", "人员编号", "person"),
    ("benefit", "险种", "benefit"), ("months", "补发月份", "months"), ("asked_on", "初审日期", "asked on"),
    ("first", "初审", "first"), ("second", "复核", "second"), ("third", "审核", "third"),
    ("reason", "原因", "reason"), ("record", "记录", "record"),
)  # fmt: skip
"""Columns of the file: key, Chinese, English."""


def write(out: Path, rows: Sequence[ApprovalRow]) -> None:
    """Write what was approved for the payment system and the ministry's list of restored people (第27条).

    Excel, or CSV for a name that ends in .csv; the ministry has not published a format of its own.
    """
    from forms.paper.workbook import write_csv, write_xlsx

    fields = [Field(key, zh, en, required=False, limit=60) for key, zh, en in COLUMNS]
    texts = [
        {key: "、".join(value) if isinstance(value, tuple) else str(value) for key in (c[0] for c in COLUMNS)
         for value in (getattr(row, key),)}
        for row in rows
    ]  # fmt: skip
    (write_csv if out.suffix.lower() == ".csv" else write_xlsx)(out, fields, texts)
