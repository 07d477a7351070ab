"""Finds the fonts that are on this machine and says, character by character, which one draws it."""

from collections.abc import Sequence
from pathlib import Path


class FontBook:
    """The fonts found, best first."""


def find_fonts(extra: Sequence[Path] = ()) -> FontBook:
    """Find every usable font, those of ``extra`` (files or folders) first."""
    raise NotImplementedError
