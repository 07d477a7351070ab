"""The line at the bottom: at most eight keys, those of the screen first."""

from collections.abc import Callable
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.screen import Screen
from textual.widget import Widget

MOST = 8
"""Keys shown at once (words-and-codes, "Keys")."""


class KeyBar(Widget):
    """Shows the keys that work now; which, and in what words, is the screen's and the program's business."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; }
    """

    def __init__(self, words: Callable[[Screen[Any], int], list[tuple[str, str]]]) -> None:
        super().__init__()
        self.words = words

    def on_mount(self) -> None:
        """Follow the keys as they come and go."""
        self.screen.bindings_updated_signal.subscribe(self, self._updated)

    def _updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Draw key and word side by side; what does not fit is left to F1."""
        text = Text(no_wrap=True)
        for key, word in self.words(self.screen, MOST):
            piece = Text.assemble(
                " ", (key, f"bold {self.app.theme_variables.get('primary', '')}"), f" {word} "
            )
            if cell_len(text.plain) + cell_len(piece.plain) > self.size.width:
                break
            text.append_text(piece)
        return text
