"""Takes --json, --home and --lang out of a line, wherever they stand: nobody should have to remember their place."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from fieldsuite.cli import output
from fieldsuite.errors import OfficeError
from fieldsuite.words import Lang


def take_out(words: Sequence[str]) -> list[str]:
    """Give the words that are left; what was taken out stands in ``output.now``. After ``--`` everything is left.

    Raises OfficeError E_USAGE for a --home without a folder and for a --lang that is neither zh nor en.
    """
    mine = words[: words.index("--")] if "--" in words else words
    output.now.as_json = (
        "--json" in mine
    )  # first of all, so that whatever follows is told as it was asked for
    left: list[str] = []
    rest = iter(mine)
    for word in rest:
        name, _, value = word.partition("=")
        if name == "--home":
            output.now.home = Path(_value(name, value, rest))
        elif name == "--lang":
            given = _value(name, value, rest)
            if given not in ("zh", "en"):
                raise OfficeError("cli.usage", code="E_USAGE", problem=f"--lang {given}")
            output.now.lang = cast(Lang, given)
        elif word != "--json":
            left.append(word)
    return [*left, *words[len(mine) :]]


def _value(name: str, value: str, rest: Iterator[str]) -> str:
    found = value or next(rest, "")
    if not found or found.startswith("--"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=name)
    return found
