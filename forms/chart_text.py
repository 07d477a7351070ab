"""Draws a chart in characters; every length stands beside its number, so that no colour is needed to read it."""

from collections.abc import Sequence
from typing import Literal
from unicodedata import east_asian_width

from forms.chart import Chart, number_text

Tone = Literal["", "first", "second", "muted"]
Part = tuple[str, Tone]
"""Characters, and which series they belong to."""
Line = tuple[Part, ...]

SIGNS = ("█", "░")
"""Sign of the first and of the second series; they differ without colour, and in ASCII as # and dot."""
TONES: tuple[Tone, ...] = ("first", "second")
STEPS = "▁▂▃▄▅▆▇█"
WIDEST_LABEL = 20
"""Cells of a label at most; a longer one ends in ``…``."""
COLUMN = 8
"""Cells of one value in a line at most."""
FLOOR, TOP = 0.4, 1.0
"""Likeness at the foot and at the top of a line: below 0.4 nobody is taken for themselves."""


def cells(text: str) -> int:
    """Cells that a text takes in a terminal."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def fitted(text: str, width: int) -> str:
    """Cut or fill a text to exactly ``width`` cells."""
    if cells(text) > width:
        while text and cells(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))


def drawn(chart: Chart, width: int, height: int = 10) -> list[Line]:
    """Draw title, legend, picture and notes within ``width`` cells; ``height`` is that of a line's values."""
    head: list[Line] = [((chart.title, ""),)]
    if chart.empty:
        return [*head, (), ((chart.empty, ""),)]
    head.append(_legend(chart))
    draw = {"stacked": _stacked, "beside": _beside}
    body = _line(chart, width, height) if chart.kind == "line" else draw[chart.kind](chart, width)
    return [*head, *body, (), *(((note, "muted"),) for note in chart.notes)]


def _legend(chart: Chart) -> Line:
    signs = ("█", "─") if chart.kind == "line" else SIGNS
    parts: list[Part] = []
    for at, one in enumerate(chart.series):
        parts += [(signs[at], TONES[at]), (f" {one.words}   ", "")]
    return tuple(parts)


def _labels(chart: Chart) -> int:
    return min(WIDEST_LABEL, max(map(cells, chart.labels), default=0))


def _length(number: float, most: float, room: int) -> int:
    """Cells of a bar; what is not nothing has one at least."""
    return max(1 if number > 0 else 0, round(number * room / most))


def _stacked(chart: Chart, width: int) -> list[Line]:
    wide = _labels(chart)
    tails = [chart.tail(at) for at in range(len(chart.labels))]
    room = max(6, width - wide - max(map(cells, tails), default=0) - 3)
    made: list[Line] = []
    for at, label in enumerate(chart.labels):
        parts: list[Part] = [(f"{fitted(label, wide)} ", "")]
        left = room
        for number, one in enumerate(chart.series):
            long = min(left, _length(one.numbers[at], chart.most, room))
            left -= long
            parts.append((SIGNS[number] * long, TONES[number]))
        made.append((*parts, (f" {tails[at]}", "")))
    return made


def _beside(chart: Chart, width: int) -> list[Line]:
    wide, number = _labels(chart), len(number_text(chart.most))
    each = max(8, (width - wide - 1) // len(chart.series))
    room = max(3, each - number - 3)
    made: list[Line] = []
    for at, label in enumerate(chart.labels):
        parts: list[Part] = [(f"{fitted(label, wide)} ", "")]
        for place, one in enumerate(chart.series):
            value = one.numbers[at]
            long = _length(value, chart.most, room)
            parts.append((SIGNS[place] * long, TONES[place]))
            parts.append((f" {number_text(value)}".ljust(each - long), ""))
        made.append(tuple(parts))
    return made


def _line(chart: Chart, width: int, height: int) -> list[Line]:
    """Columns of blocks over the days, the newest that have room; the second series is the level they are held
    against.
    """
    first = max(0, len(chart.labels) - (width - 6))
    labels = chart.labels[first:]
    step = max(1, min(COLUMN, (width - 6) // max(1, len(labels))))
    heights = [(value - FLOOR) / (TOP - FLOOR) * height for value in chart.series[0].numbers[first:]]
    levels = [(value - FLOOR) / (TOP - FLOOR) * height for value in chart.series[1].numbers[first:]]
    made: list[Line] = []
    for row in range(height - 1, -1, -1):
        parts: list[Part] = [(f"{FLOOR + (TOP - FLOOR) * (row + 1) / height:4.2f} ", "muted")]
        for value, level in zip(heights, levels, strict=True):
            over = row <= level < row + 1
            sign = _block(value - row)
            gap = "─" if over else " "
            bar = max(1, step // 2)
            parts += [
                (sign * bar, "first") if sign != " " else (gap * bar, "second"),
                (gap * (step - bar), "second"),
            ]
        made.append(tuple(parts))
    numbers = [number_text(value) for value in chart.series[0].numbers[first:]]
    made.append(((f"     {_spread(numbers, step, width - 5)}", ""),))
    made.append(((f"     {_spread(labels, step, width - 5)}", "muted"),))
    return made


def _block(fill: float) -> str:
    if fill <= 0:
        return " "
    return STEPS[min(len(STEPS) - 1, int(fill * len(STEPS)))]


def _spread(words: Sequence[str], step: int, width: int) -> str:
    """Put words under their columns; one that has no room is left out."""
    text = ""
    for at, word in enumerate(words):
        if cells(text) <= at * step and at * step + cells(word) <= width:
            text = text.ljust(at * step) + word + " "
    return text.rstrip()
