"""A DET curve in dots of Braille, as large as the room allows, with the names of its axes."""

from typing import Any

from rich.align import Align
from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

MARGIN = 18
"""Columns beside the dots: labels of the rates on the left, half of the last one on the right."""
BELOW = 4
"""Lines for the axis, its labels and the two names."""


class DetCurve(Widget):
    """Draws again whenever its size changes; without a curve it says so."""

    DEFAULT_CSS = "DetCurve { width: 1fr; height: 1fr; }"

    def __init__(self, nothing: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.nothing = nothing
        self.curve: Any = None
        self.mark: tuple[float, float] | None = None
        self.axes = ("", "")

    def show(self, curve: object, mark: tuple[float, float] | None, axes: tuple[str, str]) -> None:
        """Show a ``biometric.evaluation.Det`` with a threshold's (FAR, FRR); None clears it."""
        self.curve, self.mark, self.axes = curve, mark, axes
        self.refresh()

    def render(self) -> RenderResult:
        """Draw the curve between the names of its axes."""
        width, height = self.size.width - MARGIN, self.size.height - BELOW
        if self.curve is None or width < 8 or height < 3:
            return Align.center(Text(self.nothing, style="dim"), vertical="middle")
        from biometric.det_plot import terminal

        lines = terminal(self.curve, self.mark, width=width, height=height)
        right = self.axes[0]
        text = Text(f"↑ {self.axes[1]}\n", no_wrap=True)
        text.append("\n".join(lines), style=self.app.theme_variables.get("primary", ""))
        return text.append(f"\n{'':9}→ {right}")
