"""The log of acts: every act is in it, nobody's name leaves with it, and what is altered or missing is named."""

import ast
import json
from pathlib import Path

import pytest

from fieldsuite.audit import log
from fieldsuite.casework import audit, people, send
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.safe.tampering import by_hand
from tests.grounds import Place, cast


def work(place: Place) -> None:
    """A visit, a look at a number, a bundle."""
    with place.officer() as office:
        place.visit(office, "p-fine")
        people.unmask(office, "p-cut")
        place.check(office, "p-soon", reason="本人没有智能手机")
        place.pack(office)


def acts(place: Place) -> list[str]:
    with place.officer() as office:
        return [row.act for row in reversed(audit.listed(office, most=10_000))]


def test_every_act_is_in_the_log_with_who_and_when_and_why(place: Place) -> None:
    work(place)
    with place.officer() as office:
        rows = {row.act: row for row in audit.listed(office, most=10_000)}
    assert {"unlock", "import", "trust", "visit", "unmask", "verification", "pack", "export"} <= set(rows)
    assert rows["unmask"].subject == "p-cut" and rows["unmask"].officer_name == "练习员"
    assert rows["verification"].why == "本人没有智能手机"
    assert all(row.at == "2026-11-21T01:14:00Z" for row in rows.values())


def test_a_log_of_a_day_is_whole(place: Place) -> None:
    work(place)
    with place.officer() as office:
        report = audit.verified(office)
    assert report.intact and report.first_break is None
    assert report.records == 2 and report.entries > 8


EDITS = [
    ("UPDATE auditentry SET officer = 'o-other' WHERE position = 5", "altered", 5),
    ("UPDATE auditentry SET why = '' WHERE act = 'verification'", "altered", None),
    ("UPDATE auditentry SET at = '2020-01-01T00:00:00Z' WHERE position = 3", "altered", 3),
    ("UPDATE auditentry SET subject = 'p-rare' WHERE act = 'unmask'", "altered", None),
    ("DELETE FROM auditentry WHERE position = 4", "missing", 4),
    ("DELETE FROM auditentry WHERE position IN (4, 5, 6)", "missing", 4),
    ("DELETE FROM auditentry WHERE position <= 2", "missing", 1),
]


@pytest.mark.parametrize(("statement", "kind", "first"), EDITS)
def test_an_entry_that_was_altered_or_removed_is_found_and_named(
    live: Place, line: Line, statement: str, kind: str, first: int | None
) -> None:
    work(live)
    by_hand(live, (statement, ()))
    answer = line.say("audit", "verify", home=live.village, secret=live.secret)
    said = answer.object
    assert answer.code == 1 and said["ok"] is True and said["intact"] is False
    assert said["breaks"][0]["kind"] == kind and said["first_break"] == said["breaks"][0]["entry"]
    assert first in (None, said["first_break"])
    assert str(said["first_break"]) in said["breaks"][0]["message"]


def test_f90_records_edited_or_deleted_in_the_database_by_hand_break_the_chain(
    live: Place, line: Line
) -> None:
    work(live)
    for statement, kind in (
        (
            "UPDATE journal SET payload = replace(payload, 'self_care', 'bedridden') WHERE kind = 'visit'",
            "columns",
        ),
        ("UPDATE journal SET occurred_on = '2026-01-01' WHERE kind = 'verification'", "columns"),
        ("DELETE FROM journal WHERE kind = 'verification'", "missing"),
        ("DELETE FROM journal WHERE kind = 'visit'", "missing"),
    ):
        by_hand(live, (statement, ()))
        said = line.say("audit", "verify", home=live.village, secret=live.secret).object
        assert said["intact"] is False
        assert kind in {one["kind"] for one in said["broken_records"]}, statement


