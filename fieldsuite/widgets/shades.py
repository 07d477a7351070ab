"""A picture in characters, for terminals without colours: one cell for two pixels, darker and lighter signs, a frame of
lines.
"""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

SHADES, ASCII = " ░▒▓█", " .:-=+*#%@"
"""Signs from dark to light, on a dark ground."""
LINES, ASCII_LINES = "┏┓┗┛━┃", "++++-|"
"""Corners, level line, upright line of the frame."""


def shade(
    picture: Picture,
    columns: int,
    rows: int,
    box: tuple[float, float, float, float] | None = None,
    *,
    mirrored: bool = False,
    ascii_only: bool = False,
) -> list[str]:
    """Draw a picture into the middle of so many columns and rows; ``box`` is the frame, in shares of the picture.

    The lightness between its 2nd and its 98th percentile is spread over all signs, so that a dim face shows as well.
    """
    import cv2

    signs, lines = (ASCII, ASCII_LINES) if ascii_only else (SHADES, LINES)
    if not columns or not rows:
        return []
    height, width = picture.shape[:2]
    factor = min(columns / width, 2 * rows / height)
    wide, tall = max(1, int(width * factor)), max(1, int(height * factor / 2))
    grey = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (wide, tall), interpolation=cv2.INTER_AREA)
    dark, light = np.percentile(grey, (2, 98))
    level = (grey - dark) / max(light - dark, 1.0) * (len(signs) - 1)
    cells = np.array(list(signs))[np.clip(np.rint(level), 0, len(signs) - 1).astype(int)]
    if box is not None:
        _frame(cells, box, lines)
    if mirrored:
        cells = _swapped(cells[:, ::-1], lines)
    left, above = (columns - wide) // 2, (rows - tall) // 2
    drawn = [" " * left + "".join(row) + " " * (columns - wide - left) for row in cells.tolist()]
    blank = " " * columns
    return [*[blank] * above, *drawn, *[blank] * (rows - tall - above)]


def _frame(cells: NDArray[np.str_], box: tuple[float, float, float, float], lines: str) -> None:
    tall, wide = cells.shape
    left, right = (min(wide - 1, max(0, int(at * wide))) for at in (box[0], box[2]))
    top, low = (min(tall - 1, max(0, int(at * tall))) for at in (box[1], box[3]))
    cells[[top, low], left : right + 1] = lines[4]
    cells[top : low + 1, [left, right]] = lines[5]
    for at, corner in zip(((top, left), (top, right), (low, left), (low, right)), lines[:4], strict=True):
        cells[at] = corner


def _swapped(cells: NDArray[np.str_], lines: str) -> NDArray[np.str_]:
    """Left corners are right corners in a mirror."""
    swapped = cells.copy()
    for one, other in ((0, 1), (2, 3)):
        swapped[cells == lines[one]] = lines[other]
        swapped[cells == lines[other]] = lines[one]
    return swapped
