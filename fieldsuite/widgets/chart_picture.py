"""Charts in blocks, one beneath the other, as wide as there is room; what they mean stands beside them in words."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.widget import Widget

from fieldsuite.widgets.prose import fold
from forms.chart import Chart
from forms.chart_text import Line, drawn

COLOURS = {"first": "primary", "second": "warning", "muted": "text-muted"}
"""Tone of a part -> colour of the theme."""


class ChartPicture(Widget):
    """Draws again whenever its width changes."""

    DEFAULT_CSS = "ChartPicture { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.charts: tuple[Chart, ...] = ()

    def show(self, charts: Sequence[Chart]) -> None:
        """Show these."""
        self.charts = tuple(charts)
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Line]:
        made: list[Line] = []
        for chart in self.charts:
            if made:
                made.append(())
            for line in drawn(chart, max(30, width)):
                if len(line) == 1:  # a sentence: it may be longer than the screen is wide
                    made += [((part, line[0][1]),) for part in fold(line[0][0], max(30, width))]
                else:
                    made.append(line)
        return made

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Every line of every chart."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw them."""
        colours = self.app.theme_variables
        styles = {tone: colours.get(name, "") for tone, name in COLOURS.items()}
        lines = [
            Text.assemble(*((words, styles.get(tone, "")) for words, tone in line), no_wrap=True)
            for line in self._lines(self.size.width)
        ]
        if lines:
            lines[0].stylize("bold")
        return Text("\n", no_wrap=True).join(lines)
