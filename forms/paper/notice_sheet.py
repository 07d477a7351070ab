"""Draws letters, one page a person, and the notice for the wall."""

from collections.abc import Sequence
from pathlib import Path

from forms.form import Printed
from forms.notices import Letter
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet, long_date

LEFT, WIDTH = 26.0, 158.0
RECEIPT_AT = (0.0, 46.0, 88.0, 124.0)
"""Where each thing to fill in begins, in millimetres; room to write stays behind the last."""
SIZE = 13.0
LARGE = 15.0
"""Size of what hangs on a wall."""
POSTED = "告示"


def write(
    letters: Sequence[Letter], out: Path, *, unit: str, on: str, contact: str = "", hotline: str = "",
    fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the letters as one PDF, each on a page of its own; a reply strip to be signed stands at the foot."""
    sheet = Sheet(letters[0].title, fonts=fonts, practice=practice)
    for letter in letters:
        sheet.begin_page()
        sheet.text(sheet.width / 2, 34, letter.title, 20, "centre", bold=True)
        sheet.text(LEFT, 50, f"{letter.to}：", SIZE)
        y = _paragraphs(sheet, 60, letter.paragraphs, SIZE)
        _signed(sheet, y + 14, unit, on, contact, hotline)
        sheet.line(LEFT, 255, LEFT + WIDTH, 255, dashed=True)
        sheet.text(LEFT, 262, f"送达回执（{letter.title}）", 10.5)
        for at, asked in zip(RECEIPT_AT, ("收件人签名:", "与本人关系:", "送达人:", "日期:"), strict=True):
            sheet.text(LEFT + at, 274, asked, 10.5)
    return sheet.save(out)


def write_posted(
    words: Sequence[str], people: Sequence[str], out: Path, *, unit: str, on: str, contact: str = "", hotline: str = "",
    fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the notice for the wall: words, then everybody concerned, in two columns, any number of pages."""
    sheet = Sheet(POSTED, fonts=fonts, practice=practice)
    sheet.begin_page()
    sheet.text(sheet.width / 2, 34, POSTED, 30, "centre", bold=True)
    y = _paragraphs(sheet, 52, words, LARGE) + 6
    for at in range(0, len(people), 2):
        if y > 255:
            sheet.begin_page()
            y = 30.0
        for column, name in enumerate(people[at : at + 2]):
            sheet.text(LEFT + column * WIDTH / 2, y, name, SIZE)
        y += 9
    if y > 245:
        sheet.begin_page()
        y = 30.0
    _signed(sheet, y + 12, unit, on, contact, hotline)
    return sheet.save(out)


def _paragraphs(sheet: Sheet, y: float, paragraphs: Sequence[str], size: float) -> float:
    indent = "\u3000\u3000"
    for paragraph in paragraphs:
        for line in sheet.lines_of(indent + paragraph, WIDTH, size):
            sheet.text(LEFT, y, line, size)
            y += size * 0.62
        y += 2
    return y


def _signed(sheet: Sheet, y: float, unit: str, on: str, contact: str, hotline: str) -> None:
    sheet.text(LEFT + WIDTH, y, f"{unit}（盖章）", SIZE, "right")
    sheet.text(LEFT + WIDTH, y + 8, long_date(on), SIZE, "right")
    told = [f"联系电话: {contact}" if contact else "", f"举报监督电话: {hotline}" if hotline else ""]
    sheet.text(LEFT, y + 8, "    ".join(part for part in told if part), 10.5)
