"""What follows when three people have agreed: a loss is taken back, a benefit goes on, or its relation ends."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from fieldsuite.acts.handling import Application
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.approval_views import ApprovalRow
from fieldsuite.province.list_files import ListFile
from fieldsuite.rules.known import LOSSES
from fieldsuite.tables import Benefit, ComparedSign, Journal, KnownEvent
from fieldsuite.words import say


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
    ("what", "业务", "business", 10), ("name", "姓名", "name", 10), ("person", "个人编号", "personal no.", 14),
    ("benefit", "险种", "benefit", 14), ("months", "补发月份", "months", 20), ("asked_on", "初审日期", "asked on", 12),
    ("first", "初审", "first", 10), ("second", "复核", "second", 10), ("third", "审核", "third", 10),
    ("reason", "原因", "reason", 24), ("record", "记录", "record", 20),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


def write(office: Office, out: Path, rows: Sequence[ApprovalRow], encoding: Encoding = "utf-8") -> ListFile:
    """Write what was approved for the payment system and the ministry's list of restored people (第27条).

    Excel, CSV or PDF by the name's ending; the ministry has not published a format of its own. Raises what
    ``list_files.write`` raises.
    """
    texts = {"what": lambda row: say(f"desk.approve_{row.what}", "zh")}
    return list_files.write(office, out, "恢复、补发、注销审核名单", COLUMNS, rows, texts, encoding)
