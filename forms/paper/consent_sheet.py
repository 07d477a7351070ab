"""Draws the consent: the text, a tick for each kind, who read it out, how it was confirmed, version and
digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.field import Data
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.grid import Box, row
from forms.paper.sheet import Sheet

LEFT, WIDTH = 22.0, 166.0
SIZE = 10.5
TICK, NO_TICK = "■", "□"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of consent as it is printed."""

    version: str
    digest: str
    """SHA-256 of the text, hexadecimal."""
    paragraphs: tuple[str, ...]


def write(
    title: str, text: Text, value: Data, out: Path, *, fonts: FontBook | None, practice: bool, draft: bool
) -> Printed:  # fmt: skip
    """Write a text of consent with the clean answers to it; ``mark`` and ``language`` as people read them."""
    sheet = Sheet(title, fonts=fonts, practice=practice, draft=draft)
    sheet.begin_page()
    sheet.text(sheet.width / 2, 26, title, 18, "centre", bold=True)
    y = row(sheet, LEFT, 32, 9, [Box("采集单位", str(value["unit_name"]), 22, 78),
                                 Box("联系电话", str(value["unit_phone"]), 22, 44)])  # fmt: skip
    y = _paragraphs(sheet, text.paragraphs, y + 7)
    y = _ticks(sheet, value, y + 3)
    y = _signatures(sheet, value, y + 4)
    sheet.text(LEFT, y + 6, f"文本版本: {text.version}", 8)
    sheet.text(LEFT, y + 10, f"文本摘要 SHA-256: {text.digest}", 8)
    return sheet.save(out)


def _paragraphs(sheet: Sheet, paragraphs: Sequence[str], y: float) -> float:
    step = sheet.block_height(1, SIZE) * 1.2
    for paragraph in paragraphs:
        for line in sheet.lines_of(paragraph, WIDTH, SIZE):
            sheet.text(LEFT, y, line, SIZE)
            y += step
        y += step * 0.25
    return y


def _ticks(sheet: Sheet, value: Data, y: float) -> float:
    sheet.text(LEFT, y, "我已阅读（或已听人宣读）并明白以上内容：", SIZE)
    for number, (key, kind) in enumerate((("face", "人脸"), ("voice", "声纹"))):
        yes, no = (TICK, NO_TICK) if value[key] is True else (NO_TICK, TICK)
        sheet.text(LEFT + 6, y + 8 + 8 * number, f"{kind}    {yes} 同意采集    {no} 不同意采集", 12)
    return y + 20


def _signatures(sheet: Sheet, value: Data, y: float) -> float:
    date = str(value["on"])
    y = row(
        sheet,
        LEFT,
        y,
        9,
        [Box("本人姓名", str(value["person"]), 26, 57), Box("确认方式", str(value["mark"]), 26, 57)],
    )
    y = row(sheet, LEFT, y, 9, [Box("宣读语言", str(value["language"]), 26, 57),
                                Box("宣读人", str(value["read_by"]), 26, 57)])  # fmt: skip
    y = row(sheet, LEFT, y, 9, [Box("监护人", str(value["guardian"]), 26, 57),
                                Box("见证人", str(value["witness"]), 26, 57)])  # fmt: skip
    return row(sheet, LEFT, y, 20, [Box("本人签名\n或按手印", "", 26, 57), Box("日期", date, 26, 57)])
