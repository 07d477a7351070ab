"""Pictures of the manual: text of the screens' own snapshots, which their tests hold to the program."""

import re
from html import unescape
from pathlib import Path

from rich.cells import cell_len

SCREENS = Path(__file__).resolve().parents[1] / "screens" / "album"
CELL, LINE = 12.2, 24.4
"""Units of a snapshot from column to column and from line to line."""
OF = {
    "first-day": "HomeScreen.{}",
    "unlock": "UnlockScreen.{}",
    "find": "PersonScreen.{}",
    "verify": "VerifyFaceScreen.{}",
    "visit": "VisitScreen.{}",
    "roster": "RosterScreen.{}",
    "review": "ReviewScreen.{}",
    "stick": "StickScreen.{}",
    "bundles": "DeskScreen.{}",
    "jobs": "JobsScreen.{}",
    "plan": "PlanScreen.{}",
    "notices": "NoticesScreen.{}",
    "backup": "BackupScreen.{}",
    "staff": "StaffScreen.{}",
    "clear": "ClearScreen.{}",
    "undos": "ConflictsScreen.{}",
    "figures": "FiguresScreen.{}",
}
"""Page of the manual -> the snapshot it shows; ``{}`` is the language."""
TEXT = re.compile(r'<text class="terminal-r\d+"[^>]*? x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', re.DOTALL)


def text_of(page: str, lang: str) -> str:
    """The snapshot of a page as lines of text."""
    svg = (SCREENS / f"{OF[page].format(lang)}.svg").read_text(encoding="utf-8")
    rows: dict[int, str] = {}
    for x, y, said in sorted(TEXT.findall(svg), key=lambda one: float(one[0])):
        row, column = int(float(y) // LINE), round(float(x) / CELL)
        line = rows.get(row, "")
        line += " " * (column - cell_len(line)) + unescape(said).replace("\xa0", " ")
        rows[row] = line
    return "".join(f"{rows.get(row, '').rstrip()}\n" for row in range(max(rows) + 1))
