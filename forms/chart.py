"""Chart: a picture of numbers said once, so that terminal, paper and spreadsheet draw the same."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["stacked", "beside", "line"]
"""Parts of one bar, a bar each side by side, or values in the order of time."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers under one name."""

    words: str
    numbers: tuple[float, ...]
    """One for each label of the chart; counts, or likenesses 0..1 in a line."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a picture needs, in the words of one language."""

    title: str
    kind: Kind
    axis: str
    """What the labels are: village, month, day."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    tails: tuple[str, ...] = ()
    """Words behind each stacked bar; without them its numbers stand there."""
    notes: tuple[str, ...] = ()
    """Sentences beneath: what was counted, and what was not."""
    empty: str = ""
    """What to do where there is nothing to draw; a chart that has it is not drawn."""

    @property
    def most(self) -> float:
        """Longest bar: the largest sum of a stacked label, the largest number of the others; at least 1."""
        columns = list(zip(*(one.numbers for one in self.series), strict=True))
        found = [sum(column) if self.kind == "stacked" else max(column) for column in columns]
        return max(1.0, *found) if found else 1.0

    def tail(self, at: int) -> str:
        """Words behind a stacked bar."""
        if self.tails:
            return self.tails[at]
        return " / ".join(number_text(one.numbers[at]) for one in self.series)


def number_text(number: float) -> str:
    """Write a count without a point, a likeness with two places."""
    return str(int(number)) if number == int(number) else f"{number:.2f}"
