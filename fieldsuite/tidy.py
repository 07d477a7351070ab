"""Brings what people type and paste into the form that can be signed."""

import unicodedata
from typing import Any

BECOMES = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": ""}
"""What becomes of controls and line ends, of marks without width (directions among them), of broken halves.

Private-use characters stay: registers write rare names with them, and a name without one would be another name.
"""

NONE = "\ufffe\uffff"
"""No characters at all (Unicode, noncharacters); unassigned ones may be younger than this Python and stay."""


def tidy(value: Any) -> Any:
    """Give text in NFC without control and direction characters, line ends as spaces; the same in lists and objects.

    A signed record holds no other text (design page bundle-format, 2.7); refusing a pasted line end would help nobody.
    """
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return value
        lines = value.replace("\r\n", " ")
        seen = (BECOMES.get(unicodedata.category(letter), letter) for letter in lines if letter not in NONE)
        return unicodedata.normalize("NFC", "".join(seen))
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [tidy(item) for item in value]
    return value
