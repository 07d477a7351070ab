"""Reports of losses, notices, slips, summary and calendar: whom they concern, what they say, what paper holds."""

import csv
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from fieldsuite.casework import paper_settings, people, review
from fieldsuite.casework.reports import annual, calendar, issues, losses, notices, slip, summary
from fieldsuite.errors import OfficeError
from fieldsuite.tables import KnownEvent
from keys.errors import KeysError
from tests.forms.samples import fonts, pdftotext, squeezed
from tests.grounds import TODAY, Place


@pytest.mark.requirement("R158")
@pytest.mark.requirement("R160")
def test_a_death_is_reported_reviewed_and_applied_for(place: Place) -> None:
    fonts()
    with place.officer() as office:
        form = losses.LossForm("death", "family", "单某", date(2026, 10, 2), place="家中", reporter_relation="子",
                               reporter_phone="13800001111")  # fmt: skip
        saved = losses.save(office, "p-fine", form)
        assert saved.needs_review and not saved.certifies
        assert people.card(office, "p-fine").benefits[0].standing.status == "DECEASED"
        losses.save(
            office,
            "p-rare",
            losses.LossForm("prison", "justice", "派出所", date(2026, 9, 1), proof="判决书 12 号"),
        )
        losses.save(office, "p-two", losses.LossForm("missing", "village", "村委会", reason="外出多年无音讯"))
        losses.print_report(office, saved.record_id, place.root / "death.pdf")
        people_count, pages = losses.print_reduction(office, place.root / "reduction.pdf")
        assert (people_count, pages) == (3, 1)
    text = squeezed(pdftotext(place.root / "death.pdf"))
    for word in ("单国强", "2026-10-02", "家属报告", "单某", "待经办机构确认", "本报告不终止待遇"):
        assert word in text, word
    text = squeezed(pdftotext(place.root / "reduction.pdf"))
    for word in (
        "减员（待遇停发）申请表",
        "失踪、下落不明",
        "服刑",
        "判决书12号",
        "家属主动申报",
        "待复核",
        "公开方式:不公开",
    ):
        assert word in text, word
    with place.reviewer() as office:
        review.decide(office, saved.record_id, True)
        sent = place.pack(office)
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, sent.path)
        assert dict(arrived.counts) == {"stored": 4}


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (losses.LossForm("death", "family", "单某"), "reports.loss_when"),
        (losses.LossForm("death", "family", "单某", date(2026, 11, 22)), "reports.loss_date"),
        (losses.LossForm("death", "family", "单某", date(1950, 1, 1)), "reports.loss_date"),
        (losses.LossForm("death", "hospital", "医院", date(2026, 11, 1)), "reports.proof_missing"),
        (losses.LossForm("missing", "village", "村委会"), "office.reason_missing"),
        (losses.LossForm("death", "family", " ", date(2026, 11, 1)), "office.name_missing"),
    ],
)
def test_a_report_without_its_facts_is_refused(place: Place, form: losses.LossForm, key: str) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        losses.save(office, "p-fine", form)
    assert caught.value.key == key


