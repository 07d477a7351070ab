"""供养亲属问询: the questions to dependants of a worker who died at work, and what they mean (四川规程 第13条(二))."""

from dataclasses import dataclass
from datetime import date

from fieldsuite import journal
from fieldsuite.acts import Survey
from fieldsuite.casework.people import one
from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules.standing import Reason
from fieldsuite.rules.survivors import YOUNG, Kin, Survivor, survivor_checks

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("adopted_on", "是否被他人或组织收养？何时？", "Adopted by somebody or an institution? When?"),
    ("employed_on", "是否就业？何时？", "Employed? Since when?"),
    ("enlisted_on", "是否参军？何时？", "Enlisted? Since when?"),
    ("remarried_on", "是否再婚？何时？", "Remarried? When?"),
    (
        "incapable",
        "是否完全丧失劳动能力（有鉴定结论）？",
        "Working capacity lost entirely, with a certificate?",
    ),
)
"""Key, Chinese, English; which of them are asked depends on the kinship."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered at home."""

    kin: Kin
    answered_by: str
    adopted_on: date | None = None
    remarried_on: date | None = None
    employed_on: date | None = None
    enlisted_on: date | None = None
    incapable: bool = False


def questions(kin: Kin) -> tuple[tuple[str, str, str], ...]:
    """Give the questions for a kinship: the first three and the last for the young, the fourth for a spouse."""
    if kin == "spouse":
        return tuple(row for row in QUESTIONS if row[0] == "remarried_on")
    return tuple(row for row in QUESTIONS if row[0] != "remarried_on") if kin in YOUNG else ()


def save(office: Office, who: str, answers: Answers) -> tuple[str, tuple[Reason, ...]]:
    """Record the answers; gives the record's id and the grounds on which entitlement is to be checked.

    It ends no benefit. Raises OfficeError E_RULE for a day in the future and for an answer nobody asks of this kinship.
    """
    asked = {row[0] for row in questions(answers.kin)}
    with office.store.session() as session:
        person = one(session, who)
        for field in ("adopted_on", "remarried_on", "employed_on", "enlisted_on"):
            day = getattr(answers, field)
            if day is not None and (day > office.today() or day < person.birth):
                raise OfficeError("office.date_future", code="E_RULE", date=day.isoformat())
            if day is not None and field not in asked:
                raise OfficeError("visits.not_asked", code="E_RULE", kin=answers.kin)
        survivor = Survivor(
            answers.kin, person.birth, answers.incapable, answers.adopted_on, answers.remarried_on,
            answers.employed_on, answers.enlisted_on,
        )  # fmt: skip
        grounds = survivor_checks(survivor, office.today())
        payload = Survey(
            kin=answers.kin, adopted_on=answers.adopted_on, remarried_on=answers.remarried_on,
            employed_on=answers.employed_on, enlisted_on=answers.enlisted_on, incapable=answers.incapable,
            answered_by=required(answers.answered_by, "name"), grounds=tuple(one.key for one in grounds),
        )  # fmt: skip
        return journal.append(office, session, payload, person.id, office.today()).id, grounds
