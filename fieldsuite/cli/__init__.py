"""The command line: one file per noun, loaded when it is named, heavy imports inside the commands.

``main`` is the program: it reads what stands before the noun, runs the command and turns every failure into one
sentence and an exit status (0 yes or done, 1 no, 2 bad input, 3 something is missing, 4 trust refused).
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from fieldsuite.cli import output
from fieldsuite.words import Lang


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these words (default: those of the process) and give its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    output.now.begin()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from fieldsuite.cli.run import run

    return run(_before_the_noun(words))


def _before_the_noun(words: list[str]) -> list[str]:
    """Take --json, --home and --lang out, wherever they stand: nobody should have to remember their place."""
    left: list[str] = []
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if word == "--":
            left += [word, *rest]
        elif word == "--json":
            output.now.as_json = True
        elif name == "--home":
            output.now.home = Path(value or next(rest, "."))
        elif name == "--lang":
            given = value or next(rest, "zh")
            output.now.lang = cast(Lang, given) if given in ("zh", "en") else "zh"
        else:
            left.append(word)
    return left
