"""One benefit on the list it stands on, with the reasons and sources that the rules give for it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.province.verifying import NEW, Verification, verifications
from fieldsuite.rules.lists import Place
from fieldsuite.rules.standing import Reason
from fieldsuite.standings import placing
from fieldsuite.tables import Benefit, ComparedSign

TOGETHER = 500
"""People whose reasons are asked for at a time."""


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


def explained(office: Office, session: Session, keys: Sequence[Any]) -> list[ListRow]:
    """Ask the rules about the benefits of a page: the row says on which list, they say why."""
    made = []
    for at in range(0, len(keys), TOGETHER):
        some = keys[at : at + TOGETHER]
        people = {key.person_id for key in some}
        facts, compared = gather(office, session, people), signs_of(session, people)
        verifying = verifications(office, session, people)
        for person, benefit in some:
            for mine in facts[person].benefits:
                if mine.id == benefit:
                    said = compared.get(person, [])
                    made.append(_row(office, facts[person], mine, said, verifying.get(person, NEW)))
    return made


def signs_of(session: Session, people: Collection[str] | None = None) -> dict[str, list[ComparedSign]]:
    """Give what other departments said of these people, or of all, and was not withdrawn."""
    found: dict[str, list[ComparedSign]] = defaultdict(list)
    query = select(ComparedSign).where(ComparedSign.state != "withdrawn")
    for sign in session.exec(
        query if people is None else query.where(col(ComparedSign.person_id).in_(people))
    ):
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
