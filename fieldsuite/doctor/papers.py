"""Fonts: can every name be printed."""

from pathlib import Path

from fieldsuite.doctor.check import Check

COMMON = "社会保险待遇资格认证花名册"
RARE = "𬱟䶮㛃𠅤𫞩𰻞"
"""Characters of names that common fonts lack: extensions A, B, C, E, G (design pages libraries and forms)."""


def fonts(home: Path) -> Check:
    """The fonts that papers would be printed with, and which rare characters none of them draws."""
    from forms.paper.fonts import find_fonts

    book = find_fonts(office=home)
    found = "、".join(dict.fromkeys(path.name for path in book.paths))
    if book.unprintable(COMMON):
        return Check("fonts", False, "fonts_none", {"found": found or "-"})
    if missing := book.unprintable(RARE):
        return Check("fonts", False, "fonts_partial", {"found": found, "missing": " ".join(missing)})
    return Check("fonts", True, "fonts", {"found": found})
