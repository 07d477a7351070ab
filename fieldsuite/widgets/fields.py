"""Fields in which Enter goes on to the next, as everywhere in the program: a box to tick, a list to pick
from.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Checkbox, Select


class Tick(Checkbox, inherit_bindings=False):
    """A box that the space bar ticks; ``[✓]`` or ``[ ]``, so that no colour has to be seen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False)]
    BUTTON_LEFT = ""
    BUTTON_RIGHT = ""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  Textual reads it each time it draws
        """The mark of the moment."""
        return "[✓]" if self.value else "[ ]"


class Pick(Select[str], inherit_bindings=False):
    """A list that the space bar or an arrow opens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down,space,up", "show_overlay", show=False)]


def pick(
    name: str,
    options: Sequence[tuple[str, str]],
    value: str = "",
    *,
    empty: bool = False,
    prompt: str = "-",
) -> Pick:
    """List of (words, value); the first is chosen unless ``value`` says which, or ``empty`` lets none be.

    ``prompt`` stands where none is chosen.
    """
    first: Any = {} if empty and not value else {"value": value or options[0][1]}
    return Pick(list(options), allow_blank=empty, id=name, compact=True, prompt=prompt, **first)
