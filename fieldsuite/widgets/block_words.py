"""Words in blocks as large as a space allows: Chinese in squares of 16 dots, English in 5 by 7, both doubled where
there is room; spaced letters where there is none.
"""

from collections.abc import Sequence
from functools import lru_cache

from fieldsuite.widgets import large_letters, large_words

SCALES = (3, 2, 1)
"""Cells a dot is wide, from what is read across a room to what still fits beside the picture."""


@lru_cache(maxsize=64)
def block_words(words: str, width: int, height: int) -> tuple[str, ...]:
    """Lines of half blocks that draw ``words`` within so many cells and lines; empty when they do not fit at any size.

    English breaks between words only, Chinese anywhere, as evenly as the lines allow.
    """
    for scale in SCALES:
        for lines in _broken(words, width // scale):
            drawn = halves([row for line in lines for row in _row(line)], scale)
            if len(drawn) <= height:
                return tuple(drawn)
    return ()


def spaced(words: str) -> str:
    """Words with room between the letters, where no blocks fit."""
    return words if words.isascii() else " ".join(words)


def halves(rows: Sequence[str], scale: int = 1) -> list[str]:
    """Draw rows of ``0`` and ``1`` in half blocks, each dot ``scale`` cells wide and half as many lines tall."""
    wide = ["".join(dot * scale for dot in row) for row in rows for _ in range(scale)]
    wide += ["0" * len(wide[0])] * (len(wide) % 2)
    return [
        "".join(" ▀▄█"[int(top) + 2 * int(low)] for top, low in zip(*pair, strict=True))
        for pair in zip(wide[0::2], wide[1::2], strict=True)
    ]


def _broken(words: str, width: int) -> list[list[str]]:
    """Give the ways to break words into lines of so many dots; none when a part has no dots or is too wide."""
    if words.isascii():
        parts = words.split()
        known = set(words.upper()) <= {*large_letters.LETTERS, " "}
        ways = ([words], parts) if len(words) * 6 <= width else (parts,)
        return [list(way) for way in ways if known and max(map(len, way), default=99) * 6 <= width]
    most = min(len(words), width // large_words.SIDE)
    if not most or set(words) - set(large_words.DOTS):
        return []
    count = -(-len(words) // most)
    each = -(-len(words) // count)
    return [[words[at : at + each] for at in range(0, len(words), each)]]


def _row(line: str) -> list[str]:
    """Give the dots of one line of words."""
    room = large_letters if line.isascii() else large_words
    return ["".join(parts) for parts in zip(*(room.rows_of(letter) for letter in line), strict=True)]
