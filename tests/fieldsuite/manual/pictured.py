"""Pictures of the manual: text of the screens' own snapshots, which their tests hold to the program."""

import re
from html import unescape
from pathlib import Path

from rich.cells import cell_len

SCREENS = Path(__file__).resolve().parents[1] / "screens"
CELL, LINE = 12.2, 24.4
"""Units of a snapshot from column to column and from line to line."""
LOOKS = "test_the_screen_looks_as_it_did"
OF = {
    "first-day": "album/HomeScreen.{}",
    "unlock": "album/UnlockScreen.{}",
    "find": "album/PersonScreen.{}",
    "verify": "album/VerifyFaceScreen.{}",
    "visit": "album/VisitScreen.{}",
    "roster": "album/RosterScreen.{}",
    "review": "album/ReviewScreen.{}",
    "stick": "album/StickScreen.{}",
    "bundles": "album/DeskScreen.{}",
    "jobs": f"__snapshots__/test_pictures_of_work/{LOOKS}[jobs-{{}}]",
    "plan": f"__snapshots__/test_pictures_of_work/{LOOKS}[plan-{{}}]",
    "notices": f"__snapshots__/test_pictures_of_work/{LOOKS}[notices-{{}}]",
    "backup": "__snapshots__/test_safe_screens/test_pictures_of_the_log_and_the_backups[backup-{}]",
    "staff": "__snapshots__/test_keys_and_loss/test_pictures_of_people_and_laptops[staff-{}]",
    "clear": "__snapshots__/test_pictures_of_desk/test_the_screen_of_many_records_looks_as_it_did[clear-{}]",
    "undos": "__snapshots__/test_pictures_of_desk/test_the_screen_of_many_records_looks_as_it_did[conflicts-{}]",
    "figures": "__snapshots__/test_pictures_of_desk/test_the_screen_of_many_records_looks_as_it_did[figures-{}]",
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
