"""How far a long job is: a bar, how many of how many, and the time it will still take."""

import time
from collections.abc import Callable

from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from fieldsuite.widgets.meter import bar

SOON = 3
"""Pieces that must have been done before anything is said of the time left: the first one loads the models."""


class JobBar(Widget):
    """``▓▓▓▓░░░░ 37 / 120  还要约 4 分钟``; takes no room before the job begins."""

    DEFAULT_CSS = """
    JobBar { height: 1; width: 1fr; padding: 0 1; display: none; }
    JobBar.-shown { display: block; }
    """
    done: reactive[int] = reactive(0)
    """Pieces that are done."""
    total: reactive[int] = reactive(0)
    """Pieces in all."""

    def __init__(
        self,
        words: Callable[[int, int, float | None], str],
        *,
        clock: Callable[[], float] = time.monotonic,
        id: str | None = None,
    ) -> None:
        """``words`` says (done, total, seconds left or None)."""
        super().__init__(id=id)
        self.words, self.clock = words, clock
        self._begun, self._first = 0.0, 0

    def begin(self) -> None:
        """Start to count; what is done at the first ``show`` was done before and says nothing of the pace."""
        self._begun, self._first = self.clock(), -1
        self.done = self.total = 0
        self.add_class("-shown")

    def show(self, done: int, total: int) -> None:
        """Show that so much is done."""
        if self._first < 0 or done < self.done or total != self.total:
            self._begun, self._first = self.clock(), done
        self.done, self.total = done, total

    def take_over(self, before: "JobBar") -> None:
        """Go on where another bar stood."""
        self._begun, self._first = before._begun, before._first
        self.done, self.total = before.done, before.total
        self.set_class(before.has_class("-shown"), "-shown")

    def end(self) -> None:
        """Go away."""
        self.remove_class("-shown")

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at the pace so far, None before that can be said."""
        made = self.done - self._first
        if made < SOON or self.done >= self.total:
            return None
        return (self.clock() - self._begun) / made * (self.total - self.done)

    def render(self) -> RenderResult:
        """Draw bar and words on one line."""
        colour = self.app.theme_variables.get("success", "")
        share = self.done / self.total if self.total else 0.0
        text = Text(no_wrap=True)
        text.append(bar(share, 24), style=colour)
        return text.append(f"  {self.words(self.done, self.total, self.left)}")
