"""恢复, 补发, 注销 by command: three people, the city for what was terminated, and nothing touched of the dead."""

import json
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from fieldsuite.documents import ListedEvent
from fieldsuite.errors import OfficeError
from fieldsuite.province import register
from fieldsuite.tables import Benefit, KnownEvent
from tests.fieldsuite.cli.desks import DAY, ask, death_file, desk, listed
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place, cast

__all__ = ["desk"]

FIRST, SECOND, THIRD = "甲经办", "乙经办", "丙经办"


def die(place: Place, who: str, on: date = date(2026, 9, 10)) -> None:
    """Register a death at the desk."""
    one = next(each for each in cast() if each.id == who)
    with place.clerk() as office:
        register.take(office, [one.model_copy(update={"events": (ListedEvent(id=f"{who}-e", kind="death", on=on),)})],
                      place.site)  # fmt: skip


def restore(line: Line, place: Place, who: str, **words: str) -> str:
    made = ask(line, place, "approval", "ask", "restore", who, "--reason", "本人健在，死亡登记有误", "--as-of", DAY,
               officer=FIRST)  # fmt: skip
    return str(made["record_id"])


def refused(line: Line, place: Place, *words: object, officer: str) -> dict[str, Any]:
    answer = line.say(*words, "--officer", officer, home=place.province, secret=place.secret)
    return {"code": answer.error, **answer.object["error"]}


def status(line: Line, place: Place, who: str, benefit: str = "pension") -> str | None:
    rows = ask(line, place, "due", "list", "--as-of", DAY)["people"]
    return next((row["status"] for row in rows if (row["person"], row["benefit"]) == (who, benefit)), None)


@pytest.mark.requirement("R153", "R168", "R171")
def test_a_wrong_death_is_taken_back_by_three_people_and_the_offices_learn_it(
    desk: Place, line: Line
) -> None:
    die(desk, "p-fine")
    assert status(line, desk, "p-fine") == "DECEASED"
    record = restore(line, desk, "p-fine")
    ask(line, desk, "approval", "agree", record, officer=SECOND)
    assert status(line, desk, "p-fine") == "DECEASED"
    ask(line, desk, "approval", "agree", record, officer=THIRD)
    assert status(line, desk, "p-fine") == "OK"
    with desk.clerk() as office, desk.officer() as village:
        desk.dispatch(office)
        desk.read(village)
    due = line.ask("due", "list", "--as-of", DAY, home=desk.village, secret=desk.secret)["people"]
    assert next(row["status"] for row in due if row["person"] == "p-fine") == "OK"
    out = desk.root / "restored.xlsx"
    (row,) = ask(line, desk, "approval", "list", "--which", "done", "-o", out)["approvals"]
    assert (row["first"], row["second"], row["third"], row["state"]) == (FIRST, SECOND, THIRD, "done")
    table = load_workbook(out).active
    assert table is not None and [cell.value for cell in table[2]][:2] == ["恢复发放", "单国强"]


@pytest.mark.requirement("R153")
@pytest.mark.parametrize(("second", "third"), [(FIRST, None), (SECOND, FIRST), (SECOND, SECOND)])
def test_nobody_takes_two_of_the_three_steps(second: str, third: str | None, desk: Place, line: Line) -> None:
    die(desk, "p-fine")
    record = restore(line, desk, "p-fine")
    if third is not None:
        ask(line, desk, "approval", "agree", record, officer=second)
    said = refused(line, desk, "approval", "agree", record, officer=third or second)
    assert said["code"] == "E_SAMEPERSON" and "第29条" in said["message"]
    assert status(line, desk, "p-fine") == "DECEASED"


@pytest.mark.requirement("R153")
def test_a_return_ends_an_application_and_needs_a_reason(desk: Place, line: Line) -> None:
    die(desk, "p-fine")
    record = restore(line, desk, "p-fine")
    assert (
        refused(line, desk, "approval", "return", record, "--reason", " ", officer=SECOND)["code"] == "E_RULE"
    )
    ask(line, desk, "approval", "return", record, "--reason", "缺少本人照片", officer=SECOND)
    assert refused(line, desk, "approval", "agree", record, officer=THIRD)["code"] == "E_INPUT"
    (row,) = ask(line, desk, "approval", "list", "--which", "returned")["approvals"]
    assert row["returned"] == "缺少本人照片"
    assert status(line, desk, "p-fine") == "DECEASED"


def test_a_third_agreement_is_the_last(desk: Place, line: Line) -> None:
    die(desk, "p-fine")
    record = restore(line, desk, "p-fine")
    for officer in (SECOND, THIRD):
        ask(line, desk, "approval", "agree", record, officer=officer)
    said = refused(line, desk, "approval", "agree", record, officer="丁经办")
    assert said["code"] == "E_INPUT" and "第29条" in said["message"]


@pytest.mark.requirement("R168", "R153")
def test_what_a_certification_heals_is_restored_and_paid_back_by_three_people(
    desk: Place, line: Line
) -> None:
    with desk.officer() as village:
        saved = desk.visit(village, "p-cut")
        sent = desk.pack(village)
    ask(line, desk, "province", "receive", sent.path)
    ask(line, desk, "province", "accept", saved.record_id, officer=FIRST)
    rows = {row["what"]: row for row in ask(line, desk, "approval", "list")["approvals"]}
    assert set(rows) == {"restore", "back_pay"}
    assert (
        rows["back_pay"]["months"] == ["2026-09", "2026-10", "2026-11"] and rows["back_pay"]["first"] == FIRST
    )
    said = refused(line, desk, "approval", "agree", rows["back_pay"]["record"], officer=FIRST)
    assert said["code"] == "E_SAMEPERSON"
    for officer in (SECOND, THIRD):
        ask(line, desk, "approval", "agree", rows["back_pay"]["record"], officer=officer)
    (done,) = ask(line, desk, "approval", "list", "--which", "done")["approvals"]
    assert done["what"] == "back_pay"


