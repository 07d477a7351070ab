"""Bars of blocks: how loud, how bright, how much time is left."""

from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget


def bar(share: float, width: int) -> str:
    """Draw a share 0..1 as blocks: ``▓▓▓▓░░░░``."""
    full = round(min(1.0, max(0.0, share)) * width)
    return "▓" * full + "░" * (width - full)


class Meter(Widget):
    """A label, a bar and a word; the word says what the colour says."""

    DEFAULT_CSS = "Meter { height: 1; width: 1fr; }"
    share: reactive[float] = reactive(0.0)
    """How full, 0..1."""
    word: reactive[str] = reactive("")
    """What stands behind the bar."""
    good: reactive[bool] = reactive(True)
    """False draws the bar in the colour of a warning."""

    def __init__(self, label: str = "", *, width: int = 10, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.label, self.bar_width = label, width

    def render(self) -> RenderResult:
        """Draw label, bar and word on one line."""
        colour = self.app.theme_variables.get("success" if self.good else "warning", "")
        text = Text(no_wrap=True)
        if self.label:
            text.append(f"{self.label} ")
        text.append(bar(self.share, self.bar_width), style=colour)
        return text.append(f" {self.word}" if self.word else "")
