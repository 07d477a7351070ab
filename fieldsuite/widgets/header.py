"""The line on top: which office, which officer, practice or not, how many records have not left, date and
time.
"""

from collections.abc import Callable

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget


class OfficeHeader(Widget):
    """One line; ``words`` gives what stands left, right, and the word for practice or nothing."""

    DEFAULT_CSS = """
    OfficeHeader { dock: top; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, words: Callable[[], tuple[str, str, str]]) -> None:
        super().__init__()
        self.words = words

    def on_mount(self) -> None:
        """Let the minutes pass."""
        self.set_interval(5, self.refresh)

    def render(self) -> RenderResult:
        """Draw what the program says of itself, left and right, with a line between as in the wireframes."""
        left, right, practice = self.words()
        text = Text(f" {left} ", style="bold", no_wrap=True, overflow="ellipsis")
        tail = Text(no_wrap=True)
        if practice:
            tail.append(
                f" {practice} ", style=f"bold {_colour(self, 'background')} on {_colour(self, 'warning')}"
            )
            tail.append(" ")
        tail.append(f"{right} ")
        gap = self.size.width - cell_len(text.plain) - cell_len(tail.plain)
        text.append("─" * (gap - 1) + " " if gap > 2 else " ", style=_colour(self, "border"))
        return text.append_text(tail)


def _colour(widget: Widget, name: str) -> str:
    return widget.app.theme_variables.get(name, "default")
