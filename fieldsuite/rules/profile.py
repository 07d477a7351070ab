"""A profile: what one notice orders, as numbers and words with the article each rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldsuite.errors import OfficeError
from fieldsuite.rules.basis import Basis
from fieldsuite.rules.disclosure import DEFAULT, Disclosure
from fieldsuite.rules.modelling import SILENT, Modelling
from fieldsuite.rules.policy import Policy

__all__ = ["BENEFITS", "Basis", "Cohort", "Mode", "Policy", "Profile", "Rule"]

Mode = Literal["rolling", "birthday", "first_cert", "calendar"]
"""How a cycle is anchored: at the last certification, at the birth month, at the first certification, at 1 January."""

BENEFITS = ("pension", "institution-pension", "resident-pension", "unemployment", "work-injury", "dependants")
"""企业职工养老, 机关事业养老, 城乡居民养老, 失业, 工伤长期（定期）待遇, 供养直系亲属救济费."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """People of a first round with fixed dates (广西机关事业: 2020-08-31, 2020-09-01)."""

    opens: date
    deadline: date
    suspend_on: date


@dataclass(frozen=True, slots=True)
class Rule:
    """The parameters for one benefit (design page rules, 2.4). Months are counted from the base month, month 0."""

    mode: Mode
    cycle_months: int
    never_offset: int
    """Base of somebody never certified: so many months after the month the benefit began."""
    early_moves_deadline: bool
    """递延: an early certification moves the deadline; only in mode rolling."""
    deadline: Literal["day", "month_end", "cut_off"]
    """day: certification plus one cycle, to the day; month_end: last day of the last month; cut_off: a fixed day."""
    cut_off: tuple[int, int]
    """Month and day of a calendar year's cut-off."""
    remind_month: int
    """Month from which the person is reminded; in mode calendar a month of the year."""
    verify_months_before: int | None
    """Months before the deadline, to the day, from which somebody is 待核实; None: from the day after it."""
    suspend_month: int
    """First unpaid month; in mode calendar a month of the year."""
    grace_months: int
    """Months a new recipient is given beyond the month the benefit began, where that month is the deadline."""
    stop_after_months: int | None
    """A suspension without objection becomes a stop after so many months; None: the notice has no such rule."""
    follow_up_months: int | None
    """A stop nobody asks about goes into the ledger 核实处理工作台账 after so many months."""
    pay_failed_months: int | None
    """So many failed payments in a row suspend."""
    list_months: int
    """Months in which a verification list is to be worked off."""
    back_pay: bool
    """After a certification the unpaid months are paid."""
    restore_steps: int
    """People who must agree before a benefit is restored: 初审, 复核, 审核."""
    loss: Literal["stop"]
    """What a death or a disappearance does; a parameter so that its article is on record."""
    prison: Literal["stop", "continue"]
    enrolment: Literal["no", "yes", "with_certification"]
    """Whether 建模 counts as a certification: yes, no, or together with a successful certification."""
    biometrics: tuple[str, ...]
    """face, voice, finger, vein."""
    cohort: Cohort | None
    bases: Mapping[str, Basis]
    """What each parameter rests on, by its name here."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One notice as data."""

    name: str
    version: str
    """Rises with every change of the file; stored beside every computed date."""
    title_zh: str
    title_en: str
    short_zh: str
    """How reasons call it: 四川规程."""
    short_en: str
    document: str
    """Number and issuer of the notice."""
    valid_from: date
    approved_by: str
    """Who put this file into force."""
    policy: Policy
    """What a challenge decides, and what is kept of a verification."""
    rules: Mapping[str, Rule]
    """Benefit -> its parameters; a benefit that the notice does not name is not here."""
    modelling: Modelling = SILENT
    """What is asked for before and after a face is modelled."""
    disclosure: Disclosure = DEFAULT
    """公开方式 of what is printed and written."""
    digest: str = ""
    """SHA-256 of the file it was read from: a file that was changed without a new version is another one."""

    def rule(self, benefit: str) -> Rule:
        """Give the parameters for a benefit. Raises OfficeError ``rules.unknown_benefit``."""
        try:
            return self.rules[benefit]
        except KeyError:
            raise OfficeError(
                "rules.unknown_benefit", benefit=benefit, profile=self.name, known=", ".join(self.rules)
            ) from None
