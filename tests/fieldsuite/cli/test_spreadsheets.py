"""A table that went through another office suite and back: every number is still itself."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]


def through(source: Path, kind: str, folder: Path) -> Path:
    """Let LibreOffice read a table and write it again; skips the test where there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice Calc (soffice), which is not installed here")
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", folder, source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{source.stem}.{kind}"


def lines(path: Path) -> list[tuple[object, ...]]:
    return [row for row in load_workbook(path).active.iter_rows(values_only=True) if any(row)]


def test_people_edited_in_libreoffice_come_back_with_every_digit(
    desk: Place, line: Line, tmp_path: Path
) -> None:
    out = desk.root / "people.xlsx"
    ask(line, desk, "people", "export", "-o", out)
    other = through(out, "ods", tmp_path)
    back = through(other, "xlsx", tmp_path)
    before, after = lines(out), lines(back)
    assert after == before
    head = list(before[0])
    assert all(len(str(row[head.index("个人编号")])) == 10 for row in after[1:])
    book = load_workbook(back)
    book.active.cell(2, head.index("联系方式") + 1).value = "13911112222"
    book.save(back)
    assert ask(line, desk, "people", "import", back, "--site", desk.site)["people"]
    number = str(before[1][head.index("个人编号")])
    assert ask(line, desk, "people", "find", number)["people"][0]["phone_masked"] == "139****2222"
