"""Sentences of the installation, from the same catalogues as all others, without importing the program."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parent.parent / "fieldsuite" / "words" / "start.toml"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def say(key: str, lang: str, *, part: str = "", values: Mapping[str, object] | None = None) -> str:
    """Give a sentence, or with ``part="hint_"`` its hint; ``both`` gives Chinese first, then English."""
    entry = _sentences()[key]
    if lang != "both":
        return entry.get(f"{part}{lang}", "").format(**(values or {}))
    sentences = [entry[part + each].format(**(values or {})) for each in ("zh", "en") if part + each in entry]
    return " / ".join(dict.fromkeys(sentences))
