"""Sheet: an open PDF with one way to put text, lines and boxes on it, which appears complete or not at
all."""

import io
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from forms.errors import Unprintable
from forms.form import Printed
from forms.paper.fonts import FontBook, find_fonts
from forms.paper.whole import write_whole
from forms.paper.wrap import wrap

Align = Literal["left", "centre", "right"]

PRACTICE = "练习"
DRAFT = "草稿"
LEADING = 1.25
"""Distance of two lines, in sizes."""


class Sheet:
    """A PDF of A4 pages; lengths are millimetres from the top left corner, sizes are points.

    Raises FormsError E_FONT at once when there is no Chinese font. The same input gives the same bytes.
    Producer and title are the only metadata: no name of a machine, a person or a moment.
    """

    def __init__(
        self, title: str, *, fonts: FontBook | None = None, wide: bool = False, practice: bool = False,
        draft: bool = False, language: str = "zh-CN",
    ) -> None:  # fmt: skip
        self.fonts = fonts or find_fonts()
        self.fonts.require()
        size = landscape(A4) if wide else A4
        self.width, self.height = size[0] / mm, size[1] / mm
        self._mark = PRACTICE if practice else DRAFT if draft else ""
        self._pages = 0
        self._missing: dict[str, None] = {}
        self._bytes = io.BytesIO()
        first = self.fonts.face_of(PRACTICE[0])  # or reportlab names Helvetica, which it does not embed
        self._canvas = Canvas(
            self._bytes, pagesize=size, pageCompression=1, invariant=1, lang=language,
            initialFontName=first.name if first else None,
        )  # fmt: skip
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("FieldSuite")
        self._canvas.setProducer("FieldSuite")

    def begin_page(self) -> None:
        """Begin a page; a practice or draft mark lies under everything else on it."""
        if self._pages:
            self._canvas.showPage()
        self._pages += 1
        self._canvas.setLineWidth(0.5)
        if self._mark:
            self._watermark()

    def text(
        self, x: float, y: float, text: str, size: float, align: Align = "left", *, bold: bool = False
    ) -> None:  # fmt: skip
        """Put one line of text with its baseline at ``y``."""
        for character in self.fonts.unprintable(text):
            self._missing[character] = None
        points = x * mm
        if align != "left":
            points -= self.fonts.width(text, size) * (0.5 if align == "centre" else 1)
        if bold:
            self._canvas.saveState()
            self._canvas.setLineWidth(size / 40)
        line = self._canvas.beginText(points, (self.height - y) * mm)
        line.setTextRenderMode(2 if bold else 0)
        for face, run in self.fonts.runs(text):
            line.setFont(face.name, size)
            line.textOut(run)
        self._canvas.drawText(line)
        if bold:
            self._canvas.restoreState()

    def lines_of(self, text: str, width: float, size: float) -> list[str]:
        """Break a text into lines of at most ``width`` millimetres."""
        return wrap(text, width * mm, lambda part: self.fonts.width(part, size))

    def width_of(self, text: str, size: float) -> float:
        """Give the width of a text in millimetres."""
        return float(self.fonts.width(text, size) / mm)

    def block_height(self, lines: int, size: float) -> float:
        """Give the height of so many lines in millimetres."""
        return float(lines * size * LEADING / mm)

    def cell(
        self, x: float, y: float, width: float, height: float, text: str, size: float,
        align: Align = "centre", *, padding: float = 0.8,
    ) -> None:  # fmt: skip
        """Draw a bordered box with its text broken into lines and centred in its height."""
        self.box(x, y, width, height)
        lines = self.lines_of(text, width - 2 * padding, size) if text else []
        place = {"left": x + padding, "centre": x + width / 2, "right": x + width - padding}[align]
        top = y + (height - self.block_height(len(lines), size)) / 2
        for number, line in enumerate(lines):
            self.text(place, top + self.block_height(number, size) + size * 1.0 / mm, line, size, align)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle."""
        self._canvas.setLineWidth(0.5)
        self._canvas.rect(x * mm, (self.height - y - height) * mm, width * mm, height * mm)

    def filled(
        self, x: float, y: float, width: float, height: float, grey: float, *, border: bool = True
    ) -> None:
        """Draw a filled rectangle; ``grey`` runs from 0, black, to 1, white."""
        self._canvas.saveState()
        self._canvas.setLineWidth(0.3)
        self._canvas.setFillGray(grey)
        self._canvas.rect(
            x * mm, (self.height - y - height) * mm, width * mm, height * mm, stroke=int(border), fill=1
        )
        self._canvas.restoreState()

    def line(self, x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> None:
        """Draw a line."""
        self._canvas.setDash([3, 2] if dashed else [])
        self._canvas.line(x1 * mm, (self.height - y1) * mm, x2 * mm, (self.height - y2) * mm)
        self._canvas.setDash([])

    def picture(self, x: float, y: float, width: float, data: bytes) -> None:
        """Draw a square picture (PNG) with its top left corner at ``x``, ``y``."""
        from reportlab.lib.utils import ImageReader

        image = ImageReader(io.BytesIO(data))
        self._canvas.drawImage(image, x * mm, (self.height - y - width) * mm, width * mm, width * mm)

    def dotted_circle(self, x: float, y: float, diameter: float) -> None:
        """Draw a faint dotted circle around a centre: the place of a seal, never a seal."""
        self._canvas.saveState()
        self._canvas.setDash([1, 2])
        self._canvas.setStrokeGray(0.6)
        self._canvas.circle(x * mm, (self.height - y) * mm, diameter / 2 * mm)
        self._canvas.restoreState()

    def bookmark(self, name: str, title: str) -> None:
        """Let the reader's list of bookmarks lead to this page under a title."""
        self._canvas.bookmarkPage(name)
        self._canvas.addOutlineEntry(title, name)

    def leads(self, x: float, y: float, width: float, size: float, name: str) -> None:
        """Let a line of text with its baseline at ``y`` lead to the page of a bookmark, wherever that stands."""
        below, above = (self.height - y) * mm - size * 0.25, (self.height - y) * mm + size
        self._canvas.linkRect("", name, (x * mm, below, (x + width) * mm, above), thickness=0)

    def save(self, out: Path) -> Printed:
        """Write the file, whole or not at all.

        Raises FormsError E_UNPRINTABLE with all characters that no font draws; then nothing is written.
        """
        write_whole(out, self.bytes())
        return Printed(self._pages, out)

    def bytes(self) -> bytes:
        """Give the finished PDF; nothing can be drawn afterwards. Raises FormsError E_UNPRINTABLE."""
        if self._missing:
            raise Unprintable(list(self._missing))
        self._canvas.save()
        return self._bytes.getvalue()

    def _watermark(self) -> None:
        self._canvas.saveState()
        self._canvas.translate(self.width / 2 * mm, self.height / 2 * mm)
        self._canvas.rotate(30)
        size = 150.0
        mark = self._canvas.beginText(-self.fonts.width(self._mark, size) / 2, -size / 3)
        mark.setFillGray(0.87)
        for face, run in self.fonts.runs(self._mark):
            mark.setFont(face.name, size)
            mark.textOut(run)
        self._canvas.drawText(mark)
        self._canvas.restoreState()


def long_date(value: str) -> str:
    """Write YYYY-MM-DD as the notices do, 2026 年 11 月 21 日; room to write when it is empty."""
    if value.count("-") != 2:
        return value or f"{' ' * 8} 年 {' ' * 4} 月 {' ' * 4} 日"
    year, month, day = value.split("-")
    return f"{year} 年 {month} 月 {day} 日"
