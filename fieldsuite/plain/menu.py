"""A numbered list of what can be done, shown again after each thing until somebody goes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldsuite.errors import told
from fieldsuite.plain.dialogue import Cancelled, Dialogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu."""

    words: str
    go: Callable[[], object]


def menu(dialogue: Dialogue, title: str, entries: Callable[[], Sequence[Entry]], *, about: str = "") -> None:
    """Show what can be done, do what is chosen, and again; 0 or ``.`` ends it.

    Going back inside a job leads here; so does an error that has its sentence.
    """
    while True:
        listed = entries()
        try:
            at = dialogue.choose(title, [one.words for one in listed], about=about)
        except Cancelled:
            return
        try:
            listed[at].go()
        except Cancelled:
            dialogue.told("plain.cancelled")
        except Exception as error:
            if (known := told(error)) is None:
                raise
            dialogue.problem(known)
