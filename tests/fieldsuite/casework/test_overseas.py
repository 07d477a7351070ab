"""The consulate's counter: forms filled from last year's, checked in the notice's words, numbered, signed, recorded."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.acts import OverseasReview, SeenDocument
from fieldsuite.casework import paper_settings, people, review
from fieldsuite.casework.overseas import mail, record, sheet
from fieldsuite.casework.overseas.names import split_name
from fieldsuite.casework.overseas.unlisted import unlisted
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.practice import consulate
from fieldsuite.records import parse
from fieldsuite.tables import Journal, KnownCertification
from tests.counter import FORM, PASSPORT, at, signed, somebody
from tests.grounds import TODAY, Place


def problems(office: Office, who: str, given: record.Signed) -> set[str]:
    with pytest.raises(OfficeError) as caught:
        record.save(office, who, given)
    assert caught.value.code == "E_RULE"
    with office.store.session() as session:
        assert not session.exec(select(Journal).where(Journal.kind == "overseas")).all()
    return {one["message"] for one in caught.value.extra["errors"]}


@pytest.mark.requirement("R005")
@pytest.mark.requirement("R042")
@pytest.mark.requirement("R141")
def test_a_form_is_filled_from_the_register_checked_signed_and_certifies(abroad: Place) -> None:
    with at(abroad) as office:
        who = somebody(office)
        first = sheet.fill(office, who, FORM)
        assert first.valid, first.errors
        saved = record.save(office, who, signed(abroad))
        assert saved.certifies and saved.needs_review and saved.deadlines
        with office.store.session() as session:
            (row,) = session.exec(select(Journal).where(Journal.kind == "overseas"))
        said = parse(row.kind, row.payload)
        assert isinstance(said, OverseasReview)
        assert (
            said.form_no == f"{consulate.SITE}-2026-000001" and said.form["mission"] == "中国驻悉尼总领事馆"
        )
        with pytest.raises(OfficeError) as own:
            review.decide(office, saved.record_id, True)
        assert own.value.code == "E_SAMEPERSON"
    with at(abroad, "supervisor") as office:
        review.decide(office, saved.record_id, True)
        assert people.card(office, who).benefits[0].standing.status == "OK"


@pytest.mark.requirement("R131", "R132", "R136", "R137")
@pytest.mark.requirement("R138")
@pytest.mark.requirement("R140")
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("surname_zh", "Smith", "请输入正确的中文姓"), ("given_zh", "x" * 21, "请输入正确的中文名"),
        ("cn_id", "510502194503010002", "请输入正确的身份证号"), ("mission", "", "请选择使领馆"),
        ("birth", "1900-01-01", "出生日期应晚于1900-01-01且早于今天"), ("mobile", "12", "请输入正确的手机号码"),
        ("permit_exp", "2026-12-20", "居留证件已过期或不足有效期"), ("passport_no", "", "请输入正确的护照号码"),
    ],
)  # fmt: skip
def test_every_field_answers_in_the_words_of_the_notice(
    abroad: Place, field: str, value: str, message: str
) -> None:
    with at(abroad) as office:
        who = somebody(office)
        found = sheet.fill(office, who, {**FORM, field: value})
        assert message in {one.zh for one in found.errors if one.field == field}
        assert message in problems(office, who, signed(abroad))


def test_last_years_form_is_copied_and_its_days_are_not(abroad: Place) -> None:
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, {**FORM, "addr": "9 New Road", "way": "self"})
        record.save(office, who, signed(abroad))
        abroad.clock.go(days=330)
        again = sheet.look(office, who)
        assert again.data["addr"] == "9 New Road" and again.last_on == TODAY
        assert again.form_no == "" and "permit_exp" not in again.data


def test_a_second_form_within_the_cycle_is_allowed_and_said(abroad: Place) -> None:
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, FORM)
        record.save(office, who, signed(abroad))
        assert any("本周期内已于2026-11-21办理过" in one.zh for one in sheet.look(office, who).warnings)


@pytest.mark.parametrize(
    ("way", "more", "message"),
    [
        ("self", {"photos": ()}, "请附已签名表格的照片或扫描件"),
        ("self", {"documents": ()}, "请登记看过的护照"),
        ("proxy", {}, "委托办理应登记代办人护照"),
        ("mail", {}, "邮寄办理应登记公证书和公证日期"),
    ],
)
def test_a_form_without_its_papers_is_not_taken(abroad: Place, way: str, more: dict, message: str) -> None:
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, {**FORM, "way": way, "proxy_name": "单国强", "proxy_id": "EK1", "proxy_relation": "子",
                                 "proxy_signed_on": "2026-11-10"})  # fmt: skip
        assert message in problems(office, who, signed(abroad, **more))


def test_a_document_that_has_expired_is_not_taken(abroad: Place) -> None:
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, FORM)
        old = SeenDocument(kind="passport", number="EJ7", expires=date(2026, 11, 20))
        assert "证件已过期：EJ7" in problems(office, who, signed(abroad, documents=(old,)))


def test_the_fourth_year_by_proxy_needs_a_reason(abroad: Place) -> None:
    proxy = (PASSPORT, SeenDocument(kind="proxy_passport", number="EK1"), SeenDocument(kind="authorisation"))
    with at(abroad) as office:
        who = somebody(office)
        with office.store.session() as session:
            session.exec(KnownCertification.__table__.delete())
            for year in (2023, 2024, 2025):
                day = date(year, 11, 1)
                session.add(KnownCertification(id=f"k{year}", person_id=who, on=day, recorded_on=day,
                                               method="consulate_proxy"))  # fmt: skip
        typed = {**FORM, "way": "proxy", "proxy_name": "单国强", "proxy_id": "EK1", "proxy_relation": "子",
                 "proxy_signed_on": "2026-10-22"}  # fmt: skip
        found = sheet.fill(office, who, typed)
        assert found.valid and found.proxy_years == (2023, 2024, 2025)
        assert "连续三年委托办理，第四年原则上应由本人亲自办理" in problems(
            office, who, signed(abroad, documents=proxy)
        )
        record.save(office, who, signed(abroad, documents=proxy, override="卧床，视频见面核实"))
        sheet.fill(office, who, {**typed, "proxy_signed_on": "2026-10-21"})
        assert any(one.zh == "委托书签署日期超过30天" for one in sheet.look(office, who).errors)


def test_what_differs_from_the_number_is_explained_or_not_taken(abroad: Place) -> None:
    with at(abroad) as office:
        who = somebody(office)
        other = "女" if sheet.look(office, who).data["sex"] == "男" else "男"
        sheet.fill(office, who, {**FORM, "sex": other, "name_latin": "SMITH JOHN"})
        told = problems(office, who, signed(abroad))
        assert told == {"性别与身份证号不一致", "证件姓名与中文名拼音不一致，请附同一人证明"}
        words = {"sex": "证件登记有误，公安证明见附件", "name_latin": "入籍改名"}
        assert problems(office, who, signed(abroad, explained=words))  # the proof itself is still missing
        proofs = (PASSPORT, SeenDocument(kind="same_person"))
        assert record.save(office, who, signed(abroad, explained=words, documents=proofs)).certifies


@pytest.mark.requirement("R004")
def test_survivors_and_short_stays_use_the_same_form(abroad: Place) -> None:
    with at(abroad) as office:
        for row, category in zip(people.find(office), ("survivor", "short_stay"), strict=False):
            sheet.fill(office, row.id, FORM)
            record.save(office, row.id, signed(abroad, category=category))
        with office.store.session() as session:
            rows = session.exec(select(Journal.payload).where(Journal.kind == "overseas")).all()
        assert [row["category"] for row in rows] == ["survivor", "short_stay"]


def test_a_form_that_came_by_post_has_the_notarys_day(abroad: Place) -> None:
    notary = (PASSPORT, SeenDocument(kind="notary", number="NSW-1"))
    with at(abroad) as office:
        who = somebody(office)
        sheet.fill(office, who, {**FORM, "way": "mail"})
        record.save(office, who, signed(abroad, documents=notary, notary_on=date(2026, 11, 12)))
        with office.store.session() as session:
            (row,) = session.exec(select(Journal).where(Journal.kind == "overseas"))
        assert row.occurred_on == date(2026, 11, 12)
        number = row.payload["form_no"]
        mail.log(office, "in", "张某", tracking="RR1")
        mail.log(office, "out", "江阳区社保局", form_nos=(number,), carrier="EMS")
        with pytest.raises(OfficeError):
            mail.log(office, "out", "江阳区社保局", form_nos=("never-2026-000001",))
        assert [one.direction for one in mail.register(office)] == ["out", "in"]


@pytest.mark.requirement("R018")
@pytest.mark.requirement("R039")
def test_somebody_on_no_list_is_kept_for_the_province_and_certifies_nothing(abroad: Place) -> None:
    typed = {**FORM, "cn_id": "790123195103140010", "surname_zh": "单", "given_zh": "国强", "sex": "男",
             "birth": "1951-03-14", "mobile": "+61412345678"}  # fmt: skip
    with at(abroad) as office:
        with pytest.raises(OfficeError) as caught:
            sheet.fill(office, "-", FORM)
        assert caught.value.key == "overseas.number_needed"
        typed["cn_id"] = _with_check("79012319510314001")
        found = sheet.fill(office, "-", typed)
        assert found.valid and found.person_id == ""
        saved = record.save(office, typed["cn_id"], signed(abroad))
        assert not saved.certifies
        sent = abroad.pack(office)
    with abroad.clerk() as desk:
        (arrived,) = abroad.arrive(desk, sent.path)
        assert (arrived.result, dict(arrived.counts)) == ("imported", {"stored": sent.records})
        (case,) = unlisted(desk)
        # The desk knows the number from a village's list: it can tell at once who this is.
        assert (case.name, case.site, case.known_as) == ("单国强", abroad.site, "p-fine")


def _with_check(body: str) -> str:
    from forms.identity_number import check_character

    return body + check_character(body)


MRZ = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
"""Specimen of ICAO 9303-4, appendix A."""


def test_the_two_lines_of_a_passport_fill_the_form_and_a_slip_is_named() -> None:
    found = sheet.typed_line(*MRZ)
    assert (found["passport_no"], found["name_latin"]) == ("L898902C3", "ERIKSSON ANNA MARIA")
    with pytest.raises(OfficeError) as caught:
        sheet.typed_line(MRZ[0], MRZ[1].replace("7408122", "7408123", 1))
    assert caught.value.code == "E_RULE" and "birth" in str(caught.value.values["parts"])
    with pytest.raises(OfficeError) as caught:
        sheet.typed_line("P<UTO", MRZ[1])
    assert caught.value.key == "overseas.mrz_unreadable"


def test_names_are_split_as_people_are_called() -> None:
    assert split_name("单国强") == ("单", "国强")
    assert split_name("欧阳家旺") == ("欧阳", "家旺")
    assert split_name("阿卜杜拉·买买提") == ("阿卜杜拉", "买买提")


def test_settings_of_paper_are_remembered_and_impossible_ones_refused(abroad: Place) -> None:
    with at(abroad) as office:
        paper_settings.change(office, offset_x=1.5, offset_y=-0.5, printer="HP 窗口")
        found = paper_settings.read(office)
        assert (found.offset_x, found.offset_y, found.printer, found.country) == (1.5, -0.5, "HP 窗口", "AU")
        for wrong in ({"offset_x": 99.0}, {"country": "XX"}, {"blank": str(Path("none.pdf"))}):
            with pytest.raises(OfficeError):
                paper_settings.change(office, **wrong)
        assert paper_settings.read(office) == found
