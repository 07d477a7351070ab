"""The quality of a picture as bars: brightness, sharpness, size, each with a word."""

from collections.abc import Callable, Sequence
from typing import Protocol

from rich.text import Text
from textual.widgets import Static

from fieldsuite.widgets.meter import bar


class Measured(Protocol):
    """A measured property with its limits, as ``biometric.steps.Measure`` is."""

    @property
    def name(self) -> str:
        """What was measured."""

    @property
    def value(self) -> float:
        """How much."""

    @property
    def low(self) -> float | None:
        """Least that is good, or None."""

    @property
    def high(self) -> float | None:
        """Most that is good, or None."""

    @property
    def ok(self) -> bool:
        """True within the limits."""


class QualityBars(Static):
    """One bar a measure, side by side; ``words`` gives a measure's name."""

    DEFAULT_CSS = "QualityBars { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self, words: Callable[[str], str], id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words

    def show(self, measures: Sequence[Measured]) -> None:
        """Draw the bars; a measure out of its limits is marked, in colour and by ``!``."""
        text = Text()
        for measure in measures:
            tone = self.app.theme_variables["success" if measure.ok else "warning"]
            text.append(f"{self.words(measure.name)} ")
            text.append(bar(share(measure), 6), style=tone)
            text.append(" ✓   " if measure.ok else " !   ", style=tone)
        self.update(text)


def share(measure: Measured) -> float:
    """Place of a value between nothing and twice the least, or the most, that is good; 0..1."""
    if measure.high is not None:
        low = measure.low or 0.0
        return (measure.value - low) / (measure.high - low) if measure.high > low else 1.0
    return measure.value / (2 * measure.low) if measure.low else 1.0
