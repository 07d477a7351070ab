"""具备, 丧失, 待核实: which list everybody stands on today, with the sources, and where the list to verify goes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, delete, select

from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.verifying import NEW, Verification, site_name, verifications
from fieldsuite.rules.areas import within
from fieldsuite.rules.lists import Place
from fieldsuite.rules.reasons import sentence
from fieldsuite.rules.standing import Reason
from fieldsuite.standings import placing
from fieldsuite.tables import Assignment, Benefit, ComparedSign, Person
from fieldsuite.words import say

LISTS = ("eligible", "lost", "verify")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One benefit of one person, on its list."""

    person: str
    name: str
    benefit: str
    list: str
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
    """Kind and source of every sign that was looked at, such as death:funeral."""
    fraud: bool
    site: str
    village: str
    unit: str
    through: str
    """unit or village: who verifies first (四川规程 第16条: 工伤依托参保单位)."""
    residence: str = ""
    """domestic or abroad."""
    insured_area: str = ""
    site_name: str = ""
    """The office as people call it."""
    deadline: date | None = None
    verifying: Verification = NEW
    """How far the verification is, on the list to verify."""


def lists(office: Office, which: str = "", *, benefit: str = "", area: str = "") -> tuple[ListRow, ...]:
    """Place everybody this desk may look at; ``which`` is one of ``LISTS`` or empty for all."""
    office.require_province()
    with office.store.session() as session:
        facts = gather(office, session)
        compared = signs_of(session)
        verifying = verifications(office, session)
    rows = [
        _row(office, one, mine, compared.get(key, []), verifying.get(key, NEW))
        for key, one in sorted(facts.items())
        for mine in one.benefits
        if benefit in ("", mine.benefit) and visible(office, one, area)
    ]
    names = {site: site_name(office, site) for site in {row.site for row in rows}}
    kept = (replace(row, site_name=names[row.site]) for row in rows if which in ("", row.list))
    return tuple(sorted(kept, key=_urgency))


def _urgency(row: ListRow) -> tuple[object, ...]:
    """Possible fraud first, then what contradicts itself, then the nearest end."""
    doubts = any(reason.key in ("rules.list_both", "rules.list_objected") for reason in row.reasons)
    ends = row.verifying.due_on or row.deadline or date.max
    return (row.list, not row.fraud, not doubts, ends, row.person, row.benefit)


def visible(office: Office, one: Facts, area: str = "") -> bool:
    """True when this desk's level may look at a person (第38条), who lies in the area that is asked for.

    ``area`` is an office, a village, or a code of GB/T 2260.
    """
    person = one.person
    if not within(person.insured_area, office.config.area):
        return False
    asked = (
        area.isdigit() and len(area) == 6 and bool(person.insured_area) and within(person.insured_area, area)
    )
    return asked or area in ("", person.site, person.village)


def split(office: Office) -> dict[str, dict[str, int]]:
    """Count the list to verify by office and by who verifies: a village, or a unit for work injury (第15、16条)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in lists(office, "verify"):
        found[row.site][row.unit if row.through == "unit" and row.unit else row.village] += 1
    return {site: dict(counts) for site, counts in sorted(found.items())}


def assign(office: Office, site: str, lang_reason: str) -> int:
    """Put everybody of an office who is to be verified onto its next list, with the reason; give how many are new.

    ``lang_reason`` is the sentence for those whose reasons are left to the office. What was assigned before and is no
    longer to be verified is taken off.
    """
    office.require_province()
    wanted = {row.person: row for row in lists(office, "verify") if row.site == site}
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


def signs_of(session: Session) -> dict[str, list[ComparedSign]]:
    """Give what other departments said of each person and was not withdrawn."""
    found: dict[str, list[ComparedSign]] = defaultdict(list)
    for sign in session.exec(select(ComparedSign).where(ComparedSign.state != "withdrawn")):
        found[sign.person_id].append(sign)
    return found


def placed(office: Office, one: Facts, mine: Benefit, compared: Sequence[ComparedSign]) -> Place:
    """Say which list a benefit stands on today, by the register and by what other departments said."""
    return placing.placed(one, mine, compared, office.today())


def _row(
    office: Office, one: Facts, mine: Benefit, compared: list[ComparedSign], verifying: Verification
) -> ListRow:
    today, person = office.today(), one.person
    found, standing = placed(office, one, mine, compared), one.standing(mine, today)
    through = "unit" if mine.benefit == "work-injury" and person.unit else "village"
    return ListRow(
        person.id, person.name, mine.benefit, found.list, found.reasons, _sources(compared, today), found.fraud,
        person.site, person.village, person.unit, through, person.residence, person.insured_area,
        "", standing.deadline,
        verifying if found.list == "verify" else NEW,
    )  # fmt: skip


def _sources(compared: list[ComparedSign], today: date) -> tuple[str, ...]:
    return tuple(sorted({f"{sign.kind}:{sign.source}" for sign in compared if sign.on <= today}))


def write(
    office: Office, out: Path, which: str, rows: Sequence[ListRow], encoding: Encoding = "utf-8"
) -> ListFile:
    """Write a list as Excel, CSV or PDF, by the name's ending. Raises what ``list_files.write`` raises."""
    title = TITLES.get(which, "资格认证名单")
    return list_files.write(office, out, title, COLUMNS, rows, TEXTS, encoding)


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
