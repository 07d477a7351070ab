"""``enrol batch`` as other programs call it: counts, people by result, the queue, tables on disk, exit statuses."""

import json
from pathlib import Path

import openpyxl
import pytest

from fieldsuite.casework import consent
from fieldsuite.cli import main
from tests.doubles import card_photos as cards
from tests.grounds import PASSPHRASE, Place


@pytest.fixture
def home(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDSUITE_PASSPHRASE", PASSPHRASE)
    with place.officer() as office:
        consent.give(office, "p-fine", consent.ConsentForm(face=True, voice=False, read_by="李梅"))
    return place.village


def call(home: Path, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, object]]:
    status = main(["--home", str(home), "--json", "enrol", *map(str, words)])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.requirement("R046")
@pytest.mark.requirement("R047")
def test_the_report_and_the_queue_are_written_as_tables(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards.good(tmp_path / "cards" / "p-fine.jpg")
    cards.empty(tmp_path / "cards" / "=1+1.jpg")
    status, said = call(home, capsys, "batch", tmp_path / "cards", "--workers", 1,
                        "--report", tmp_path / "建模.xlsx", "--queue", tmp_path / "q.csv")  # fmt: skip
    assert (status, said["ok"], said["photographs"]) == (0, True, 2)
    assert said["counts"]["enrolled"] == 1  # type: ignore[index]
    assert [row["person_id"] for row in said["people"]["enrolled"]] == ["p-fine"]  # type: ignore[index]
    queued = [row for rows in said["queue"].values() for row in rows]  # type: ignore[attr-defined]
    table = openpyxl.load_workbook(tmp_path / "建模.xlsx").active
    rows = list(table.iter_rows(values_only=True))
    assert rows[0] == (
        "村（社区）",
        "个人编号",
        "姓名",
        "身份证号码",
        "建模结果",
        "需现场建模",
        "怎么办",
        "照片",
        "公开方式",
    )
    fine = next(row for row in rows if row[2] == "单国强")
    assert (fine[1], fine[4], fine[5]) == ("0090000001", "建模通过", None)
    assert all(cell.data_type == "s" for row in table.iter_rows() for cell in row if cell.value)
    lines = (tmp_path / "q.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(queued)
    assert all(",是," in line for line in lines[1:])


@pytest.mark.parametrize(
    ("words", "code"),
    [(("no-such-folder",), "E_INPUT"), (("cards", "--map", "none.csv"), "E_INPUT"),
     (("cards", "--map", "bad.csv"), "E_INPUT"), (("cards", "--report", "a.pdf"), "E_USAGE"),
     (("cards", "--report", "nowhere/a.csv"), "E_INPUT")],
)  # fmt: skip
def test_bad_input_is_told_in_a_sentence_and_exits_with_2(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str
) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "bad.csv").write_bytes(b"who,what\r\n1,2\r\n")
    given = [word if word.startswith("--") else str(tmp_path / word) for word in words]
    status, said = call(home, capsys, "batch", *given)
    assert (status, said["ok"], said["error"]["code"]) == (2, False, code)  # type: ignore[index]
    assert said["error"]["hint"]  # type: ignore[index]


def test_people_read_it_in_their_language(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards.good(tmp_path / "cards" / "p-fine.jpg")
    assert main(["--home", str(home), "--lang", "en", "enrol", "batch", str(tmp_path / "cards")]) == 0
    shown = capsys.readouterr().out
    assert "enrolled  1" in shown
    assert "To be enrolled on site" in shown
    assert "no photograph  Enrol the person on site." in shown
