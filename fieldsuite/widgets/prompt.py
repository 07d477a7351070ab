"""What the person shall do now, large, with an arrow on the side it goes to."""

from collections.abc import Callable

from rich.align import Align
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

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
    """The action of the moment: its shape and, in spaced large letters, its words."""

    DEFAULT_CSS = "Prompt { height: 8; width: 1fr; color: $accent; text-style: bold; }"
    action: reactive[str] = reactive("")
    """The action asked for now, empty between two."""

    def __init__(self, words: Callable[[str], str], id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words

    def render(self) -> RenderResult:
        """Draw shape and words in the middle."""
        if not self.action:
            return ""
        rows = ARROWS.get(self.action, ())
        wide = max(map(len, rows), default=0)
        shape = "\n".join(row.ljust(wide) for row in rows)
        words = (
            " ".join(self.words(self.action))
            if self.words(self.action).isascii() is False
            else self.words(self.action)
        )
        return Align.center(Text(f"{shape}\n\n{words}", justify="center"), vertical="middle")
