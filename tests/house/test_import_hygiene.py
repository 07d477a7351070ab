"""The run-time twin of the import contracts: what a start of the program must not drag in."""

import json

import pytest

from fieldsuite.cli.run import NOUNS
from tests.house.tree import run

HEAVY = {"textual", "cv2", "dlib", "torch", "reportlab", "speechbrain", "scipy", "sqlmodel", "sqlalchemy",
         "openpyxl", "face_recognition", "face_recognition_models", "resemblyzer", "tuf", "securesystemslib", "urllib3",
         "pkcs11", "starlette", "uvicorn", "botocore"}  # fmt: skip


def imported_by(statement: str) -> set[str]:
    """Top-level modules that a fresh Python has after a statement."""
    ran = run(
        "-c", f"{statement}\nimport sys, json\nprint(json.dumps([m for m in sys.modules if '.' not in m]))"
    )
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout.splitlines()[-1]))


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert not imported_by("import fieldsuite.cli, fieldsuite.cli.run") & HEAVY


def test_every_noun_can_be_loaded_for_its_help_without_anything_heavy() -> None:
    lines = [f"import fieldsuite.cli.{module}" for module in dict.fromkeys(NOUNS.values())]
    assert not imported_by("\n".join(lines)) & HEAVY


@pytest.mark.parametrize("room", ["keys", "sync", "biometric", "forms"])
def test_importing_a_room_loads_nothing_heavy_and_not_the_office(room: str) -> None:
    assert not imported_by(f"import {room}") & (HEAVY | {"fieldsuite"})


def test_start_py_reads_its_words_with_the_standard_library_alone() -> None:
    loaded = imported_by("import start, starting.install, starting.font")
    assert not loaded & (HEAVY | {"fieldsuite", "typer", "rich", "pydantic", "numpy"})
