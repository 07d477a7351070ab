"""更新内容: what a new version changes, as CHANGELOG.md says it to officers, in the language they read."""

import re
from dataclasses import dataclass
from typing import Literal

from starting import versions

CHINESE = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"\*\*|`|\[([^\]]*)\]\([^)]*\)")
"""Marks of Markdown; of a link its words stay."""


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of the page: a heading, a sentence, or a change."""

    kind: Literal["head", "text", "item"]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class News:
    """What one version changes."""

    version: str
    changes: tuple[Change, ...]


def read(text: str, since: str) -> tuple[News, ...]:
    """Read the versions newer than ``since`` in the order of the page; what is no version is passed over."""
    made = []
    for part in re.split(r"^## +", text, flags=re.MULTILINE)[1:]:
        version, _, body = part.partition("\n")
        if versions.newer(version.strip(), since):
            made.append(News(version.strip(), tuple(map(_change, _pieces(body)))))
    return tuple(made)


def _pieces(body: str) -> list[list[str]]:
    """Give the lines of each piece: one begins after an empty line, at ``- `` and at ``**``."""
    pieces: list[list[str]] = [[]]
    for line in body.splitlines():
        if not line.strip() or line.startswith(("- ", "**")):
            pieces.append([])
        if line.strip():
            pieces[-1].append(line.strip())
    return [piece for piece in pieces if piece]


def _change(lines: list[str]) -> Change:
    if lines[0].startswith("**"):
        zh, _, en = _plain(" ".join(lines)).partition(" · ")
        return Change("head", zh, en or zh)
    kind: Literal["item", "text"] = "item" if lines[0].startswith("- ") else "text"
    said = [_plain(line.removeprefix("- ")) for line in lines]
    zh = "".join(line for line in said if CHINESE.search(line))
    en = " ".join(line for line in said if not CHINESE.search(line))
    return Change(kind, zh or en, en or zh)


def _plain(line: str) -> str:
    return _MARKS.sub(lambda found: found[1] or "", line)
