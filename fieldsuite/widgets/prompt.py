"""What the person shall do now, as large as the room allows, with an arrow on the side it goes to."""

from collections.abc import Callable

from rich.align import Align
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from fieldsuite.widgets.large_words import DOTS, SIDE, rows_of

ARROWS = {
    "left": ("   ▟█", " ▟███████", "◀████████", " ▜███████", "   ▜█"),
    "right": ("    █▙", "███████▙ ", "████████▶", "███████▛ ", "    █▛"),
    "up": ("   ▟▙", "  ▟██▙", " ▟████▙", "   ██", "   ██"),
    "down": ("   ██", "   ██", " ▜████▛", "  ▜██▛", "   ▜▛"),
    "blink": (" ▄▄▄▄   ▄▄▄▄", "▀    ▀ ▀    ▀", "▝▀▀▀▀▘ ▝▀▀▀▀▘"),
    "mouth": (" ▄██████▄ ", "██▀    ▀██", "██      ██", "██▄    ▄██", " ▀██████▀ "),
}
"""Shapes that say the action without a word. Left and right are the person's own, and the preview is
mirrored: an arrow to the left of the screen is the left of who looks at it."""


class Prompt(Widget):
    """The action of the moment: its words in block letters where they fit, otherwise its shape and its
    words.
    """

    DEFAULT_CSS = "Prompt { height: 1fr; min-height: 7; width: 1fr; color: $accent; text-style: bold; }"
    action: reactive[str] = reactive("")
    """The action asked for now, empty between two."""

    def __init__(self, words: Callable[[str], str], id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words

    def render(self) -> RenderResult:
        """Draw in the middle."""
        if not self.action:
            return ""
        lines = block_words(self.words(self.action), *self.size)
        shape = ARROWS.get(self.action, ())
        if not lines:
            words = self.words(self.action)
            lines = [*_even(shape), "", words if words.isascii() else " ".join(words)]
        elif len(lines) + len(shape) < self.size.height:
            lines = [*lines, "", *_even(shape)]
        return Align.center(Text("\n".join(lines), justify="center", no_wrap=True), vertical="middle")


def block_words(words: str, width: int, height: int) -> list[str]:
    """Lines of half blocks that draw Chinese words, two characters a row; none when they do not fit or have
    no dots.
    """
    letters = [rows_of(letter) for letter in words if letter in DOTS]
    if len(letters) != len(words) or width < 2 * SIDE or height < SIDE // 2 * ((len(letters) + 1) // 2):
        return []
    pairs = [letters[at : at + 2] for at in range(0, len(letters), 2)]
    return ["".join(parts) for pair in pairs for parts in zip(*pair, strict=True)]


def _even(shape: tuple[str, ...]) -> list[str]:
    wide = max(map(len, shape), default=0)
    return [row.ljust(wide) for row in shape]
