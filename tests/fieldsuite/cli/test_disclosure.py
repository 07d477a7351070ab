"""公开方式 and the encoding of tables: what a file says of itself, and which spreadsheets can open it."""

import csv
import io
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

__all__ = ["desk"]
RARE = "\U0002cc2c㛃䶮"
"""𬱟㛃䶮: outside GBK, inside GB18030."""


def lines(path: Path, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(encoding))))


def words_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


@pytest.mark.requirement("R190", "R196")
def test_each_notice_says_its_own_class(line: Line) -> None:
    found = {row["name"]: row["disclosure"] for row in line.ask("policy", "profiles")["profiles"]}
    assert found["guangxi-birthday"]["notice"] == found["sichuan"]["notice"] == "依申请公开"
    assert found["guangdong"]["notice"] == "不公开"
    assert {each["personal"] for each in found.values()} == {"不公开"}
    assert "公开方式：不公开" in line.plain("policy", "profiles").out


@pytest.mark.requirement("R190", "R196")
def test_what_names_people_is_closed_and_figures_are_given_when_asked_for(line: Line, live: Place) -> None:
    def village(*words: object) -> dict[str, object]:
        return line.ask(*words, home=live.village, secret=live.secret)

    root = live.root
    village("roster", "export", "-o", root / "roster.xlsx", "--which", "all")
    rows = list(openpyxl.load_workbook(root / "roster.xlsx").active.iter_rows(values_only=True))
    assert rows[0][-1] == "公开方式" and {row[-1] for row in rows[1:]} == {"不公开"}
    village("report", "annual", "-o", root / "annual.csv")
    figures = lines(root / "annual.csv", "utf-8-sig")
    assert figures[0][-1] == "公开方式" and {row[-1] for row in figures[1:]} == {"依申请公开"}
    village("report", "annual", "-o", root / "annual.pdf")
    assert "公开方式:依申请公开" in words_of(root / "annual.pdf")
    village("notice", "list", "suspend", "-o", root / "calls.pdf")
    assert "公开方式:不公开" in words_of(root / "calls.pdf")


def test_every_table_is_written_in_the_encoding_that_is_asked_for(line: Line, live: Place) -> None:
    def village(*words: object) -> dict[str, object]:
        return line.ask(*words, "--encoding", "GB18030", home=live.village, secret=live.secret)

    def province(*words: object) -> dict[str, object]:
        return line.ask(*words, "--encoding", "gb18030", home=live.province, secret=live.secret)

    line.ask("people", "correct", "p-rare", "name", f"区{RARE}", "--reason", "户口簿更正",
             home=live.province, secret=live.secret)  # fmt: skip
    root = live.root
    written = {
        root / "ledger.csv": lambda out: village("ledger", "export", "certification", "-o", out),
        root / "annual.csv": lambda out: village("report", "annual", "-o", out),
        root / "calls.csv": lambda out: village("notice", "list", "suspend", "-o", out),
        root / "sms.csv": lambda out: village("notice", "messages", "suspend", "-o", out),
        root / "roster.csv": lambda out: village("roster", "export", "--which", "all", "-o", out),
        root / "people.csv": lambda out: province("people", "export", "-o", out),
        root / "list.csv": lambda out: province("roll", "show", "-o", out),
        root / "bare.csv": lambda out: province("roll", "uncertified", "-o", out),
        root / "daily.csv": lambda out: province("roll", "daily", "-o", out),
        root / "pay.csv": lambda out: province("roll", "proposals", "-o", out),
        root / "approvals.csv": lambda out: province("approval", "list", "-o", out),
    }
    for path, write in written.items():
        write(path)
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf"), path
        head = lines(path, "gb18030")[0]
        assert head and all(any("\u4e00" <= sign <= "\u9fff" for sign in word) for word in head), (path, head)
    names = [row[1] for row in lines(root / "people.csv", "gb18030")]
    assert f"区{RARE}" in names
    back = line.ask(
        "people", "import", root / "people.csv", "--site", live.site, home=live.province, secret=live.secret
    )
    assert back["people"]


def test_an_encoding_that_is_none_is_refused_with_those_there_are(line: Line, live: Place) -> None:
    out = live.root / "x.csv"
    said = line.say(
        "roster", "export", "-o", out, "--encoding", "big5", home=live.village, secret=live.secret
    )
    assert said.error == "E_USAGE" and "gb18030" in said.object["error"]["hint"]
    assert not out.exists()


def test_a_certification_that_was_taken_back_counts_in_no_summary(line: Line, desk: Place) -> None:
    from fieldsuite.tables import KnownCertification

    def this_year() -> int:
        found = ask(line, desk, "report", "progress", "--year", "2026")["areas"]
        return sum(row["this_year"] for row in found if not row["area"])

    before = this_year()
    with desk.clerk() as office, office.store.session() as session:
        known = session.get(KnownCertification, "p-fine-c")
        assert known is not None
        known.withdrawn = "objection"
    assert this_year() == before - 1
    last = ask(line, desk, "people", "export", "-o", desk.root / "people.csv")
    assert last["rows"]
    rows = {row[1]: row for row in lines(desk.root / "people.csv", "utf-8-sig")}
    head = rows["姓名"]
    assert rows["单国强"][head.index("最近一次认证")] == ""
    shown = ask(line, desk, "people", "history", "p-fine")["history"]
    assert [(row["kind"], row["state"]) for row in shown] == [("withdrawn", "withdrawn")]


@pytest.mark.requirement("R165")
def test_a_stop_after_a_death_names_the_first_unpaid_month_and_writes_to_the_family(
    line: Line, live: Place
) -> None:
    def village(*words: object) -> dict[str, object]:
        return line.ask(*words, home=live.village, secret=live.secret)

    village("death", "report", "p-cut", "--source", "family", "--reporter", "区强", "--on", "2026-10-02")
    found = village("notice", "list", "stop")["notices"]
    (mine,) = [row for row in found if row["person_id"] == "p-cut"]  # type: ignore[attr-defined]
    assert mine["from_month"] == "2026-11"  # the month of the death is still due
    village("notice", "letters", "stop", "-o", live.root / "stop.pdf", "--person", "p-cut")
    text = words_of(live.root / "stop.pdf")
    assert "先生的家属" in text and "停发时间：2026-11" in text
