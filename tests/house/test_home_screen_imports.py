"""Opening the program up to the home screen leaves the engines alone: the day's list is there at once."""

import json
from pathlib import Path

import pytest

from fieldsuite.cli import main
from tests.house.tree import run

PASSPHRASE = "练习用口令 2026"
ENGINES = {"torch", "dlib", "speechbrain", "reportlab", "openpyxl", "face_recognition"}

OPEN = """
import asyncio, json, sys
from pathlib import Path
from textual.widgets import Input
from fieldsuite.app import FieldSuiteApp

async def go():
    app = FieldSuiteApp(Path(sys.argv[1]))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.screen.query_one("#passphrase", Input).value = sys.argv[2]
        await pilot.press("enter")
        for _ in range(300):
            await pilot.pause(0.1)
            if type(app.screen).__name__ == "HomeScreen":
                break
        await pilot.pause(1)
        return type(app.screen).__name__

print(json.dumps([asyncio.run(go()), [module for module in sys.modules if "." not in module]]))
"""


def test_the_home_screen_opens_without_torch_and_without_dlib(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    made = main(
        [
            "--home",
            str(tmp_path / "office"),
            "setup",
            "practice",
            "--people",
            "12",
            "--passphrase-file",
            str(secret),
        ]
    )
    assert made == 0
    ran = run("-c", OPEN, str(tmp_path / "office"), PASSPHRASE)
    assert ran.returncode == 0, ran.stderr
    screen, modules = json.loads(ran.stdout.splitlines()[-1])
    assert screen == "HomeScreen"
    assert not ENGINES & set(modules)


@pytest.mark.parametrize("module", ["fieldsuite.screens.home", "fieldsuite.casework.home"])
def test_the_modules_behind_it_can_be_imported_without_them(module: str) -> None:
    ran = run(
        "-c", f"import {module}, json, sys; print(json.dumps([m for m in sys.modules if '.' not in m]))"
    )
    assert ran.returncode == 0, ran.stderr
    assert not ENGINES & set(json.loads(ran.stdout))
