"""Digits of blocks, 5 by 7, to be read from across a table."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

GLYPHS = {
    "0": ("01110", "10001", "10001", "10001", "10001", "10001", "01110"),
    "1": ("00100", "01100", "00100", "00100", "00100", "00100", "01110"),
    "2": ("01110", "10001", "00001", "00110", "01000", "10000", "11111"),
    "3": ("11111", "00010", "00100", "00010", "00001", "10001", "01110"),
    "4": ("00010", "00110", "01010", "10010", "11111", "00010", "00010"),
    "5": ("11111", "10000", "11110", "00001", "00001", "10001", "01110"),
    "6": ("00110", "01000", "10000", "11110", "10001", "10001", "01110"),
    "7": ("11111", "00001", "00010", "00100", "01000", "01000", "01000"),
    "8": ("01110", "10001", "10001", "01110", "10001", "10001", "01110"),
    "9": ("01110", "10001", "10001", "01111", "00001", "00010", "01100"),
    "-": ("00000", "00000", "00000", "11111", "00000", "00000", "00000"),
    " ": ("00000",) * 7,
}
"""The 5 by 7 dot-matrix shapes."""

LETTERS = "0123456789- "


def cells(text: str, *, large: bool) -> list[str]:
    """Rows of characters that draw ``text``: 7 rows of double blocks when large, 4 rows of half blocks
    otherwise.
    """
    rows = ["0".join(GLYPHS[letter][row] for letter in text if letter in GLYPHS) for row in range(7)]
    if large:
        return [row.replace("1", "██").replace("0", "  ") for row in rows]
    rows.append("0" * len(rows[0]))
    pairs = zip(rows[0::2], rows[1::2], strict=True)
    return [
        "".join(" ▀▄█"[int(top) + 2 * int(low)] for top, low in zip(*pair, strict=True)) for pair in pairs
    ]


class BlockDigits(Widget):
    """Shows a string of digits as large as its width allows."""

    DEFAULT_CSS = "BlockDigits { height: auto; width: 1fr; }"
    digits: reactive[str] = reactive("", layout=True)
    """What is shown; letters other than digits, hyphen and space are left out."""

    def __init__(
        self, digits: str = "", *, large: bool = True, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.large = large
        self.set_reactive(BlockDigits.digits, digits)

    def _rows(self, width: int) -> list[str]:
        return cells(self.digits, large=self.large and 12 * len(self.digits) - 2 <= width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Seven rows when the large form fits, four otherwise."""
        return len(self._rows(width))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Width of the form that fits."""
        return max(map(len, self._rows(container.width)), default=0)

    def render_line(self, y: int) -> Strip:
        """Draw one row, in the middle when the text is aligned so."""
        rows = self._rows(self.size.width)
        row = rows[y] if y < len(rows) else ""
        if self.styles.text_align == "center":
            row = row.rjust((self.size.width + len(row)) // 2)
        style = Style(color=self.rich_style.color, bgcolor=self.rich_style.bgcolor, bold=True)
        return Strip([Segment(row.ljust(self.size.width)[: self.size.width], style)])
