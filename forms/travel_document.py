"""Numbers of travel permits and passports, and the check digits of a passport's two lines (ICAO 9303).

The shapes are advisory where no authority publishes them (design page rules, 2.2); a scanned passport is
decided by its check digits.
"""

import re
from dataclasses import dataclass
from datetime import date

HK_MO_PERMIT = re.compile(r"[HM]([0-9]{10}|[0-9]{8})")
"""港澳居民来往内地通行证: 8 digits for life, and on older cards 2 digits that count renewals (公安部)."""
TAIWAN_PERMIT = re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]")
"""台湾居民来往大陆通行证: 8 digits, on older ones 10 and a letter."""
OTHER_DOCUMENT = re.compile(r"[A-Z0-9()/-]{5,20}")
"""其他证件号, as HKG0009056 in the picture of the Guangxi notice."""
PRC_PASSPORT = re.compile(r"[A-Z0-9]{7,9}")
PASSPORT = re.compile(r"[A-Z0-9]{5,15}")

KINDS = ("hk_mo", "taiwan", "prc_passport", "passport", "other")
"""Kinds of travel documents whose shape is known; of a passport's number the shape is advisory."""

_MRZ_VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def looks_right(kind: str, number: str) -> bool:
    """True when a number has the shape of its kind: ``other``, ``passport``, ``hk_mo``, ``taiwan`` or
    ``prc_passport``.

    Letters may be small; what is stored is what was typed.
    """
    shapes = {"other": OTHER_DOCUMENT, "passport": PASSPORT, "hk_mo": HK_MO_PERMIT, "taiwan": TAIWAN_PERMIT,
              "prc_passport": PRC_PASSPORT}  # fmt: skip
    shape = shapes.get(kind)
    return shape is not None and shape.fullmatch(number.upper()) is not None


def person_key(permit: str) -> str:
    """Give the part of a Hong Kong or Macao permit number that stays for life: its first nine characters."""
    return permit.upper()[:9]


def mrz_digit(field: str) -> str:
    """Give the check digit of a machine-readable field: values times 7, 3, 1, modulo 10 (ICAO 9303-3, 4.9).

    Raises ValueError for a character that no machine-readable zone holds.
    """
    try:
        return str(sum(_MRZ_VALUES[c] * (7, 3, 1)[i % 3] for i, c in enumerate(field)) % 10)
    except KeyError as strange:
        raise ValueError(f"not a character of a machine-readable zone: {strange}") from None


@dataclass(frozen=True, slots=True)
class Passport:
    """What the two lines of a passport (TD3) say, and which check digits are wrong."""

    number: str
    country: str
    nationality: str
    surname: str
    given: str
    birth: str
    """YYMMDD as printed: the century is not in it."""
    sex: str
    expires: date | None
    """Day of expiry, 2000 to 2099; None when it does not exist."""
    wrong: tuple[str, ...]
    """Names of the parts whose check digit is wrong: number, birth, expires, personal, all."""

    @property
    def valid(self) -> bool:
        """True when every check digit is right and the day of expiry exists."""
        return not self.wrong and self.expires is not None


def read_td3(first: str, second: str) -> Passport | None:
    """Read the two lines of a passport, or give None when they are not 44 right characters each."""
    one, two = (line.strip().upper().replace(" ", "") for line in (first, second))
    if not (re.fullmatch(r"P[A-Z<][A-Z<]{42}", one) and re.fullmatch(r"[A-Z0-9<]{44}", two)):
        return None
    surname, _, given = one[5:].partition("<<")
    parts = {
        "number": (two[0:9], two[9]),
        "birth": (two[13:19], two[19]),
        "expires": (two[21:27], two[27]),
        "personal": (two[28:42], two[42]),
        "all": (two[0:10] + two[13:20] + two[21:43], two[43]),
    }
    wrong = tuple(name for name, (field, digit) in parts.items() if not _fits(name, field, digit))
    return Passport(
        number=two[0:9].rstrip("<"), country=one[2:5].rstrip("<"), nationality=two[10:13].rstrip("<"),
        surname=_words(surname), given=_words(given),
        birth=two[13:19], sex=two[20], expires=_expiry(two[21:27]),
        wrong=wrong,
    )  # fmt: skip


def _fits(name: str, field: str, digit: str) -> bool:
    if name == "personal" and not field.strip("<"):
        return digit in "0<"
    return mrz_digit(field) == digit


def _words(field: str) -> str:
    return " ".join(field.replace("<", " ").split())


def _expiry(digits: str) -> date | None:
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
