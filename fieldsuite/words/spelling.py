"""Chinese words as they are typed: pinyin, whole and by initials."""

from functools import cache
from itertools import islice, product

READINGS = 32
"""Ways to spell a command at most: 查重 is chachong, and zhong to a dictionary."""


@cache
def spelt(words: str) -> str:
    """Give the pinyin of a name in every reading, whole and by initials: ``renlianrenzheng rlrz``.

    pypinyin loads here, on first need.
    """
    from pypinyin import Style, pinyin

    found: dict[str, None] = {}
    for style in (Style.NORMAL, Style.FIRST_LETTER):
        letters = pinyin(words, style=style, heteronym=True)
        found |= dict.fromkeys("".join(each) for each in islice(product(*letters), READINGS))
    return " ".join(found)
