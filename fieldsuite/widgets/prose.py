"""Running text that breaks as Chinese does: between any two characters, never before a closing mark.

Textual breaks at spaces only, so that a Chinese sentence with one date in it left half of its line empty.
"""

import re
from functools import lru_cache

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

HELD = "\N{NO-BREAK SPACE}"
"""A blank at which no line breaks."""
PIECES = re.compile(rf"[（《“]*(?:[^\W\d_a-zA-Z]|[!-~{HELD}·…→≥×]+|.)[，。；：、！？）》”…]*", re.DOTALL)
"""What stays together: a word of Latin letters and digits, or one character, with the marks that belong to
it.
"""


@lru_cache(maxsize=1024)
def fold(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines of at most ``width`` cells; a piece wider than that stands alone."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in PIECES.findall(paragraph):
            if line and cell_len(line) + cell_len(piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return tuple(lines)


class Prose(Widget):
    """Shows sentences, folded to its width; the first line may be bold."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"
    text: reactive[str] = reactive("", layout=True)
    """What is shown."""

    def __init__(
        self, text: str = "", *, headed: bool = False, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.headed = headed
        self.set_reactive(Prose.text, text)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Width of the longest line that need not be folded."""
        return max(map(cell_len, fold(self.text, container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines after folding."""
        return len(fold(self.text, width)) if self.text else 0

    def render(self) -> RenderResult:
        """Draw the folded lines."""
        first, *rest = fold(self.text, self.size.width) or ("",)
        head = Text(first, style=Style(bold=self.headed or None), no_wrap=True)
        return Text("\n", no_wrap=True).join([head, *(Text(line, no_wrap=True) for line in rest)])
