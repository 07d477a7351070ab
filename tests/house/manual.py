"""Commands as the documentation writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.house.tree import files, name

_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:fieldsuite|python3? start\.py|py start\.py) [^`]+)`")
_PROGRAM = re.compile(r"^(?:\$ )?(?:\.venv/bin/fieldsuite|fieldsuite|python3? start\.py|py start\.py)(?: |$)")


@dataclass(frozen=True, slots=True)
class Written:
    """One command line of a document."""

    place: str
    line: str
    words: tuple[str, ...]
    """Everything behind the program's name."""

    @property
    def starts(self) -> bool:
        """True when it calls start.py."""
        return "start.py" in self.line.split(" ")[:3]


def documented() -> Iterator[Written]:
    """Every command line that README.md and the manual show, in a block or within a sentence."""
    for path in files():
        if path.suffix != ".md" or not (
            name(path) == "README.md" or name(path).startswith(("docs/", "fieldsuite/manual/"))
        ):
            continue
        text = path.read_text(encoding="utf-8")
        blocks = [
            line.strip() for block in _FENCE.findall(text) for line in block.replace("\\\n", " ").splitlines()
        ]
        for line in (*blocks, *_INLINE.findall(_FENCE.sub("", text))):
            if _PROGRAM.match(line):
                shown = line.split("  #")[0].strip()
                yield Written(name(path), shown, tuple(_PROGRAM.sub("", shown).split()))
