"""具备, 丧失, 待核实: which list everybody stands on today, with the sources, and where the list to verify goes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import case, func, literal
from sqlmodel import col, delete, select

from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.list_row import ListRow, explained, placed, signs_of
from fieldsuite.province.verifying import on_the_way, site_name
from fieldsuite.rules.reasons import sentence
from fieldsuite.standing_rows import ROW, Asked, asked
from fieldsuite.standings.staleness import TABLE
from fieldsuite.tables import Assignment, Person
from fieldsuite.words import say

__all__ = [
    "LISTS", "Division", "ListPage", "ListRow", "assign", "check_list", "counts", "lists", "page", "placed", "signs_of",
    "split", "write", "write_asked",
]  # fmt: skip

LISTS = ("eligible", "lost", "verify")


@dataclass(frozen=True, slots=True)
class Division:
    """How many rows of a list belong to one village, or for work injury to one unit (第15、16条)."""

    site: str
    place: str
    through: str
    """unit or village."""
    number: int
    people: int
    """People in these rows: somebody with two benefits is one."""
    abroad: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list."""

    rows: tuple[ListRow, ...]
    total: int
    divisions: tuple[Division, ...]
    """The whole list, divided."""


def page(
    office: Office, which: str, *, benefit: str = "", area: str = "", first: int = 0, most: int | None = None
) -> ListPage:
    """Give a part of a list from the ``first`` row on, with the reasons: possible fraud first, then what contradicts
    itself, then the nearest deadline. ``which`` is one of ``LISTS``; raises what ``check_list`` raises.
    """
    check_list(which)
    with asked(office, area=area, benefit=benefit) as found:
        keys = _keys(found, which, first=first, most=most)
        rows = _named(office, explained(office, found.session, keys))
        divided = _divided(found, which)
        return ListPage(tuple(rows), sum(one.number for one in divided), divided)


def lists(office: Office, which: str = "", *, benefit: str = "", area: str = "") -> tuple[ListRow, ...]:
    """Place everybody this desk may look at; ``which`` is one of ``LISTS`` or empty for all."""
    with asked(office, area=area, benefit=benefit) as found:
        rows = explained(office, found.session, _keys(found, which))
    return tuple(sorted(_named(office, rows), key=_urgency))


def counts(office: Office) -> tuple[dict[str, int], int]:
    """Count everybody by list, and of those to be verified how many are on no list that left or will."""
    with asked(office) as found:
        by_list = found.counts(ROW.list)
        new = found.count(ROW.list == "verify", ROW.person_id.not_in(on_the_way(found.session)))
    return {name: by_list.get(name, 0) for name in LISTS}, new


def _keys(found: Asked, which: str, *, first: int = 0, most: int | None = None) -> Sequence[Any]:
    """Give (person, benefit id) of the rows of a list in its order, or of all."""
    order = [ROW.list, ROW.urgency, ROW.deadline.nulls_last(), ROW.person_id, ROW.benefit_id]
    chosen = [ROW.list == which] if which else []
    query = select(ROW.person_id, ROW.benefit_id).where(found.where, *chosen).order_by(*order)
    return found.session.connection().execute(query.offset(first).limit(most)).all()


def _named(office: Office, rows: Sequence[ListRow]) -> list[ListRow]:
    names = {site: site_name(office, site) for site in {row.site for row in rows}}
    return [replace(row, site_name=names[row.site]) for row in rows]


def _divided(found: Asked, which: str) -> tuple[Division, ...]:
    """Count a list by office and by who verifies: a village, or a unit for work injury (第15、16条)."""
    by_unit = (ROW.benefit == "work-injury") & (col(Person.unit) != "")
    place = case((by_unit, col(Person.unit)), else_=col(Person.village))
    through = case((by_unit, literal("unit")), else_=literal("village"))
    abroad = func.sum(case((col(Person.residence) == "abroad", 1), else_=0))
    people = func.count(ROW.person_id.distinct())
    columns: Any = (ROW.site, place, through, func.count(), people, abroad)
    query = (
        select(*columns)
        .join_from(TABLE, Person, col(Person.id) == ROW.person_id)
        .where(found.where, ROW.list == which)
        .group_by(ROW.site, place, through)
        .order_by(func.count().desc(), ROW.site, place)
    )
    return tuple(Division(*one) for one in found.session.connection().execute(query))


