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


SHOWN = ("brightness", "sharpness", "distance", "occlusion")
"""Measures that a person can do something about; what else is measured comes as a sentence of advice."""


class QualityBars(Static):
    """One bar a measure, side by side; ``words`` gives a measure's name and a word about its value."""

    DEFAULT_CSS = "QualityBars { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self, words: Callable[[Measured], tuple[str, str]], id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words

    def show(self, measures: Sequence[Measured]) -> None:
        """Draw the bars; a measure out of its limits is marked, in colour and by ``!``."""
        text = Text()
        for measure in (measure for measure in measures if measure.name in SHOWN):
            tone = self.app.theme_variables["success" if measure.ok else "warning"]
            name, word = self.words(measure)
            text.append(f"{name} ")
            text.append(bar(share(measure), 4), style=tone)
            text.append(f"{word}{'✓' if measure.ok else '!'}  ", style=tone)
        self.update(text)


def share(measure: Measured) -> float:
    """How good a value is, 0..1: full in the middle of its limits, half at a limit, less outside."""
    low, high = measure.low, measure.high
    if low is not None and high is not None and high > low:
        return 1.0 - abs(measure.value - (low + high) / 2) / (high - low)
    if high:
        return 1.0 - measure.value / (2 * high)
    return measure.value / (2 * low) if low else 1.0
