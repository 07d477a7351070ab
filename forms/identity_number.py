"""The number on a resident's card, and the numbers of its shape: what is right, and what it says.

Rules in the order they are checked (GB 11643-1999; design page rules, 2.1); the first that fails is the
problem:

1. LEN: after NFKC, without spaces and hyphens, with a capital X: 18 characters (17 digits and a digit or
   X), 15 digits (cards before 1999), or three letters and 12 digits (foreigners' permanent residence,
   before 2023).
2. REGION: the first two digits are a province. 81, 82, 83 are followed by 0000 (residence permits for Hong
   Kong, Macao and Taiwan residents). Six digits that are not in the table are a warning.
3. BIRTH: the date exists. 4. BIRTH_RANGE: not after today, not before 1860-01-01.
5. CHECK: the last character is the sum of digit times weight, modulo 11 (ISO 7064 MOD 11-2).

Nothing is corrected by guess: a letter O is never read as a zero.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from forms import regions

Kind = Literal["resident", "resident15", "hk_mo_tw_permit", "foreign_permanent", "foreign_permanent_old"]
Rule = Literal["LEN", "REGION", "BIRTH", "BIRTH_RANGE", "CHECK"]
Doubt = Literal["REGION_UNKNOWN", "REGION_ABOLISHED", "COUNTRY_UNKNOWN", "NOT_VERIFIABLE"]
Sex = Literal["男", "女"]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""Weights of the first 17 digits (GB 11643-1999)."""
CHECK_CHARACTERS = "10X98765432"
EARLIEST_BIRTH = date(1860, 1, 1)
"""Nobody alive was born before (our own bound, design page rules 2.1)."""
PRACTICE_PREFIX = "79"
"""Province that GB/T 2260 has never assigned; people of a practice office have numbers of it."""
PERMIT_PREFIXES = ("810000", "820000", "830000")
CENTENARIAN_SEQUENCES = ("996", "997", "998", "999")
"""Order codes that 15-digit numbers kept for people born in the 1800s."""


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What one number says. ``birth``, ``sex`` and ``kind`` are given when the number is valid."""

    original: str
    """As it was typed."""
    normal: str | None
    """18 characters where there are (a 15-digit number is brought to 18); None when the form is not right."""
    problem: Rule | None = None
    kind: Kind | None = None
    birth: date | None = None
    sex: Sex | None = None
    warnings: tuple[Doubt, ...] = ()

    @property
    def valid(self) -> bool:
        """True when no rule is broken; warnings do not count."""
        return self.problem is None


def normalise(number: str) -> str:
    """Bring full-width characters to plain ones, drop spaces, hyphens and invisible marks, and write x as
    X."""
    plain = unicodedata.normalize("NFKC", number)
    return "".join(
        c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf")
    ).upper()


def check_character(first17: str) -> str:
    """Give the check character of 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def check(number: str, today: date, *, practice: bool = False) -> IdentityNumber:
    """Check a number by the rules above, with ``today`` as the office's local date.

    ``practice`` lets the unassigned region 79 pass. Never raises: whatever is typed has an answer.
    """
    plain = normalise(number)
    if re.fullmatch(r"[0-9]{17}[0-9X]", plain):
        return _check18(number, plain, today, practice)
    if re.fullmatch(r"[0-9]{15}", plain):
        return _check15(number, plain, today, practice)
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", plain):
        # The layout of the 12 digits is not published by its issuer, so no birth date is read from them.
        unknown = () if regions.country(plain[:3]) else ("COUNTRY_UNKNOWN",)
        return IdentityNumber(
            number, plain, None, "foreign_permanent_old", warnings=(*unknown, "NOT_VERIFIABLE")
        )
    return IdentityNumber(number, None, "LEN")


def _check18(original: str, plain: str, today: date, practice: bool) -> IdentityNumber:
    problem = _region_problem(plain, practice) or _birth_problem(plain[6:14], today)
    if problem is None and check_character(plain[:17]) != plain[17]:
        problem = "CHECK"
    if problem:
        return IdentityNumber(original, plain, problem)
    kind: Kind = "resident"
    if plain[0] == "9":
        kind = "foreign_permanent"
    elif plain.startswith(PERMIT_PREFIXES):
        kind = "hk_mo_tw_permit"
    return _accepted(original, plain, kind)


def _check15(original: str, plain: str, today: date, practice: bool) -> IdentityNumber:
    century = "18" if plain[12:15] in CENTENARIAN_SEQUENCES else "19"
    first17 = plain[:6] + century + plain[6:]
    normal = first17 + check_character(first17)
    problem = _region_problem(plain, practice) or _birth_problem(normal[6:14], today)
    if problem is None and plain[0] == "9":
        problem = "REGION"  # foreigners' numbers that begin with 9 have always had 18 characters
    return IdentityNumber(original, normal, problem) if problem else _accepted(original, normal, "resident15")


def _accepted(original: str, normal: str, kind: Kind) -> IdentityNumber:
    birth = date(int(normal[6:10]), int(normal[10:12]), int(normal[12:14]))
    sex: Sex = "男" if int(normal[16]) % 2 else "女"
    return IdentityNumber(original, normal, None, kind, birth, sex, _warnings(normal, kind))


def _region_problem(plain: str, practice: bool) -> Rule | None:
    prefix = plain[:2]
    if prefix == PRACTICE_PREFIX and practice:
        return None
    if prefix in ("81", "82", "83"):
        return None if plain.startswith(PERMIT_PREFIXES) else "REGION"
    known = regions.is_province(prefix) or plain[0] == "9"
    return None if known else "REGION"


def _birth_problem(digits: str, today: date) -> Rule | None:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return "BIRTH"
    return None if EARLIEST_BIRTH <= birth <= today else "BIRTH_RANGE"


def _warnings(normal: str, kind: Kind) -> tuple[Doubt, ...]:
    if (
        kind == "foreign_permanent"
    ):  # 9, two digits of the province, three of the country (ISO 3166-1 numeric)
        province = () if regions.is_province(normal[1:3]) else ("REGION_UNKNOWN",)
        country = () if regions.country(normal[3:6]) else ("COUNTRY_UNKNOWN",)
        return (*province, *country)
    if kind == "hk_mo_tw_permit" or normal.startswith(PRACTICE_PREFIX):
        return ()
    region = regions.region(normal[:6])
    if region is None:
        return ("REGION_UNKNOWN",)
    return ("REGION_ABOLISHED",) if region.abolished_after else ()