@pytest.mark.requirement("R104")
@pytest.mark.requirement("R165")
def test_people_are_told_in_month_ten_in_month_thirteen_and_of_a_stop(place: Place) -> None:
    fonts()
    with place.officer() as office:
        paper_settings.change(office, contact="0830-3112345", hotline="12333")
        with office.store.session() as session:
            session.add(KnownEvent(id="e", person_id="p-two", kind="death", on=date(2026, 9, 10)))
        remind = {one.person_id: one for one in notices.due_notices(office, "remind")}
        suspend = {one.person_id: one for one in notices.due_notices(office, "suspend")}
        stop = {one.person_id: one for one in notices.due_notices(office, "stop")}
        # 仇德明 was certified on 2025-11-30: month 10 is September 2026; 区永福 on 2025-08-15: suspended from 2026-09.
        assert remind["p-soon"].deadline == date(2026, 11, 30) and "p-fine" not in remind
        assert suspend["p-cut"].from_month == "2026-09" and "p-cut" not in remind
        assert stop["p-two"].stop_reason == "死亡停发"
        assert "2026-11-30到期" in remind["p-soon"].text and "0830-3112345" in remind["p-soon"].text
        for suffix in (".xlsx", ".csv", ".pdf"):
            rows, _ = notices.write_list(office, "suspend", place.root / f"calls{suffix}")
            assert rows == len(suspend)
        count, without = notices.write_messages(office, "suspend", place.root / "sms.csv")
        assert count + without == len(suspend)
        made = notices.print_letters(office, "stop", place.root / "stop.pdf", person="p-two")
        assert made.pages == len(
            [one for one in notices.due_notices(office, "stop") if one.person_id == "p-two"]
        )
        told, _ = notices.print_posted(office, place.root / "posted.pdf")
        assert told >= 2
    text = squeezed(pdftotext(place.root / "stop.pdf"))
    for word in (
        "待遇停发告知书",
        "欧阳家旺先生的家属",
        "死亡停发",
        "办理待遇恢复或注销登记手续",
        "举报监督电话:12333",
        "送达回执",
    ):
        assert word in text, word
    wall = pdftotext(place.root / "posted.pdf")
    number = next(one.id_no for one in suspend.values() if one.person_id == "p-cut")
    assert "区永福" in wall and number not in wall and "四川" not in wall
    with (place.root / "sms.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["手机号码", "姓名", "短信内容"] and len(lines) == count + 1
    table = load_workbook(place.root / "calls.xlsx").active
    assert {cell.value for cell in table["B"]} >= {"区永福"}


@pytest.mark.requirement("R006")
def test_a_slip_is_checked_by_another_laptop_and_a_forged_one_is_not(place: Place, real: Place) -> None:
    fonts()
    with place.officer() as office:
        with pytest.raises(OfficeError) as nothing:
            slip.print_slip(office, "p-cut", place.root / "slip.pdf")
        assert nothing.value.key == "reports.not_certified"
        place.visit(office, "p-cut")
        slip.print_slip(office, "p-cut", place.root / "slip.pdf")
        code, said = slip.make(office, "p-cut")
    text = squeezed(pdftotext(place.root / "slip.pdf"))
    assert "区永福" in text and "2026-11-21" in text and "2027-11-21" in text and "有义务协助" in text
    picture = place.root / "slip"
    subprocess.run(
        ["pdftoppm", "-r", "120", "-png", "-singlefile", place.root / "slip.pdf", picture], check=True
    )
    read = slip.read_picture(picture.with_suffix(".png"))
    with place.clerk() as other:
        found = slip.check(other, read)
        assert (found.name, found.deadline, found.officer) == ("区永福", "2027-11-21", "练习员")
        assert slip.check(other, code).record == said["record"]
        body = code.split(".")[1]
        forged = slip._text(slip._bytes(body).replace("区永福".encode(), "单永福".encode()))
        for wrong in (code.replace(body, forged), code[:-8] + "AAAAAAAA"):
            with pytest.raises((KeysError, OfficeError)) as caught:
                slip.check(other, wrong)
            assert caught.value.code in ("E_SIGNATURE", "E_INPUT")
        for wrong in ("", "FSS1", "FSS1.e30.AAAA", "hello"):
            with pytest.raises(OfficeError):
                slip.check(other, wrong)
    with real.officer() as stranger, pytest.raises(KeysError) as unknown:
        slip.check(stranger, code)
    assert unknown.value.code == "E_SIGNATURE"


@pytest.mark.requirement("R183")
@pytest.mark.requirement("R187")
def test_progress_counts_people_and_ways(place: Place) -> None:
    fonts()
    with place.officer() as office:
        before = summary.progress(office)
        place.visit(office, "p-cut")
        after = summary.progress(office)
        whole = {(one.area, one.benefit): one for one in after}
        total = whole["", "pension"]
        assert (
            total.people
            == 28
            == sum(one.people for key, one in whole.items() if key[0] and key[1] == "pension")
        )
        old = next(one for one in before if (one.area, one.benefit) == ("", "pension"))
        assert total.certified == old.certified + 1 and total.suspended == old.suspended - 1
        assert total.this_year == old.this_year + 1 and total.methods["home"] == 1
        assert 0 < total.self_service_share < 1 and 0 < total.rate < 1
        for suffix in (".xlsx", ".csv", ".pdf"):
            assert annual.write(office, place.root / f"annual{suffix}") == len(after)
    text = squeezed(pdftotext(place.root / "annual.pdf"))
    assert "2026年度领取待遇资格认证工作总结" in text and "合计" in text and "公开方式:依申请公开" in text


@pytest.mark.requirement("R182")
def test_the_calendar_counts_the_days_that_are_left(place: Place) -> None:
    with place.officer() as office:
        found = calendar.calendar(office)
    by_what = {one.what: one for one in found}
    assert (by_what["summary"].on, by_what["summary"].days_left) == (date(2026, 12, 20), 29)
    assert by_what["plan"].on == date(2027, 4, 30) and by_what["monthly"].on == date(2026, 11, 30)
    assert by_what["verify"].on == date(2027, 2, 21) and by_what["verify"].people >= 1
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert any(one.what == "due" and one.on == date(2026, 11, 30) for one in found)


@pytest.mark.requirement("R184")
@pytest.mark.requirement("R188")
@pytest.mark.requirement("R194")
def test_questions_and_tip_offs_travel_to_the_province(place: Place) -> None:
    with place.officer() as office:
        issues.log(office, "question", "死亡日期只知道大概的怎样填？")
        issues.log(office, "tip_off", "有人冒领已故老人的养老金", "13800001111")
        with pytest.raises(OfficeError):
            issues.log(office, "question", " ")
        sent = place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, sent.path)
        found = issues.register(desk)
    assert [(one.topic, one.site) for one in found] == [("tip_off", place.site), ("question", place.site)]
    assert found[0].reward == "人社部发〔2022〕45号" and found[1].reward == "" and found[0].on == TODAY


def test_every_act_has_its_words_on_the_screens() -> None:
    from typing import get_args

    from fieldsuite.acts import ACTS
    from fieldsuite.casework.history import ACT_DETAIL
    from fieldsuite.words import has

    silent = [f"kind_{act.kind}" for act in ACTS if not has(f"screens.kind_{act.kind}")]
    for act in ACTS:
        if act.of_office or act.kind not in ACT_DETAIL:
            continue
        words = get_args(act.model_fields[ACT_DETAIL[act.kind]].annotation)
        silent += [f"event_{word}" for word in words if not has(f"screens.event_{word}")]
        if act.kind != "overseas" and not has(f"screens.method_{act.kind}"):
            silent.append(f"method_{act.kind}")
    assert silent == []