def _urgency(row: ListRow) -> tuple[object, ...]:
    """Possible fraud first, then what contradicts itself, then the nearest end."""
    doubts = any(reason.key in ("rules.list_both", "rules.list_objected") for reason in row.reasons)
    ends = row.verifying.due_on or row.deadline or date.max
    return (row.list, not row.fraud, not doubts, ends, row.person, row.benefit)


def split(office: Office) -> dict[str, dict[str, int]]:
    """Count the list to verify by office and by who verifies: a village, or a unit for work injury (第15、16条)."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with asked(office) as rows:
        for one in _divided(rows, "verify"):
            found[one.site][one.place] = found[one.site].get(one.place, 0) + one.number
    return {site: found[site] for site in sorted(found)}


def assign(office: Office, site: str, lang_reason: str) -> int:
    """Put everybody of an office who is to be verified onto its next list, with the reason; give how many are new.

    ``lang_reason`` is the sentence for those whose reasons are left to the office. What was assigned before and is no
    longer to be verified is taken off.
    """
    office.require_province()
    wanted = {row.person: row for row in lists(office, "verify", area=site) if row.site == site}
    with office.store.session() as session:
        waiting = select(Assignment.person_id).join(Person, col(Person.id) == col(Assignment.person_id))
        waiting = waiting.where(Assignment.list_id == "", Assignment.kind == "verify", Person.site == site)
        open_ = set(session.exec(waiting))
        of_rule = [f"{person}-verify-rule" for person in open_ - set(wanted)]
        session.exec(delete(Assignment).where(col(Assignment.id).in_(of_rule)))
        new = [row for person, row in wanted.items() if person not in open_]
        for row in new:
            said = _said(row) or lang_reason
            session.merge(
                Assignment(id=f"{row.person}-verify-rule", person_id=row.person, kind="verify", reason=said)
            )
    return len(new)


def _said(row: ListRow) -> str:
    through = f"（先经参保单位：{row.unit}）" if row.through == "unit" and row.unit else ""
    return "；".join(sentence(reason, "zh") for reason in row.reasons)[:300] + through


def write(
    office: Office, out: Path, which: str, rows: Sequence[ListRow], encoding: Encoding = "utf-8"
) -> ListFile:
    """Write a list as Excel, CSV or PDF, by the name's ending. Raises what ``list_files.write`` raises."""
    title = TITLES.get(which, "资格认证名单")
    return list_files.write(office, out, title, COLUMNS, rows, TEXTS, encoding)


def write_asked(office: Office, out: Path, which: str, **asked_for: str) -> ListFile:
    """Write the whole of a list. Raises what ``write`` raises."""
    return write(office, out, which, lists(office, which, **asked_for))


TITLES = {
    "eligible": "具备领取待遇资格人员名单", "lost": "丧失领取待遇资格人员名单", "verify": "待核实人员名单",
}  # fmt: skip
"""As the notice calls them (四川规程 第12至14条)."""
COLUMNS = (
    ("list", "名单", "list", 9), ("name", "姓名", "name", 10), ("person", "个人编号", "personal no.", 14),
    ("benefit", "险种", "benefit", 14), ("why", "依据", "why", 50), ("codes", "来源", "sources", 20),
    ("deadline", "认证截止", "deadline", 12), ("due", "核实截止", "verify until", 12),
    ("insured_area", "参保地", "insured place", 9), ("home", "居住地", "residence", 9),
    ("site", "经办点", "office", 12),
    ("village", "村（社区）", "village", 10), ("unit", "参保单位", "unit", 14),
)  # fmt: skip
TEXTS: dict[str, Callable[[Any], str]] = {
    "why": lambda row: "；".join(sentence(one, "zh") for one in row.reasons),
    "codes": lambda row: "、".join(row.sources),
    "due": lambda row: list_files.text("due", row.verifying.due_on),
    "home": lambda row: say(f"desk.residence_{row.residence}", "zh"),
}


def check_list(which: str) -> None:
    """Raise OfficeError for a list there is not."""
    if which not in ("", *LISTS):
        raise OfficeError("desk.unknown_list", which=which, known=", ".join(LISTS))
