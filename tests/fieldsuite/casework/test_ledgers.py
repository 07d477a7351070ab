"""Ledgers: read from signed records, written as Excel, CSV and PDF, complete and in the words of the rules."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldsuite.casework import review
from fieldsuite.casework.ledgers import contact, service, tables
from fieldsuite.casework.visits import attempt
from fieldsuite.errors import OfficeError
from fieldsuite.tables import KnownEvent
from forms.ledgers import LEDGERS
from tests.forms.samples import fonts, pdftotext, squeezed
from tests.grounds import TODAY, Place


@pytest.mark.requirement("R123")
@pytest.mark.requirement("R150")
def test_the_ledger_of_certifications_says_who_found_it_and_who_checked_it(place: Place) -> None:
    with place.officer() as office:
        seen = place.visit(office, "p-cut", way="activity")
        place.check(office, "p-soon")
        place.visit(office, "p-month", status="dead", death_on=date(2026, 10, 1), photos=())
    with place.reviewer() as office:
        review.decide(office, seen.record_id, True)
        rows = tables.rows(office, "certification")
    by_name = {row["name"]: row for row in rows}
    first = by_name["区永福"]
    assert (first["method"], first["recorder"], first["first"], first["second"]) == (
        "activity", "练习员", "练习员", "复核员",
    )  # fmt: skip
    assert first["result"] == "具备（健在-能自理）" and len(first["evidence"]) == 8
    assert by_name["仇德明"]["method"] == "manual" and by_name["仇德明"]["second"] == ""
    assert by_name["曾建国"]["result"] == "丧失（死亡；2026-10-01）"
    assert [row["seq"] for row in rows] == ["1", "2", "3"]


@pytest.mark.requirement("R124")
@pytest.mark.requirement("R193")
def test_the_household_survey_gets_its_remarks(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-cut", way="household")
        place.visit(office, "p-month", status="dead", death_on=date(2026, 10, 1), photos=())
        rows = {row["name"]: row for row in tables.rows(office, "remarks")}
    assert rows["区永福"]["form"] == "全民参保登记个人信息汇总表"
    assert rows["区永福"]["remark"].startswith("资格认证：具备；2026-11-21；入户；经办 练习员；证据 ")
    assert rows["曾建国"]["form"] == "全民参保登记表"
    assert rows["曾建国"]["remark"] == "丧失资格：死亡；2026-10-01"
    assert all(len(row["remark"]) <= 100 for row in rows.values())


@pytest.mark.requirement("R125")
@pytest.mark.requirement("R031")
def test_a_service_is_applied_for_scheduled_with_two_officers_and_given(place: Place) -> None:
    with place.officer() as office:
        made = service.apply(office, "p-cut", "区某", "子", "age")
        with pytest.raises(OfficeError) as caught:
            service.schedule(office, made, TODAY, "09:30", ("李梅", "李梅"))
        assert caught.value.key == "ledgers.two_officers"
        with pytest.raises(OfficeError):
            service.schedule(office, made, TODAY - timedelta(days=1), "09:30", ("李梅", "王强"))
        service.schedule(office, made[:10], TODAY + timedelta(days=2), "09:30", ("李梅", "王强"))
        place.clock.go(days=2)
        seen = place.visit(office, "p-cut", status="bedridden")
        service.finish(office, made, certified=True, record=seen.record_id)
        with pytest.raises(OfficeError) as closed:
            service.cancel(office, made, "不去了")
        assert closed.value.key == "ledgers.closed"
        (row,) = tables.rows(office, "service")
    expected = {"applied_on": "2026-11-21", "applicant": "区某（子）", "name": "区永福", "age": "75", "reason": "高龄",
                "mobility": "健在-卧床全陪护", "visit_on": "2026-11-23 09:30", "officers": "李梅、王强",
                "done_on": "2026-11-23", "result": "已认证"}  # fmt: skip
    assert {key: row[key] for key in expected} == expected and row["evidence"]


@pytest.mark.requirement("R117")
@pytest.mark.requirement("R126")
def test_the_ledger_of_verifications_counts_contacts_by_method_until_three_months(place: Place) -> None:
    with place.officer() as office:
        rows = {row["name"]: row for row in tables.rows(office, "business")}
        received = date.fromisoformat(rows["覃文龙"]["received"])
        assert rows["覃文龙"]["due"] == "2027-02-21" and received == TODAY
        assert rows["覃文龙"]["result"] == "核实中" and rows["覃文龙"]["reason"].startswith("医保记录")
        contact.log(office, "p-verify", "phone", "no_answer")
        contact.log(office, "p-verify", "phone", "no_answer")
        contact.log(office, "p-verify", "posted", "sent")
        attempt.save(office, "p-verify", attempt.AttemptForm("absent", "三村六组", TODAY, "10:00"))
        place.visit(office, "p-verify")
        row = next(one for one in tables.rows(office, "business") if one["name"] == "覃文龙")
        assert row["contacts"] == "电话2 张贴告示1 上门1"
        assert (row["result"], row["method"], row["verified_on"]) == (
            "具备（健在-能自理）",
            "home",
            "2026-11-21",
        )
        assert row["sent_on"] == ""
        place.pack(office)
        row = next(one for one in tables.rows(office, "business") if one["name"] == "覃文龙")
        assert row["sent_on"] == "2026-11-21" and len(row["bundle"]) == 8
        place.clock.go(days=93)
        late = [one for one in tables.rows(office, "business") if one["name"] != "覃文龙"]
        assert late and {one["result"] for one in late} == {"逾期未核实"}


@pytest.mark.requirement("R174")
@pytest.mark.requirement("R177")
def test_a_stop_nobody_asked_about_for_a_year_is_followed_up_by_its_reason(place: Place) -> None:
    with place.officer() as office:
        with office.store.session() as session:
            session.add(KnownEvent(id="e1", person_id="p-fine", kind="death", on=date(2025, 6, 10)))
            session.add(KnownEvent(id="e2", person_id="p-soon", kind="missing", on=date(2026, 6, 10)))
        rows = {row["name"]: row for row in tables.rows(office, "follow-up")}
        assert "仇德明" not in rows  # stopped for less than a year
        assert (rows["单国强"]["stop_reason"], rows["单国强"]["result"]) == ("死亡停发", "")
        contact.follow_up(
            office, "p-fine", "电话", "家属称将来办理注销", spoke_with="单某（子）", heir="单某"
        )
        contact.follow_up(office, "p-fine", "信函", "退回，查无此人", result="sealed")
        row = next(one for one in tables.rows(office, "follow-up") if one["name"] == "单国强")
        assert (row["result"], row["heir"]) == ("个人账户余额封存", "单某")
        assert row["tracked"].count("；") == 1 and "家属称将来办理注销" in row["tracked"]
        with pytest.raises(OfficeError) as caught:
            contact.follow_up(office, "p-soon", "电话", "仍无消息", result="sealed")
        assert caught.value.key == "ledgers.not_dead"
        with pytest.raises(OfficeError) as running:
            contact.follow_up(office, "p-rare", "电话", "在家")
        assert running.value.key == "ledgers.not_stopped"


@pytest.mark.parametrize("name", list(LEDGERS))
def test_every_ledger_is_written_as_excel_csv_and_paper(place: Place, name: str) -> None:
    fonts()
    with place.officer() as office:
        made = service.apply(office, "p-rare", "=1+1", "子", "illness")
        service.schedule(office, made, TODAY, "", ("李梅", "王强"))
        place.visit(office, "p-rare")
        with office.store.session() as session:
            session.add(KnownEvent(id="e1", person_id="p-fine", kind="death", on=date(2025, 6, 10)))
        rows = tables.rows(office, name)
        assert rows
        for suffix in (".xlsx", ".csv", ".pdf"):
            written = tables.write(office, name, place.root / f"ledger{suffix}")
            assert (written.rows, written.pages > 0) == (len(rows), suffix == ".pdf")
        with pytest.raises(OfficeError):
            tables.write(office, name, place.root / "ledger.doc")
    ledger = LEDGERS[name]
    table = load_workbook(place.root / "ledger.xlsx").active
    assert [cell.value for cell in table[1]] == [*(field.zh for field in ledger.fields), "公开方式"]
    cells = [cell for line in table.iter_rows(min_row=2) for cell in line if cell.value is not None]
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in cells)
    listed = _csv(place.root / "ledger.csv")
    assert len(listed) == len(rows) + 1
    assert all(not cell.startswith("=") for line in listed for cell in line)
    text = squeezed(pdftotext(place.root / "ledger.pdf"))
    assert ledger.title.zh in text and "公开方式:不公开" in text and "第1页/共" in text
    assert all(squeezed(row["name"]) in text and row["id_no"] in text for row in rows)


def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_range_of_days_keeps_what_lies_in_it(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-cut")
        place.clock.go(days=3)
        place.visit(office, "p-soon")
        names = [row["name"] for row in tables.rows(office, "certification", since=TODAY + timedelta(days=1))]
        assert names == ["仇德明"]
        assert [row["name"] for row in tables.rows(office, "certification", until=TODAY)] == ["区永福"]
        masked = tables.rows(office, "certification", masked=True)
        assert all("*" in row["id_no"] for row in masked)
        with pytest.raises(OfficeError) as caught:
            tables.rows(office, "nothing")
        assert caught.value.code == "E_USAGE"
