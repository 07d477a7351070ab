"""Draws a book: its title, the contents with page numbers, chapter after chapter; bookmarks and links lead to each."""

from collections.abc import Sequence
from pathlib import Path

from forms.book import Block, Chapter, marks
from forms.form import Printed
from forms.paper import screen_box
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet

LEFT, WIDTH, TOP, BOTTOM = 22.0, 166.0, 24.0, 272.0
SIZES = {"text": 11.0, "head": 12.5, "step": 11.0, "item": 11.0, "code": 8.5}
STEP = 0.56
"""Millimetres from line to line for each point of size."""
INDENT = 7.0
PICTURE = 132.0
"""Width of a screen's picture."""


def write(
    chapters: Sequence[Chapter], out: Path, *, title: str, foot: str, language: str = "zh-CN",
    fonts: FontBook | None = None,
) -> Printed:  # fmt: skip
    """Write a book as one PDF. ``foot`` stands at the bottom of every page, before its number.

    It is laid out twice: the contents name pages, and where those are is known only afterwards.
    Raises FormsError E_FONT, E_UNPRINTABLE.
    """
    numbers = _Book(chapters, title, foot, Sheet(title, fonts=fonts), {}).draw()
    book = _Book(chapters, title, foot, Sheet(title, fonts=fonts, language=language), numbers)
    book.draw()
    return book.sheet.save(out)


class _Book:
    def __init__(
        self,
        chapters: Sequence[Chapter],
        title: str,
        foot: str,
        sheet: Sheet,
        numbers: dict[str, int],
    ) -> None:
        self.sheet = sheet
        self.chapters, self.title, self.foot, self.numbers = chapters, title, foot, numbers
        self.page, self.y, self.at = 0, 0.0, dict[str, int]()

    def draw(self) -> dict[str, int]:
        """Draw everything; gives on which page each chapter begins."""
        self._turn()
        self.sheet.text(LEFT, self.y + 6, self.title, 22, bold=True)
        self.y += 20
        section = ""
        for chapter in self.chapters:
            if chapter.section != section:
                section = chapter.section
                self._lines(section, 12.5, 0, bold=True)
            self._room(11 * STEP)
            self.sheet.text(LEFT + WIDTH, self.y, str(self.numbers.get(chapter.name, "")), 11, "right")
            self.sheet.leads(LEFT, self.y, WIDTH, 11, chapter.name)
            self._lines(self.sheet.lines_of(chapter.title, WIDTH - INDENT - 14, 11)[0], 11, INDENT)
        section = ""
        self.y = BOTTOM
        for chapter in self.chapters:
            self._chapter(chapter, chapter.section if chapter.section != section else "")
            section = chapter.section
        return self.at

    def _chapter(self, chapter: Chapter, section: str) -> None:
        shown = screen_box.height(chapter.picture, PICTURE) + 18 if chapter.picture else 0
        self._room(BOTTOM if section else max(60, shown))  # no title without what it is the title of
        if section:
            self.sheet.text(LEFT, self.y + 4, section, 18, bold=True)
            self.y += 16
        self.at[chapter.name] = self.page
        self.sheet.bookmark(chapter.name, chapter.title)
        self._lines(chapter.title, 15, 0, bold=True)
        self.y += 1.5
        if chapter.picture:
            self._picture(chapter.picture)
        for mark, block in zip(marks(chapter.blocks), chapter.blocks, strict=True):
            self._block(mark, block)
        self.y += 8

    def _picture(self, lines: tuple[str, ...]) -> None:
        tall = screen_box.height(lines, PICTURE)
        self._room(tall + 4)
        screen_box.draw(self.sheet, LEFT + 1, self.y - 3, lines, PICTURE)
        self.y += tall + 4

    def _block(self, mark: str, block: Block) -> None:
        head = block.kind == "head"
        if head:
            self.y += 2.5
            self._room(22)  # a heading never stands alone at the foot
        inside = INDENT if mark or block.kind == "code" else 0.0
        self._lines(block.text, SIZES[block.kind], inside, mark, bold=head, leads=block.leads)
        self.y += 0.0 if block.kind == "code" else 1.6

    def _lines(
        self, text: str, size: float, inside: float, mark: str = "", *, bold: bool = False,
        leads: tuple[tuple[str, str], ...] = (),
    ) -> None:  # fmt: skip
        at = 0
        for number, line in enumerate(self.sheet.lines_of(text, WIDTH - inside, size)):
            self._room(size * STEP)
            if mark and not number:
                self.sheet.text(LEFT + inside - 1.5, self.y, mark, size, "right")
            self.sheet.text(LEFT + inside, self.y, line, size, bold=bold)
            at = text.find(line, at)
            for part, name in leads:
                self._lead(line, (text.find(part) - at, text.find(part) + len(part) - at), size, inside, name)
            at += len(line)
            self.y += size * STEP

    def _lead(self, line: str, where: tuple[int, int], size: float, inside: float, name: str) -> None:
        """Let what of a part stands in this line lead to a chapter; the part may begin or end in another line."""
        before, part = line[: max(where[0], 0)], line[max(where[0], 0) : max(where[1], 0)]
        if part:
            left = LEFT + inside + self.sheet.width_of(before, size)
            self.sheet.leads(left, self.y, self.sheet.width_of(part, size), size, name)

    def _room(self, needed: float) -> None:
        if self.y + needed > BOTTOM and self.y > TOP:
            self._turn()

    def _turn(self) -> None:
        self.sheet.begin_page()
        self.page, self.y = self.page + 1, TOP
        self.sheet.text(LEFT, 286, self.foot, 8)
        self.sheet.text(LEFT + WIDTH, 286, str(self.page), 8, "right")
