"""Draws the two recovery cards of an office, each on a page of its own: two people keep them in two places."""

from collections.abc import Sequence
from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet

TITLE = "恢复卡"
LINES = (
    "两张卡合在一起才能恢复登录；单独一张没有用处。",
    "请两个人分开保管，封好信封，不要拍照，不要和电脑放在一起。",
    "用法：登录画面按 Ctrl+T，再按 9（用两张恢复卡找回口令），选是谁，输入两张卡上的字。",
    "重做恢复卡后，旧卡作废。",
)


def write(
    cards: Sequence[str], out: Path, *, office: str, on: str, fonts: FontBook | None = None, practice: bool = False
) -> Printed:  # fmt: skip
    """Write the cards as one PDF. Raises FormsError E_FONT, E_DISK."""
    sheet = Sheet(TITLE, fonts=fonts, practice=practice)
    for number, card in enumerate(cards, start=1):
        sheet.begin_page()
        sheet.text(sheet.width / 2, 40, f"{TITLE}  {number} / {len(cards)}", 24, "centre", bold=True)
        sheet.text(sheet.width / 2, 56, f"{office}    {on}", 12, "centre")
        groups = card.split("-")
        for row in range(0, len(groups), 4):
            sheet.text(
                sheet.width / 2, 84 + 5 * row, "   ".join(groups[row : row + 4]), 26, "centre", bold=True
            )
        for at, line in enumerate(LINES):
            sheet.text(sheet.width / 2, 140 + 10 * at, line, 12, "centre")
    return sheet.save(out)
