"""Breaks a text into lines: between Chinese characters, not within a number or a Latin word, punctuation
kept."""

import re
from collections.abc import Callable, Iterator

NEVER_FIRST = set("，。、；：？！）》〉」』】〕％·,.;:?!)]}%-")
NEVER_LAST = set("（《〈「『【〔([{")
_TOKEN = re.compile(r"(?:--?(?=[0-9A-Za-z]))?[0-9A-Za-z]+(?:[-./:][0-9A-Za-z]+)*|.", re.DOTALL)
"""A Latin word, a number or a date, an option of a command with its hyphens, else one character."""


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Give the lines of a text, none wider than ``width`` (unless one character is); "\\n" always breaks."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, width, measure)]


def _lines(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    if measure(text) <= width:
        yield text
        return
    line: list[str] = []
    used = 0.0
    for token in _fitting(text, width, measure):
        size = measure(token)
        if line and used + size > width:
            carried = _carried(line, token)
            yield "".join(line).rstrip()
            line = carried
            used = measure("".join(line))
        if line or token != " ":
            line.append(token)
            used += size
    yield "".join(line).rstrip()


def _fitting(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Give words and single characters; a word wider than the line comes in single characters."""
    for token in _TOKEN.findall(text):
        if measure(token) <= width:
            yield token
        else:
            yield from token


def _carried(line: list[str], following: str) -> list[str]:
    """Take from the line's end what must not stand there before ``following``; the line keeps one token at
    least."""
    carried: list[str] = []
    while len(line) > 1 and ((carried or [following])[0] in NEVER_FIRST or line[-1] in NEVER_LAST):
        carried.insert(0, line.pop())
        if carried[0] not in NEVER_FIRST and line[-1] not in NEVER_LAST:
            break
    return carried
