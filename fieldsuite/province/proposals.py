"""What the desk has to do about payment: suspend, stop, clear up, pay back; and how many are suspended month by month.

The program proposes and says by which article; the payment system is told by people.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.exports import Encoding
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office, present
from fieldsuite.province import compared_losses, list_files
from fieldsuite.province.compared_columns import columns
from fieldsuite.province.compared_lines import lines
from fieldsuite.province.compared_table import read_sheet
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.list_row import TOGETHER, signs_of
from fieldsuite.rules.months import last_day, month_of, month_text
from fieldsuite.rules.standing import Standing
from fieldsuite.standing_rows import ROW, Asked, asked
from fieldsuite.standings.past import counted
from fieldsuite.standings.proposing import STOPPED, SUSPENDED, WHATS, What, proposed
from fieldsuite.standings.staleness import TABLE
from fieldsuite.tables import Benefit, Journal, Person
from fieldsuite.words import say

__all__ = [
    "WHATS", "Payroll", "Proposal", "ProposalPage", "counts", "page", "payroll", "proposals", "trend", "write",
    "write_asked",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """One benefit that is to be suspended, stopped, cleared up or paid back, or whose suspension is objected to."""

    what: What
    person: str
    name: str
    benefit: str
    why: str
    """not_certified, payment_failed, or a stop reason: death, missing, prison, not_certified."""
    since: date | None
    article: str
    site: str
    village: str
    unit: str
    until: date | None = None
    """Of a suspension: the day on which it becomes a stop where nobody objects (第26条)."""
    months: tuple[str, ...] = ()
    """Months that are owed and for which nobody has asked yet (第27条)."""
    insured_area: str = ""
    source: str = ""
    """Of a loss that only a comparison knows: kind, source and day, such as death:funeral:2026-09-10."""


@dataclass(frozen=True, slots=True)
class Payroll:
    """What the payment list and the certifications say of each other (内蒙古 二: 比对后确认未认证的人员)."""

    paid_uncertified: tuple[tuple[str, str, str], ...]
    """(person, name, status) of those who are paid and should not be."""
    unpaid_entitled: tuple[tuple[str, str], ...]
    """(person, name) of those who are entitled and are not on the payment list."""
    lines: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A page of proposals."""

    rows: tuple[Proposal, ...]
    total: int


def proposals(office: Office, *, area: str = "") -> tuple[Proposal, ...]:
    """Give what is to be done about payment on this day."""
    return page(office, area=area).rows


def page(
    office: Office, what: str = "", *, area: str = "", first: int = 0, most: int | None = None
) -> ProposalPage:
    """Give a part of it from the ``first`` proposal on; ``what`` is one of ``WHATS`` or empty for all."""
    chosen = [what] if what else sorted(WHATS)
    with asked(office, area=area) as found:
        there = _counted(found)
        keys = list[tuple[str, str, str]]()
        for one in chosen:
            left = None if most is None else most - len(keys)
            query = select(ROW.person_id, ROW.benefit_id).where(
                found.where, ROW.proposed != "", ROW.proposed.contains(f" {one} ")
            ).order_by(ROW.person_id, ROW.benefit, ROW.benefit_id)  # fmt: skip
            rows = found.session.connection().execute(query.offset(first).limit(left))
            keys += [(one, *key) for key in rows]
            first = max(first - there.get(one, 0), 0)
        made = _explained(office, found.session, keys)
    return ProposalPage(tuple(made), sum(there.get(one, 0) for one in chosen))


def counts(office: Office) -> dict[str, int]:
    """Count the proposals of each kind."""
    with asked(office) as found:
        return {what: _counted(found).get(what, 0) for what in WHATS}


def _counted(found: Asked) -> Counter[str]:
    counted = Counter[str]()
    for words, number in found.counts(ROW.proposed, ROW.proposed != "").items():
        counted.update(dict.fromkeys(words.split(), number))
    return counted


def _explained(office: Office, session: Session, keys: Sequence[tuple[str, str, str]]) -> list[Proposal]:
    """Ask the rules about each: the row says what is proposed, they say why and by which article."""
    asked_for, made, today = _asked(session), list[Proposal](), office.today()
    for at in range(0, len(keys), TOGETHER):
        some = keys[at : at + TOGETHER]
        people = {person for _, person, _ in some}
        facts, compared = gather(office, session, people), signs_of(session, people)
        for what, person, benefit in some:
            for mine in facts[person].benefits:
                if mine.id != benefit:
                    continue
                told, source = compared_losses.told(office, facts[person], mine, compared.get(person, ()))
                standing = told.standing(mine, today)
                rows = _of(told, mine, standing, today, asked_for.get(mine.id, set()), lost=bool(source))
                made += [
                    replace(row, source=source) if what == "stop" else row for row in rows if row.what == what
                ]
    return made


