"""What every screen owes: a page of help, words for each of its keys, a way from the palette, no second meaning."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldsuite.screens.bindings import KEYS, keys_of
from fieldsuite.words import has
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, on, palette, program, shown, unlock, until

SCREENS = Path("fieldsuite") / "screens"


def test_a_key_has_one_meaning() -> None:
    keys = [key for word in KEYS for key in keys_of(word)]
    assert sorted(keys) == sorted(set(keys))
    assert all(has(f"screens.key_{word}") for word in KEYS)


def test_every_screen_that_a_person_works_on_has_a_page_of_help() -> None:
    import ast

    made: dict[str, str] = {}
    for path in SCREENS.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Screen"):
                made.setdefault(node.name, " ".join(map(ast.unparse, node.bases)))
    bases = " ".join(made.values())
    asks = {name for name, above in made.items() if "Modal" in above}
    works = [
        name
        for name, above in made.items()
        if name not in asks and not any(one in above for one in asks) and name not in bases
    ]
    assert len(works) > 30
    assert not [name for name in works if not has(f"screens.help_{name}")]


WAYS = {
    "批量": "BatchScreen", "chachong": "DuplicatesScreen", "dbd": "WaitingScreen", "model care": "RenewalsScreen",
    "shezhi": "CheckupScreen", "yuyintishi": "DisplayScreen",
}  # fmt: skip
"""What is typed into the palette, and where it leads."""


def test_the_palette_leads_there_by_chinese_pinyin_and_english_and_f1_tells_about_it(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        for typed, screen in WAYS.items():
            await palette(pilot, typed, screen)
            await pilot.press("f1")
            await until(pilot, lambda: on(pilot, "HelpScreen")() and "Esc" in shown(pilot.app))
            await pilot.press("escape")
            await until(pilot, on(pilot, screen))
            if screen == "DisplayScreen":
                await album.look(pilot)
            await pilot.press("escape")
            await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)
