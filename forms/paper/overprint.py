"""Overprint: puts the fields of a form where an official blank has its boxes.

The coordinates are a JSON object with ``fields``, which gives for each field one place or a list of places: ``x``
and ``y`` of the first baseline in millimetres from the top left, ``width`` (lines are broken to it), ``size`` in
points, ``align``, ``page`` counted from 1, ``boxes`` (one character a box, at this distance). Print goes on the paper
blank that lies in the printer, moved by the printer's offset; with the blank as PDF the two are merged, for a look
before paper is spent.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.errors import FormsError
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Align, Sheet
from forms.paper.whole import write_whole


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands on a blank."""

    key: str
    x: float
    y: float
    width: float = 0.0
    """Millimetres to break lines at; 0 never breaks."""
    size: float = 10.0
    align: Align = "left"
    page: int = 1
    boxes: float = 0.0
    """Distance of boxes that take one character each; 0 for running text."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """The places of a blank."""

    pages: int
    places: tuple[Place, ...]


def read_coordinates(path: Path, keys: Mapping[str, object]) -> Coordinates:
    """Read a coordinates file. Raises FormsError ``bad_coordinates`` naming what is wrong; unknown fields are wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        places = tuple(_places(data["fields"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormsError("bad_coordinates", path=path.name, problem=str(error)) from error
    strange = [place.key for place in places if place.key not in keys]
    outside = [place.key for place in places if not (0 <= place.x <= 297 and 0 <= place.y <= 297)]
    if wrong := (strange or outside):
        raise FormsError("bad_coordinates", path=path.name, problem=wrong[0])
    return Coordinates(max((place.page for place in places), default=1), places)


def _places(fields: Mapping[str, Any]) -> Iterator[Place]:
    for key, given in fields.items():
        for one in given if isinstance(given, list) else [given]:
            yield Place(key, **one)


def write(
    title: str, value: Mapping[str, str], where: Coordinates, out: Path, *, blank: Path | None = None,
    offset: tuple[float, float] = (0.0, 0.0), fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the fields alone, or merged with the blank; ``offset`` in millimetres to the right and down.

    Raises FormsError E_UNPRINTABLE, ``bad_blank`` for a PDF that cannot be read or has too few pages.
    """
    sheet = Sheet(title, fonts=fonts, practice=practice)
    for number in range(1, where.pages + 1):
        sheet.begin_page()
        for place in where.places:
            if place.page == number:
                # On the screen the print lies where it shall lie; the printer's fault is none of the blank's.
                moved = (0.0, 0.0) if blank else offset
                _put(sheet, place, str(value.get(place.key, "")), moved)
    made = sheet.bytes()
    write_whole(out, _merged(made, blank) if blank else made)
    return Printed(where.pages, out)


def _put(sheet: Sheet, place: Place, text: str, offset: tuple[float, float]) -> None:
    x, y = place.x + offset[0], place.y + offset[1]
    if place.boxes:
        for at, character in enumerate(text):
            sheet.text(x + at * place.boxes, y, character, place.size, "centre")
        return
    lines = sheet.lines_of(text, place.width, place.size) if place.width else [text]
    for at, line in enumerate(lines):
        sheet.text(x, y + sheet.block_height(at, place.size), line, place.size, place.align)


def _merged(made: bytes, blank: Path) -> bytes:
    import logging

    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with the file, we say ourselves
    above, content = PdfReader(io.BytesIO(made)), io.BytesIO()
    try:
        writer = PdfWriter(clone_from=str(blank))
        if len(above.pages) > len(writer.pages):
            raise FormsError("bad_blank", path=blank.name)
        for page, over in zip(writer.pages, above.pages, strict=False):
            page.merge_page(over)
        writer.write(content)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise FormsError(
            "bad_blank", path=blank.name
        ) from error  # whatever a damaged file makes its reader say
    return content.getvalue()


def write_calibration(
    out: Path, *, offset: tuple[float, float] = (0.0, 0.0), fonts: FontBook | None = None
) -> Printed:
    """Write a page of crosses at known places: measure how far they are off, and tell the program."""
    sheet = Sheet("打印校准页", fonts=fonts)
    sheet.begin_page()
    dx, dy = offset
    sheet.text(sheet.width / 2 + dx, 30 + dy, "打印校准页", 18, "centre", bold=True)
    told = "请量十字中心到纸边的距离，把差值告诉程序：fieldsuite form offset --x 毫米 --y 毫米（右、下为正）"
    sheet.text(20 + dx, 40 + dy, told, 10)
    for x, y in ((20.0, 60.0), (190.0, 60.0), (20.0, 277.0), (190.0, 277.0), (105.0, 148.5)):
        sheet.line(x - 8 + dx, y + dy, x + 8 + dx, y + dy)
        sheet.line(x + dx, y - 8 + dy, x + dx, y + 8 + dy)
        side: Align = "right" if x > 150 else "left"
        away = -2 if x > 150 else 2
        sheet.text(x + dx + away, y + dy - 2, f"左 {x:g} 上 {y:g} 毫米", 9, side)
    return sheet.save(out)
