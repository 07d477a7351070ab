"""Says whether a name in Latin letters can be the pinyin of a Chinese one."""

import re
from collections.abc import Iterable


def spells(surname: str, given: str, latin: str) -> bool:
    """True when ``latin`` is the pinyin of surname and given name, in either order, by any reading of each
    character.

    Every reading counts, for surnames are often read unlike the same word (单 仇 覃); ü may stand as V, U,
    YU or UE.
    """
    letters = re.sub(r"[^a-z]", "", latin.lower())
    first, second = _readings(surname), _readings(given)
    return re.fullmatch(f"(?:{first}{second}|{second}{first})", letters) is not None


def _readings(name: str) -> str:
    """Give a pattern of all readings of a name's characters."""
    from pypinyin import Style, pinyin

    readings = pinyin(name.replace("·", ""), style=Style.NORMAL, heteronym=True, errors="ignore")
    return "".join(f"(?:{'|'.join(sorted(_spellings(each)))})" for each in readings)


def _spellings(syllables: Iterable[str]) -> set[str]:
    """Give each syllable, and those with ü (pypinyin's v) also as passports have written them."""
    return {s.replace("v", umlaut) for s in syllables for umlaut in ("v", "u", "yu", "ue")}
