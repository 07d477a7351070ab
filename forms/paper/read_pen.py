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
"""Codes, one of them at the right edge, that lay a page flat well enough to find the others on it."""
ALIKE = 0.5
"""Correlation of a place with the code that should stand there (measured: codes 0.59 to 0.93, other places 0.2)."""
CONTRADICTING = 2.5 * SCALE
"""Pixels by which a code may miss its place on the flattened page: more is a crease, or another page beneath."""
ASTRAY = 10
"""Pixels of the flattened page that a box may stand beside its place: bent paper, and codes read to half a module."""
_FRAME = 3
"""Pixels the line of a box is wide on the flattened page."""
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


def read_page(picture: Any) -> ReadPage:
    """Read one picture of one page: grey pixels, shape (height, width), 0..255.

    Raises FormsError ``no_codes`` when the codes cannot be found, ``not_flat`` when they contradict each other.
    """
    codes = _codes(picture)
    named = [match for text in codes if (match := _CORNER.fullmatch(text))]
    lines = [match for text in codes if (match := _ROW.fullmatch(text))]
    if len(named) + len(lines) < 3:
        raise FormsError("no_codes", found=len(named) + len(lines))
    rosters = {match[1] for match in (*named, *lines)}
    pages = {int(match[2]) for match in named} | {
        (int(match[2]) - 1) // roster_pen.ROWS + 1 for match in lines
    }
    if len(rosters) > 1 or len(pages) > 1:
        raise FormsError("several_pages")
    roster, page = rosters.pop(), pages.pop()
    flat = _flattened(picture, codes, roster, page)
    first = (page - 1) * roster_pen.ROWS + 1
    return ReadPage(
        roster.lower(), page, tuple(_read_row(flat, first + line) for line in range(roster_pen.ROWS))
    )


def _flattened(picture: Any, codes: dict[str, Any], roster: str, page: int) -> Any:
    """Lay the page flat by the codes that were read, then by all that stand where they should.

    What every code looks like is known by then, so that it is found where it is too small or too smudged to be read.
    """
    import cv2
    import numpy as np

    known = [(points, target) for text, points in codes.items() if (target := _target(text)) is not None]
    bend = _bend(known)
    for reach in (12 * SCALE, 4 * SCALE):
        flat = _bent(picture, bend)
        found = []
        for text, target in _all_targets(roster, page):
            moved = _astray(flat, text, target, reach)
            if moved is not None:
                there = cv2.perspectiveTransform(
                    (target + moved)[:, None].astype(np.float64), np.linalg.inv(bend)
                )
                found.append((there[:, 0], target))
        if len(found) < ENOUGH or not any(target[:, 0].min() > flat.shape[1] / 2 for _, target in found):
            raise FormsError("not_flat")
        bend = _bend(found)
    return _bent(picture, bend)


def _all_targets(roster: str, page: int) -> list[tuple[str, Any]]:
    first = (page - 1) * roster_pen.ROWS + 1
    texts = [roster_pen.corner_code(roster, page, corner) for corner in roster_pen.CORNERS]
    texts += [roster_pen.row_code(roster, first + line) for line in range(roster_pen.ROWS)]
    return [(text, target) for text in texts if (target := _target(text)) is not None]


def _astray(flat: Any, text: str, target: Any, reach: int) -> Any:
    """How far a code stands from its place, in pixels, or None where nothing looks like it."""
    import cv2
    import numpy as np

    left, top = (round(value) for value in target.min(axis=0))
    side = round(float(np.ptp(target[:, 0])))
    drawn: Any = cv2.imdecode(np.frombuffer(roster_pen.code_png(text), np.uint8), cv2.IMREAD_GRAYSCALE)
    module = drawn.shape[0] // (roster_pen.MODULES + 2)
    drawn = cv2.resize(drawn[module:-module, module:-module], (side, side), interpolation=cv2.INTER_AREA)
    x, y = max(0, left - reach), max(0, top - reach)
    around = flat[y : top + side + reach, x : left + side + reach]
    if min(around.shape) < side:
        return None
    _, score, _, place = cv2.minMaxLoc(cv2.matchTemplate(around, drawn, cv2.TM_CCOEFF_NORMED))
    return np.array([x + place[0] - left, y + place[1] - top]) if score >= ALIKE else None


def _bend(known: list[tuple[Any, Any]]) -> Any:
    """Homography that brings codes to their places. Raises FormsError ``not_flat``."""
    import cv2
    import numpy as np

    there, wanted = (np.concatenate(each).astype(np.float32) for each in zip(*known, strict=True))
    # Least squares over all: the many codes of one column must not outvote the few that hold the far edge.
    bend, _ = cv2.findHomography(there, wanted)
    if bend is None:
        raise FormsError("not_flat")
    off = np.linalg.norm(cv2.perspectiveTransform(there[:, None], bend)[:, 0] - wanted, axis=1)
    if off.max() > CONTRADICTING:
        raise FormsError("not_flat")
    return bend


def _bent(picture: Any, bend: Any) -> Any:
    import cv2

    size = (round(roster_pen.PAGE_WIDTH * SCALE), round(roster_pen.PAGE_HEIGHT * SCALE))
    return cv2.warpPerspective(picture, bend, size, flags=cv2.INTER_AREA, borderValue=255)


def _codes(picture: Any) -> dict[str, Any]:
    """Find the codes; a second look at another size finds the small ones of a poor photograph.

    The time of a look grows with its size: with the small ones first a page takes 2.1 s, not 5.4 (eight pages).
    """
    import cv2
    import numpy as np

    found: dict[str, Any] = {}
    for factor in (1.0, 1.3, 1.7, 2.4, 0.6):
        seen = picture if factor == 1 else cv2.resize(picture, None, fx=factor, fy=factor)
        for text, corners in _seen(seen).items():
            found.setdefault(text, np.asarray(corners) / factor)
        sides = {int(match[3]) % 2 for text in found if (match := _CORNER.fullmatch(text))}
        if len(found) >= ENOUGH and 1 in sides:
            break
    return found


def _seen(picture: Any) -> dict[str, Any]:
    """Codes of a picture, each with its four corners."""
    import cv2

    ok, texts, points, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(picture)
    return {text: corners for text, corners in zip(texts, points, strict=True) if text} if ok else {}


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
    import cv2
    import numpy as np

    place = roster_pen.mark_place(line, mark)
    x, y, side = round(place.x * SCALE), round(place.y * SCALE), round(place.width * SCALE)
    edge = ASTRAY + _FRAME
    around = flat[y - edge : y + side + edge, x - edge : x + side + edge]
    paper = float(np.percentile(around, 80))
    dark = (around < paper - max(40.0, 0.25 * paper)).astype(np.float32)
    # The printed frame says where the box really stands.
    frame = np.zeros((side + 2 * _FRAME, side + 2 * _FRAME), np.float32)
    cv2.rectangle(frame, (_FRAME, _FRAME), (_FRAME + side, _FRAME + side), 1.0, _FRAME)
    _, _, _, (right, down) = cv2.minMaxLoc(cv2.matchTemplate(dark, frame, cv2.TM_CCORR))
    inset = round(0.8 * SCALE)
    left, top = right + _FRAME + inset, down + _FRAME + inset
    return float(dark[top : top + side - 2 * inset, left : left + side - 2 * inset].mean())
