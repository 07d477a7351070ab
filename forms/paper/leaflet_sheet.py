"""Draws leaflets: a title, headings with paragraphs, who says it and whom to call; a poster in larger type."""

from collections.abc import Sequence
from pathlib import Path

from forms.form import Printed
from forms.leaflets import Leaflet
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet, long_date

LEFT, WIDTH = 22.0, 166.0
BOTTOM = 262.0
SIZES = {"poster": (28.0, 19.0, 16.0)}
"""Kind -> points of the title, of a heading and of the text."""
USUAL = (21.0, 14.0, 11.5)


def write(
    leaflets: Sequence[Leaflet], out: Path, *, unit: str, on: str, contact: str = "", hotline: str = "",
    closed: str = "", fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write leaflets as one PDF, each beginning on a page of its own; ``closed`` is the class of disclosure."""
    sheet = Sheet(leaflets[0].title, fonts=fonts, practice=practice)
    for leaflet in leaflets:
        title, heading, size = SIZES.get(leaflet.kind, USUAL)
        sheet.begin_page()
        y = 30.0
        for line in sheet.lines_of(leaflet.title, WIDTH, title):
            sheet.text(sheet.width / 2, y, line, title, "centre", bold=True)
            y += title * 0.5
        y += 6
        for name, paragraphs in leaflet.parts:
            y = _room(sheet, y, heading * 0.8 + size * 0.6)
            sheet.text(LEFT, y, name, heading, bold=True)
            y += heading * 0.55
            for paragraph in paragraphs:
                for at, line in enumerate(sheet.lines_of(paragraph, WIDTH - 6, size)):
                    y = _room(sheet, y, size * 0.6)
                    sheet.text(LEFT + 1, y, "" if at else "·", size)
                    sheet.text(LEFT + 6, y, line, size)
                    y += size * 0.56
                y += size * 0.12
            y += size * 0.3
        _foot(sheet, _room(sheet, y + 6, 22), unit, on, contact, hotline, closed)
    return sheet.save(out)


def _room(sheet: Sheet, y: float, needed: float) -> float:
    """Give the height to go on at: a new page where the rest of this one is too short."""
    if y + needed <= BOTTOM:
        return y
    sheet.begin_page()
    return 28.0


def _foot(
    sheet: Sheet, y: float, unit: str, on: str, contact: str, hotline: str, closed: str
) -> None:  # fmt: skip
    sheet.text(LEFT + WIDTH, y, f"{unit}（盖章）", 12, "right")
    sheet.text(LEFT + WIDTH, y + 8, long_date(on), 12, "right")
    told = [f"咨询电话: {contact}" if contact else "", f"举报监督电话: {hotline}" if hotline else ""]
    sheet.text(LEFT, y + 16, "    ".join(part for part in told if part), 11)
    sheet.text(LEFT + WIDTH, 285, f"公开方式: {closed}" if closed else "", 8, "right")
