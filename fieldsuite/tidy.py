"""Brings what people type and paste into the form that can be signed."""

import unicodedata
from typing import Any

UNSIGNABLE = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (direction marks among them), surrogate and private-use characters."""


def tidy(value: Any) -> Any:
    """Give text in NFC without control and direction characters, line ends as spaces; the same in lists and objects.

    A signed record holds no other text (design page bundle-format, 2.7); refusing a pasted line end would help nobody.
    """
    if isinstance(value, str):
        spaced = " ".join(value.splitlines()) if "\n" in value or "\r" in value else value
        composed = unicodedata.normalize("NFC", spaced.replace("\t", " "))
        return "".join(letter for letter in composed if unicodedata.category(letter) not in UNSIGNABLE)
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [tidy(item) for item in value]
    return value