def trend(office: Office, months: int = 12) -> tuple[tuple[str, int, int], ...]:
    """Count (month, suspended, stopped) at the end of each of the last months, today's last (第31条: 动态低水平)."""
    office.require_province()
    today, this = office.today(), month_of(office.today())
    named = range(this - months + 1, this + 1)
    found = counted(office.store.session, present(office), [min(last_day(month), today) for month in named])
    return tuple(
        (month_text(month), at[SUSPENDED], sum(at[status] for status in STOPPED))
        for month, at in zip(named, found, strict=True)
    )


def payroll(office: Office, path: Path, said: dict[str, str]) -> Payroll:
    """Compare a payment list (发放信息) with the certifications. Raises what reading a table raises."""
    office.require_province()
    sheet = read_sheet(path)
    with office.store.session() as session:
        judged = list(lines(office, session, sheet, columns(sheet.columns, said, ["id_no"]), office.today()))
    paid, due, wrong = {line.person_id for line in judged if line.person_id}, [], []
    with asked(office, everybody=True) as found:
        query = select(ROW.person_id, Person.name, ROW.status).join_from(
            TABLE, Person, col(Person.id) == ROW.person_id
        )
        rows = (
            found.session.connection()
            .execution_options(yield_per=TOGETHER)
            .execute(query.order_by(ROW.person_id))
        )
        for (person, name), some in groupby(rows, key=lambda row: (row[0], row[1])):
            status = _worst([row.status for row in some])
            if person in paid and status in (SUSPENDED, *STOPPED):
                wrong.append((person, name, status))
            elif person not in paid and status in ("OK", "DUE_SOON"):
                due.append((person, name))
    return Payroll(tuple(wrong), tuple(due), len(judged), sum(not line.person_id for line in judged))


def write(office: Office, out: Path, rows: Sequence[Proposal], encoding: Encoding = "utf-8") -> ListFile:
    """Write proposals for the payment system. Raises what ``list_files.write`` raises."""
    return list_files.write(office, out, "待遇发放建议名单", COLUMNS, rows, TEXTS, encoding)


def write_asked(office: Office, out: Path, what: str, *, area: str = "") -> ListFile:
    """Write all proposals of a kind, or of every kind. Raises what ``write`` raises."""
    return write(office, out, page(office, what, area=area).rows)


COLUMNS = (
    ("what", "建议", "proposal", 12), ("name", "姓名", "name", 12), ("benefit", "险种", "benefit", 16),
    ("why", "原因", "why", 16), ("since", "自", "since", 12), ("until", "异议期至", "until", 12),
    ("months", "补发月份", "months", 24), ("article", "依据", "article", 14),
    ("source", "信息来源", "source", 16), ("insured_area", "参保地", "insured place", 10),
    ("site", "经办点", "office", 14),
    ("village", "村（社区）", "village", 12), ("unit", "所在单位", "unit", 16),
)  # fmt: skip
TEXTS = {
    "what": lambda row: say(f"desk.what_{row.what}", "zh"),
    "why": lambda row: say(f"desk.why_{row.why}", "zh"),
}


def _asked(session: Session) -> dict[str, set[str]]:
    """Months of back pay for which an application is open or was carried out, by benefit."""
    returned = {
        row.about
        for row in session.exec(select(Journal).where(Journal.kind == "approval_step"))
        if not row.payload["agree"]
    }
    found: dict[str, set[str]] = {}
    for row in session.exec(select(Journal).where(Journal.kind == "application")):
        if row.payload["what"] == "back_pay" and row.id not in returned:
            found.setdefault(str(row.payload["benefit"]), set()).update(row.payload["months"])
    return found


def _of(
    one: Facts, mine: Benefit, standing: Standing, today: date, asked: Collection[str], *, lost: bool
) -> list[Proposal]:
    rule, person = one.profiles[mine.profile].rule(mine.benefit), one.person
    made = proposed(rule, standing, today, failed=mine.failed_payments, asked=asked, lost=lost)
    return [
        Proposal(row.what, person.id, person.name, mine.benefit, row.why, row.since,
                 rule.bases[row.parameter].article, person.site, person.village, person.unit,
                 standing.stop_from if row.what in ("suspend", "objected") else None, row.months,
                 person.insured_area)
        for row in made
    ]  # fmt: skip


def _worst(statuses: Sequence[str]) -> str:
    order = ("DECEASED", "STOPPED_PRISON", "STOPPED", "SUSPENDED", "OVERDUE_IN_MONTH", "DUE_SOON", "OK")
    return min((status for status in statuses if status in order), key=order.index, default="NOT_STARTED")
