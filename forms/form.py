"""Form: what every paper gives to the screens and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from forms.checking import Checked
from forms.errors import FormsError
from forms.field import Data, Field, Words

if TYPE_CHECKING:
    from forms.paper.fonts import FontBook


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was written."""

    pages: int
    path: Path


class CheckForm(Protocol):
    """Checks a filled form; ``today`` is the office's local date."""

    def __call__(self, data: Data, today: date, *, practice: bool = False) -> Checked:
        """Give everything that is wrong."""


class PrintForm(Protocol):
    """Writes a filled form as a PDF, whole or not at all.

    Raises FormsError: E_UNPRINTABLE with ``extra["unprintable"]``, E_FONT when no font is found, E_INPUT
    when the data have not the shape of the form.
    """

    def __call__(
        self, data: Data, out: Path, *, fonts: "FontBook | None" = None, practice: bool = False,
        draft: bool = False, title: str | None = None,
    ) -> Printed:  # fmt: skip
        """Write the paper to ``out``; ``practice`` marks it 练习, ``draft`` marks it 草稿."""


@dataclass(frozen=True, slots=True)
class Form:
    """One paper: its name in commands, its title, its fields, and what can be done with it."""

    name: str
    title: Words
    fields: Sequence[Field]
    check: CheckForm
    print: PrintForm


def choose_title(given: object, titles: Sequence[str]) -> str:
    """Give the title asked for, or the first. Raises FormsError for one that the form does not have."""
    if given in (None, ""):
        return titles[0]
    if given not in titles:
        raise FormsError("unknown_title", title=given, titles="、".join(titles))
    return str(given)
