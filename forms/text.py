"""Reads what people type: clean text, Chinese names, days and months."""

import re
import unicodedata
from datetime import date

HAN = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002a6df\U0002a700-\U0002b73f\U0002b740-\U0002b81f\U0002b820-\U0002ceaf"
    "\U0002ceb0-\U0002ebef\U0002ebf0-\U0002ee5f\U0002f800-\U0002fa1f\U00030000-\U0003134f\U00031350-\U000323af"
)
"""Chinese characters a name may hold: 〇, the unified ideographs with extensions A to I, compatibility
ideographs (design page forms, 1.1)."""

NAME_LIMIT = 20
"""20字以内汉字, the dot counted (Fushun guide, table of fields)."""

DOTS = "・･•‧．∙⋅"
"""Dots that people and input methods type for the one in a name, U+00B7."""

_NAME = re.compile(f"[{HAN}]+(·[{HAN}]+)*")


def clean(value: str) -> str:
    """Compose to NFC, make every run of white space and line ends one space, and take it off the ends."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def name(value: str) -> str:
    """Clean a name: no spaces within Chinese, and U+00B7 for every dot."""
    one_dot = clean(value).translate({ord(dot): "·" for dot in DOTS})
    return re.sub(f"(?<=[{HAN}·]) (?=[{HAN}·])", "", one_dot)


def is_name(value: str) -> bool:
    """True for 1 to 20 Chinese characters, with dots only between them."""
    return len(value) <= NAME_LIMIT and _NAME.fullmatch(value) is not None


def has_control(value: str) -> bool:
    """True when the text holds control, format, private-use or broken characters.

    Unassigned ones pass: this Python's tables may be older than the character; the fonts decide at the print.
    """
    return any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs") for character in value)


def day(value: str) -> date | None:
    """Read YYYY-MM-DD, or give None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def is_month(value: str) -> bool:
    """True for YYYY-MM of a month that exists."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}", value) is not None and day(f"{value}-01") is not None
