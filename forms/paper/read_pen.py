"""Reads a roster for the pen back from a photograph or a scan: which lines it has, and which boxes are ticked.

The codes at the corners and beside the lines say where the page lies in the picture; the page is laid flat by them, and
each box is compared with the paper around it. What is not clear is said to be unclear: nobody is certified by a smudge.
"""

import re
from dataclasses import dataclass
from typing import Any

from forms.errors import FormsError
from forms.paper import roster_pen

SCALE = 8
"""Pixels a millimetre of the flattened page: 203 dots per inch."""
TICKED, EMPTY = 0.10, 0.045
"""Share of a box's inside that is darker than paper: a tick darkens a seventh, grain of paper under 3 %."""
ENOUGH = 5
"""Codes, one of them at the right edge, that lay a page flat."""
_CORNER = re.compile(r"P([0-9A-F]{8})(\d{3})([0-3])", re.ASCII)
_ROW = re.compile(r"R([0-9A-F]{8})(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One line that was read."""

    row: int
    """Line, counted from 1 over all pages; the last page may have lines that nobody stands on."""
    marks: tuple[str, ...]
    """Ticked boxes."""
    unclear: tuple[str, ...]
    """Boxes that may be ticked."""
    strip: bytes
    """The line as PNG: evidence of this person alone."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page that was read."""

    roster: str
    page: int
    rows: tuple[ReadRow, ...]


def read_page(data: bytes) -> ReadPage:
    """Read one picture of one page.

    Raises FormsError ``no_codes`` when the codes cannot be found, ``not_flat`` when they contradict each other.
    """
    import cv2
    import numpy as np

    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise FormsError("not_a_picture")
    codes = _codes(picture)
    known = [(target, points) for text, points in codes.items() if (target := _target(text)) is not None]
    named = [match for text in codes if (match := _CORNER.fullmatch(text))]
    lines = [match for text in codes if (match := _ROW.fullmatch(text))]
    if len(known) < 3:
        raise FormsError("no_codes", found=len(known))
    rosters = {match[1] for match in (*named, *lines)}
    pages = {int(match[2]) for match in named} | {
        (int(match[2]) - 1) // roster_pen.ROWS + 1 for match in lines
    }
    if len(rosters) > 1 or len(pages) > 1:
        raise FormsError("several_pages")
    there = np.concatenate([points for _, points in known]).astype(np.float32)
    wanted = np.concatenate([target for target, _ in known]).astype(np.float32)
    bend, kept = cv2.findHomography(there, wanted, cv2.RANSAC, 0.8 * SCALE)
    if bend is None or kept.sum() < 0.8 * len(there):
        raise FormsError("not_flat")
    size = (round(roster_pen.PAGE_WIDTH * SCALE), round(roster_pen.PAGE_HEIGHT * SCALE))
    flat = cv2.warpPerspective(picture, bend, size, flags=cv2.INTER_AREA, borderValue=255)
    roster, page = rosters.pop(), pages.pop()
    first = (page - 1) * roster_pen.ROWS + 1
    return ReadPage(
        roster.lower(), page, tuple(_read_row(flat, first + line) for line in range(roster_pen.ROWS))
    )


def _codes(picture: Any) -> dict[str, Any]:
    """Find the codes; a second look at another size finds the small ones of a poor photograph."""
    import cv2

    found: dict[str, Any] = {}
    for factor in (1.0, 1.7, 0.6):
        seen = picture if factor == 1 else cv2.resize(picture, None, fx=factor, fy=factor)
        ok, texts, points, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(seen)
        for text, corners in zip(texts, points, strict=True) if ok else ():
            if text:
                found.setdefault(text, corners / factor)
        sides = {int(match[3]) % 2 for text in found if (match := _CORNER.fullmatch(text))}
        if len(found) >= ENOUGH and 1 in sides:
            break
    return found


def _target(text: str) -> Any:
    """Where the four corners of a code lie on the flat page, in pixels, or None for a foreign code."""
    import numpy as np

    corner, row = _CORNER.fullmatch(text), _ROW.fullmatch(text)
    if corner:
        x, y = list(roster_pen.CORNERS.values())[int(corner[3])]
        width = roster_pen.CORNER
    elif row:
        place = roster_pen.row_place((int(row[2]) - 1) % roster_pen.ROWS)
        x, y, width = place.x, place.y, place.width
    else:
        return None
    quiet = width / (roster_pen.MODULES + 2)
    left, top, inner = x + quiet, y + quiet, width - 2 * quiet
    return SCALE * np.array(
        [(left, top), (left + inner, top), (left + inner, top + inner), (left, top + inner)]
    )  # fmt: skip


def _read_row(flat: Any, number: int) -> ReadRow:
    import cv2

    line = (number - 1) % roster_pen.ROWS
    left, top, right, bottom = (round(value * SCALE) for value in roster_pen.strip_place(line))
    strip = flat[max(0, top) : bottom, max(0, left) : right]
    dark = {mark: _darkness(flat, line, mark) for mark in roster_pen.MARKS}
    _, png = cv2.imencode(".png", strip)
    return ReadRow(
        row=number,
        marks=tuple(mark for mark, share in dark.items() if share >= TICKED),
        unclear=tuple(mark for mark, share in dark.items() if EMPTY <= share < TICKED),
        strip=png.tobytes(),
    )


def _darkness(flat: Any, line: int, mark: str) -> float:
    """Share of the inside of a box that is clearly darker than the paper beside it."""
    import numpy as np

    place = roster_pen.mark_place(line, mark)
    inset = 0.8
    x, y, side = ((place.x + inset) * SCALE, (place.y + inset) * SCALE, (place.width - 2 * inset) * SCALE)
    inside = flat[round(y) : round(y + side), round(x) : round(x + side)]
    around = flat[round(y - 14) : round(y + side + 14), round(x - 14) : round(x + side + 14)]
    paper = float(np.percentile(around, 80))
    return float(np.mean(inside < paper - max(40.0, 0.25 * paper)))
