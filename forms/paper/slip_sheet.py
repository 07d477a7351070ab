"""Draws the slip a person takes home: a quarter of a page, with the code."""

from collections.abc import Sequence
from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.roster_pen import code_png
from forms.paper.sheet import Sheet

TITLE = "领取社会保险待遇资格认证凭条"
LEFT, TOP = 20.0, 18.0
DUTY = "待遇领取人员有义务协助资格认证；地址、电话有变化请告诉我们。本凭条不作其他用途。"


def write(
    lines: Sequence[tuple[str, str]], code: str, out: Path, *, contact: str = "", hotline: str = "",
    fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the slip on the upper third of an A4 page, to be cut off."""
    sheet = Sheet(TITLE, fonts=fonts, practice=practice)
    sheet.begin_page()
    sheet.text(LEFT, TOP, TITLE, 15, bold=True)
    y = TOP + 11
    for label, value in lines:
        sheet.text(LEFT, y, f"{label}：{value}", 12.5)
        y += 8.5
    sheet.picture(138, TOP + 4, 54, code_png(code, version=None))
    told = [f"联系电话: {contact}" if contact else "", f"举报监督电话: {hotline}" if hotline else ""]
    sheet.text(LEFT, y + 2, "    ".join(part for part in told if part), 10.5)
    sheet.text(LEFT, y + 9, DUTY, 9)
    sheet.line(5, y + 15, sheet.width - 5, y + 15, dashed=True)
    return sheet.save(out)
