"""A few numbers as bars, each with its words before it and its number behind it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.widget import Widget


class Bars(Widget):
    """Bars of one length for the largest number; no colour says anything that the number does not."""

    DEFAULT_CSS = "Bars { height: auto; padding: 0 1; }"
    MOST = 30
    """Cells of the longest bar."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[tuple[str, int]] = ()

    def show(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show these (words, number)."""
        self.rows = tuple(rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line each."""
        return len(self.rows)

    def render(self) -> RenderResult:
        """Draw the bars."""
        widest = max((cell_len(words) for words, _ in self.rows), default=0)
        largest = max((number for _, number in self.rows), default=0) or 1
        room = max(4, min(self.MOST, self.size.width - widest - 10))
        lines = []
        for words, number in self.rows:
            bar = "▇" * -(-number * room // largest)
            pad = " " * (widest - cell_len(words))
            lines.append(Text.assemble(f"{pad}{words} ", (bar, "cyan"), f" {number}", no_wrap=True))
        return Text("\n", no_wrap=True).join(lines)