def test_the_verify_command_says_what_the_contract_says(live: Place, line: Line) -> None:
    work(live)
    said = line.ask("audit", "verify", home=live.village, secret=live.secret)
    assert said["intact"] is True and said["first_break"] is None and said["entries"] > 8
    listed = line.ask("audit", "list", "--act", "unmask", home=live.village, secret=live.secret)
    assert [(one["act"], one["subject"]) for one in listed["entries"]] == [("unmask", "p-cut")]


def test_a_log_that_is_taken_out_names_nobody_and_can_be_verified(live: Place, line: Line) -> None:
    work(live)
    out = live.root / "log.jsonl"
    line.ask("audit", "export", "-o", out, home=live.village, secret=live.secret)
    text = out.read_text(encoding="utf-8")
    for one in cast():
        assert not [word for word in (one.name, one.id_no, one.phone, f'"{one.id}"') if word in text]
    assert "智能手机" not in text
    for home in (live.village, live.province):
        assert line.ask("audit", "check", out, home=home, secret=live.secret)["intact"] is True
    lines = text.splitlines()
    row = json.loads(lines[6])
    lines[6] = json.dumps({**row, "act": "visit2"}, sort_keys=True, separators=(",", ":"))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = line.say("audit", "check", out, home=live.province, secret=live.secret)
    assert said.code == 1 and said.object["first_break"] == row["position"]
    out.write_text("something else", encoding="utf-8")
    assert line.say("audit", "check", out, home=live.province, secret=live.secret).error == "E_INPUT"


def test_a_log_that_was_written_anew_differs_from_what_left_with_a_bundle(place: Place) -> None:
    work(place)
    with place.officer() as office:
        before = send.outbox(office).bundles[0]
        assert before.state == "exported"
    by_hand(place, ("DELETE FROM auditentry WHERE position > 3", ()))
    with place.officer() as office:
        report = audit.verified(office)
    assert not report.intact


def test_what_is_printed_or_written_out_is_in_the_log(live: Place, line: Line) -> None:
    work(live)
    out = live.root / "ledger.xlsx"
    line.ask("ledger", "export", "certification", "-o", out, home=live.village, secret=live.secret)
    line.ask("roster", "print", "-o", live.root / "roster.pdf", home=live.village, secret=live.secret)
    line.ask("slip", "print", "p-fine", "-o", live.root / "slip.pdf", home=live.village, secret=live.secret)
    entries = line.ask("audit", "list", home=live.village, secret=live.secret)["entries"]
    noted = [(one["act"], one["subject"]) for one in entries]
    assert ("export", "certification") in noted and ("print", "p-fine") in noted
    assert sum(act == "print" for act, _ in noted) == 2


def test_a_table_that_leaves_the_desk_is_noted_with_its_file_and_its_rows(live: Place, line: Line) -> None:
    out = live.root / "table.csv"
    said = {("roll", "uncertified"): "未认证人员名单", ("roll", "daily"): "每日查询名单",
            ("approval", "list"): "恢复、补发、注销审核名单", ("people", "export"): "人员"}  # fmt: skip
    for words in said:
        line.ask(*words, "-o", out, home=live.province, secret=live.secret)
        written = len(out.read_text(encoding="utf-8-sig").splitlines()) - 1
        found = line.ask("audit", "list", "--act", "export", home=live.province, secret=live.secret)
        entries = found["entries"]
        assert entries[0]["file"] == str(out) and entries[0]["rows"] == written and entries[0]["officer_name"]
    with live.clerk() as desk, desk.store.session() as session:
        assert [one.details["what"] for one in log.entries(session, act="export")] == list(said.values())


def test_nothing_writes_a_table_without_noting_it() -> None:
    """What is written for nobody in particular: an empty table, the directory of places."""
    free = {"province/people_table.py:template", "casework/sites.py:write"}
    for path in Path("fieldsuite").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            said = ast.unparse(node)
            name = f"{path.relative_to('fieldsuite').as_posix()}:{node.name}"
            if "exports.write(" in said and name not in free:
                assert "exports.note(" in said or "@noted(" in said, name
