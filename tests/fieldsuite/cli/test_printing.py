"""A paper goes to a printer of the machine: chosen by name, remembered with its offset, refused with what to do."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.doubles import print_system
from tests.fieldsuite.cli.line import Line
from tests.forms.samples import fonts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="printing through CUPS is for other systems")
DEATH = {
    "name": "覃秀兰", "id_no": "11010519491231002X", "benefit": "pension", "death_on": "2026-09-10",
    "source": "family", "reporter_name": "覃某", "reporter_relation": "长子", "reported_on": "2026-09-20",
}  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> Path:
    fonts()
    path = tmp_path / "death.json"
    path.write_text(json.dumps(DEATH, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "office").mkdir()
    return tmp_path / "office"


def words(form: Path, printer: str = "") -> list[Any]:
    out = form.with_suffix(".pdf")
    return ["form", "print", "death", form, "-o", out, *(["--printer", printer] if printer else [])]


def test_a_form_is_printed_on_the_printer_that_is_named_and_the_next_on_the_same(
    line: Line, form: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = print_system.installed(tmp_path, monkeypatch, "HP-201", "Epson_窗口")
    made = line.ask(*words(form, "Epson_窗口"), home=home)
    assert (made["pages"], made["printer"], made["job"]) == (1, "Epson_窗口", "Epson_窗口-1")
    again = line.ask("form", "send", form.with_suffix(".pdf"), home=home)
    assert (again["printer"], again["job"]) == ("Epson_窗口", "Epson_窗口-2")
    assert [job["begins"] for job in system.jobs] == ["%PDF", "%PDF"]
    assert system.jobs[0]["words"] == ["-d", "Epson_窗口", "-o", "print-scaling=none", made["path"]]
    listed = line.ask("form", "printers", home=home)["printers"]
    assert [(one["name"], one["used_last"]) for one in listed] == [("HP-201", False), ("Epson_窗口", True)]


def test_without_a_print_system_the_paper_is_written_and_the_sentence_says_where(
    line: Line, form: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_system.none_here(monkeypatch)
    refused = line.say(*words(form, "HP-201"), home=home)
    assert refused.error == "E_DEVICE" and form.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert str(form.with_suffix(".pdf")) in refused.object["error"]["message"]
    assert "打开这个文件打印" in refused.object["error"]["hint"]
    assert line.ask("form", "printers", home=home)["printers"] == []
    assert not (home / "papers.json").exists()


@pytest.mark.parametrize("name", ["Canon", "-h", "HP-201; rm", ""])
def test_no_word_that_the_system_did_not_give_reaches_it(
    name: str, line: Line, form: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = print_system.installed(tmp_path, monkeypatch, "HP-201")
    line.ask(*words(form), home=home)
    refused = line.say("form", "send", form.with_suffix(".pdf"), f"--printer={name}", home=home)
    assert refused.error == ("E_DEVICE" if name else "E_INPUT")
    assert "HP-201" in refused.object["error"]["hint"] or "form printers" in refused.object["error"]["hint"]
    assert system.jobs == []


def test_what_the_print_system_says_is_told_and_nothing_is_remembered(
    line: Line, form: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_system.installed(tmp_path, monkeypatch, "HP-201", refuses="lp: the printer is out of paper")
    refused = line.say(*words(form, "HP-201"), home=home)
    assert refused.error == "E_DEVICE" and "out of paper" in refused.object["error"]["message"]
    assert not (home / "papers.json").exists()


def test_a_printer_brings_its_own_offset(
    line: Line, live: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = print_system.installed(tmp_path, monkeypatch, "HP-201", "Epson")
    at = {"home": live.village, "secret": live.secret}
    line.ask("form", "offset", "--x", "1.5", "--y", "-2", "--printer", "HP-201", **at)
    line.ask("form", "offset", "--x", "0.5", "--y", "0", "--printer", "Epson", **at)
    page = line.ask("form", "calibrate", "-o", tmp_path / "crosses.pdf")
    line.ask("form", "send", page["path"], "--printer", "HP-201", home=live.village)
    used = line.ask("form", "setting", **at)
    assert (used["printer"], used["offset_x"], used["offset_y"]) == ("HP-201", 1.5, -2)
    assert system.printer_of(0) == "HP-201"
