"""屏幕对齐: lines that a terminal with right widths ends below each other; only a person can see it."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from fieldsuite.screens.base import OfficeScreen
from fieldsuite.widgets.prose import Prose

RULERS = (
    "1234567890" * 4,
    "社会保险待遇领取资格认证花名册填报单位经",
    "·•…→①②③④⑤⑥✓✗▸●○◀▶│─╭",
    "▁▂▃▄▅▆▇█▓░▀▄ ▟▙▜▛",
    "㐂䶮𬱟㛃𠅤𫞩·阿卜杜拉",
    "Àéñøß Ελλ Кир ABC",
)
"""What is drawn: digits, Chinese, marks whose width is not settled, blocks, rare characters, letters."""
WIDE = 40
"""Cells between the two bars of a line."""


class AlignmentScreen(OfficeScreen[None]):
    """Six lines with a bar behind each."""

    def body(self) -> ComposeResult:
        """Question, lines, what to do."""
        yield Static(self.say("machine.alignment_title"), classes="heading")
        with Vertical(id="rulers"):
            for text in RULERS:
                yield Static(f"  ┃{text}{' ' * (WIDE - cell_len(text))}┃", markup=False)
        yield Prose(self.say("machine.alignment_about"), classes="paragraph")