def test_only_months_that_are_owed_are_paid_back(desk: Place, line: Line) -> None:
    said = refused(line, desk, "approval", "ask", "back_pay", "p-fine", "--reason", "补发", "--month", "2026-01",
                   officer=FIRST)  # fmt: skip
    assert said["code"] == "E_INPUT"


def test_who_is_paid_needs_no_restoring_and_no_deregistering(desk: Place, line: Line) -> None:
    for what in ("restore", "deregister"):
        said = refused(
            line, desk, "approval", "ask", what, "p-fine", "--reason", "试", "--as-of", DAY, officer=FIRST
        )
        assert said["code"] == "E_INPUT"


@pytest.mark.requirement("R176", "R177", "R192")
def test_the_dead_are_deregistered_through_heirs_or_after_asking_unit_or_village(
    desk: Place, line: Line
) -> None:
    die(desk, "p-fine")
    words = ["approval", "ask", "deregister", "p-fine", "--reason", "死亡停发满一年", "--as-of", DAY]
    assert refused(line, desk, *words, officer=FIRST)["code"] == "E_RULE"
    assert "第32条" in refused(line, desk, *words, "--sealed", officer=FIRST)["message"]
    record = ask(line, desk, *words, "--sealed", "--asked", "三村村委会", officer=FIRST)["record_id"]
    for officer in (SECOND, THIRD):
        ask(line, desk, "approval", "agree", record, officer=officer)
    assert status(line, desk, "p-fine") is None
    (row,) = ask(line, desk, "approval", "list", "--which", "done")["approvals"]
    assert (row["sealed"], row["heir"]) == (True, "")
    with desk.clerk() as office, office.store.session() as session:
        ended = session.get(Benefit, "p-fine-pension")
        assert ended is not None and ended.ended_on is not None


@pytest.mark.requirement("R176")
def test_an_heir_is_on_record(desk: Place, line: Line) -> None:
    die(desk, "p-fine")
    record = ask(line, desk, "approval", "ask", "deregister", "p-fine", "--reason", "死亡", "--heir", "单小军（子）",
                 "--as-of", DAY, officer=FIRST)["record_id"]  # fmt: skip
    (row,) = ask(line, desk, "approval", "list")["approvals"]
    assert (row["record"], row["heir"]) == (record, "单小军（子）")


@pytest.mark.requirement("R154")
@pytest.mark.parametrize(
    ("area", "allowed"), [("510502", False), ("510500", True), ("510000", True), ("", True)]
)
def test_a_terminated_pension_is_restored_by_the_city_and_never_by_a_county(
    area: str, allowed: bool, desk: Place, line: Line
) -> None:
    with desk.clerk() as office, office.store.session() as session:
        mine = session.get(Benefit, "p-fine-pension")
        assert mine is not None
        mine.ended_on = date(2026, 10, 1)
        session.add(mine)
    settings = desk.province / "office.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text("utf-8")), "area": area}), "utf-8")
    words = ["approval", "ask", "restore", "p-fine", "--reason", "终止有误", "--as-of", DAY]
    if not allowed:
        said = refused(line, desk, *words, officer=FIRST)
        assert said["code"] == "E_ROLE" and "第28条" in said["message"]
        return
    record = ask(line, desk, *words, officer=FIRST)["record_id"]
    for officer in (SECOND, THIRD):
        ask(line, desk, "approval", "agree", record, officer=officer)
    assert status(line, desk, "p-fine") == "OK"


@pytest.mark.requirement("R155")
def test_records_of_the_dead_are_locked_basic_particulars_included(desk: Place, line: Line) -> None:
    die(desk, "p-fine")
    one = next(each for each in cast() if each.id == "p-fine")
    with desk.clerk() as office, pytest.raises(OfficeError) as caught:
        register.take(office, [one.model_copy(update={"phone": "13900009999"})], desk.site)
    assert (caught.value.key, caught.value.code) == ("desk.dead_locked", "E_RULE")
    said = refused(
        line, desk, "people", "correct", "p-fine", "phone", "13900009999", "--reason", "换号", officer=FIRST
    )
    assert said["code"] == "E_RULE" and "第36条" in said["message"]


@pytest.mark.requirement("R171")
def test_compared_losses_that_proved_wrong_leave_the_lost_list_with_the_restore(
    desk: Place, line: Line
) -> None:
    ask(line, desk, "compare", "import", death_file(desk, ("p-fine", "单国强", "2026-09-10")), "--kind", "death",
        "--from", "civil_affairs", "--as-of", DAY)  # fmt: skip
    record = restore(line, desk, "p-fine")
    for officer in (SECOND, THIRD):
        ask(line, desk, "approval", "agree", record, officer=officer)
    assert listed(line, desk, "p-fine")["list"] == "eligible"


def test_two_applications_for_one_thing_are_refused(desk: Place, line: Line) -> None:
    die(desk, "p-fine")
    restore(line, desk, "p-fine")
    said = refused(
        line, desk, "approval", "ask", "restore", "p-fine", "--reason", "再来", "--as-of", DAY, officer=SECOND
    )
    assert said["code"] == "E_INPUT"
    with desk.clerk() as office, office.store.session() as session:
        assert session.get(KnownEvent, "p-fine-e") is not None
