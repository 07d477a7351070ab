"""DET curves to look at: in a terminal with dots of Braille or plain signs, and as a PNG. No words: those stand around.

False acceptance to the right, false rejection upwards, both on the scale of the normal deviate (Martin and others 1997,
"The DET curve in assessment of detection task performance"), where normally distributed scores give a straight line.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from biometric.evaluation import Det

TICKS = (0.0001, 0.001, 0.01, 0.05, 0.20, 0.50)
"""Rates at the axes: 0.01 % to 50 %."""
Points = list[tuple[float, float]]
"""Places on the unit square, from the left and from below."""
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def place(rate: float) -> float:
    """Place of a rate on an axis, 0 for the lowest tick or less, 1 for the highest or more."""
    from scipy.special import ndtri

    low, high = ndtri(TICKS[0]), ndtri(TICKS[-1])
    return float(np.clip((ndtri(np.clip(rate, 1e-9, 1 - 1e-9)) - low) / (high - low), 0.0, 1.0))


def line(curve: Det) -> Points:
    """The curve as places, corners included: between two thresholds one of the rates stays as it is."""
    found: Points = []
    for far, frr in zip(curve.far, curve.frr, strict=True):
        here = (place(float(far)), place(float(frr)))
        if found and found[-1] == here:
            continue
        if found:
            found.append((here[0], found[-1][1]))
        found.append(here)
    return found


def terminal(
    curve: Det,
    mark: tuple[float, float] | None = None,
    *,
    width: int = 48,
    height: int = 16,
    plain: bool = False,
) -> list[str]:
    """Draw for a terminal, ``width`` by ``height`` characters inside the axes; ``mark`` is a threshold's (FAR, FRR)."""
    wide, tall = (1, 1) if plain else (2, 4)
    grid = np.zeros((height * tall, width * wide), bool)
    for x, y in _along(line(curve), max(grid.shape) * 2):
        grid[round((1 - y) * (grid.shape[0] - 1)), round(x * (grid.shape[1] - 1))] = True
    rows = _plain(grid) if plain else _braille(grid, width, height)
    if mark is not None:
        row, column = round((1 - place(mark[1])) * (height - 1)), round(place(mark[0]) * (width - 1))
        rows[row] = rows[row][:column] + ("X" if plain else "✕") + rows[row][column + 1 :]
    marks = {round((1 - place(tick)) * (height - 1)): f"{tick:.2%}" for tick in TICKS}
    lines = [f"{marks.get(number, ''):>7} |{row}" for number, row in enumerate(rows)]
    return [*lines, f"{'':>7} +{'-' * width}", _axis(width)]


def _axis(width: int) -> str:
    text, free = [" "] * (width + 17), 0
    for tick in TICKS:
        label = f"{tick:.2%}"
        start = 9 + round(place(tick) * (width - 1)) - len(label) // 2
        if start >= free:  # in a narrow picture a label that has no room is left out
            text[start : start + len(label)] = label
            free = start + len(label) + 1
    return "".join(text).rstrip()


def _plain(grid: NDArray[np.bool_]) -> list[str]:
    return ["".join("*" if dot else " " for dot in row) for row in grid]


def _braille(grid: NDArray[np.bool_], width: int, height: int) -> list[str]:
    def cell(row: int, column: int) -> str:
        block = grid[4 * row : 4 * row + 4, 2 * column : 2 * column + 2]
        code = sum(_DOTS[y][x] for y, x in zip(*np.nonzero(block), strict=True))
        return chr(0x2800 + code) if code else " "

    return ["".join(cell(row, column) for column in range(width)) for row in range(height)]


def _along(points: Points, steps: int) -> Iterator[tuple[float, float]]:
    for (x1, y1), (x2, y2) in zip(points, points[1:] or points, strict=False):
        for share in np.linspace(0, 1, max(2, round(steps * max(abs(x2 - x1), abs(y2 - y1))) + 1)):
            yield x1 + (x2 - x1) * float(share), y1 + (y2 - y1) * float(share)


def png(
    curves: Sequence[tuple[str, Det]], mark: tuple[float, float] | None = None, *, side: int = 900
) -> bytes:
    """Draw curves with their names (ASCII) as a PNG of about ``side`` pixels square."""
    import cv2

    edge = side // 9
    inner = side - 2 * edge
    picture = np.full((side, side, 3), 255, np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(edge + x * inner), round(side - edge - y * inner)

    def write(text: str, where: tuple[int, int], size: float = 0.5) -> None:
        cv2.putText(picture, text, where, cv2.FONT_HERSHEY_SIMPLEX, size, (40, 40, 40), 1, cv2.LINE_AA)

    for tick in TICKS:
        spot = place(tick)
        cv2.line(picture, at(spot, 0), at(spot, 1), (225, 225, 225), 1)
        cv2.line(picture, at(0, spot), at(1, spot), (225, 225, 225), 1)
        write(f"{tick:.2%}", (at(spot, 0)[0] - 25, side - edge + 25))
        write(f"{tick:.2%}", (edge - 70, at(0, spot)[1] + 5))
    cv2.line(picture, at(0, 0), at(1, 1), (200, 200, 200), 1, cv2.LINE_AA)
    for number, (name, curve) in enumerate(curves):
        shade = ((160, 60, 0), (0, 90, 200), (0, 130, 0))[number % 3]
        path = np.array([at(x, y) for x, y in line(curve)], np.int32)
        cv2.polylines(picture, [path], False, shade, 2, cv2.LINE_AA)
        cv2.line(
            picture,
            (side - edge - 190, edge + 22 * number),
            (side - edge - 160, edge + 22 * number),
            shade,
            2,
        )
        write(name, (side - edge - 150, edge + 5 + 22 * number))
    if mark is not None:
        cv2.drawMarker(
            picture, at(place(mark[0]), place(mark[1])), (0, 0, 220), cv2.MARKER_TILTED_CROSS, 16, 2
        )
    write("FAR", (side // 2, side - edge // 3), 0.6)
    write("FRR", (8, side // 2), 0.6)
    return cv2.imencode(".png", picture)[1].tobytes()
