"""A visit is recorded with what was found, or refused with the field that is wrong; never half."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlmodel import select

from fieldsuite.casework import people, visit
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.records import Visit, parse
from fieldsuite.tables import Journal, Person
from fieldsuite.words import has
from keys.canonical import encode
from tests.grounds import TODAY, Place

BIRTH = date(1951, 3, 14)
FORM = visit.VisitForm("self_care", "三村六组", TODAY, "09:14", photos=(Path("photo.png"),))


def rows(office: Office) -> list[Journal]:
    with office.store.session() as session:
        return list(session.exec(select(Journal)))


@pytest.mark.requirement("R114")
@pytest.mark.requirement("R148")
@pytest.mark.parametrize(
    ("status", "detail", "event"),
    [
        ("self_care", {}, None), ("partial_care", {}, None), ("bedridden", {}, None),
        ("dead", {"death_on": date(2026, 11, 2)}, "DECEASED"),
        ("missing", {"missing_reason": "外出三个月，家人联系不上"}, "STOPPED"),
        ("prison", {"prison_on": date(2026, 10, 8)}, "STOPPED_PRISON"),
        ("other", {"other": "门锁着，邻居说去了女儿家"}, None),
    ],
)  # fmt: skip
def test_every_status_is_recorded_with_what_belongs_to_it(
    place: Place, status: str, detail: dict[str, Any], event: str | None
) -> None:
    alive = status in ("self_care", "partial_care", "bedridden")
    with place.officer() as office:
        saved = place.visit(office, "p-fine", status=status, **detail, **({} if alive else {"photos": ()}))
        (row,) = rows(office)
        card = people.card(office, "p-fine")
    said = parse(row.kind, row.payload)
    assert isinstance(said, Visit) and said.status == status
    assert saved.certifies is alive and saved.needs_review
    assert saved.deadlines == ((("pension", date(2027, 11, 21)),) if alive else ())
    assert card.benefits[0].standing.status == (event or "OK")
    assert card.history[0].detail == status and card.history[0].state == "waiting_review"


@pytest.mark.requirement("R148")
@pytest.mark.parametrize(
    ("status", "field"),
    [("dead", "death_on"), ("missing", "missing_reason"), ("prison", "prison_on"), ("other", "other")],
)
def test_a_status_without_what_belongs_to_it_is_refused(place: Place, status: str, field: str) -> None:
    with place.officer() as office:
        for empty in ({}, {"missing_reason": " \n\u3000", "other": "\t"}):
            with pytest.raises(OfficeError) as caught:
                place.visit(office, "p-fine", status=status, **empty)
            assert (caught.value.key, caught.value.code) == ("office.visit_detail", "E_RULE")
        assert rows(office) == []
    assert (field, "office.visit_detail") in visit.problems(replace(FORM, status=status), TODAY, BIRTH)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"on": TODAY + timedelta(days=1)}, "on", "date_future"),
    ({"on": date(1951, 3, 13)}, "on", "visit_before_birth"),
    ({"status": "dead", "death_on": date(1951, 3, 14)}, "death_on", "death_date"),
    ({"status": "dead", "death_on": date(1900, 1, 1)}, "death_on", "death_date"),
    ({"status": "dead", "death_on": TODAY + timedelta(days=1)}, "death_on", "death_date"),
    ({"status": "dead", "on": date(2026, 11, 1), "death_on": date(2026, 11, 2)}, "death_on", "death_date"),
    ({"status": "prison", "prison_on": TODAY + timedelta(days=1)}, "prison_on", "prison_date"),
    ({"status": "prison", "prison_on": date(1950, 1, 1)}, "prison_on", "prison_date"),
    ({"status": "self_care", "death_on": date(2026, 11, 2)}, "death_on", "visit_other_detail"),
    ({"status": "dead", "death_on": date(2026, 11, 2), "missing_reason": "x"}, "missing_reason", "visit_other_detail"),
    ({"place": "  "}, "place", "name_missing"), ({"place": "\u200b"}, "place", "name_missing"),
    ({"status": "other", "other": "\u200b\x00"}, "other", "visit_detail"),
    ({"at": "25:00"}, "at", "time_wrong"), ({"at": "早上"}, "at", "time_wrong"), ({"at": ""}, "at", "time_wrong"),
    ({"at": "9:5"}, "at", "time_wrong"), ({"at": "09:14\n"}, "", ""), ({"at": "9:05"}, "", ""),
    ({"phone": "没有"}, "phone", "phone_wrong"), ({"phone": "1"}, "phone", "phone_wrong"),
    ({"phone": "13800008000"}, "", ""), ({"phone": "0830-3112345"}, "", ""), ({"phone": "+61 2 1234 5678"}, "", ""),
    ({"photos": ()}, "photos", "photo_needed"),
    ({"status": "missing", "missing_reason": "找不到", "photos": ()}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("more", "field", "key"), WRONG)
def test_what_is_wrong_with_a_form_is_said_beside_its_field(
    more: dict[str, Any], field: str, key: str
) -> None:
    found = visit.problems(replace(FORM, **more), TODAY, BIRTH)
    assert found == (((field, f"office.{key}"),) if field else ())
    assert all(has(sentence) for _, sentence in found)


@pytest.mark.requirement("R123")
def test_somebody_alive_needs_a_photograph_taken_on_the_spot(place: Place) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError) as caught:
            place.visit(office, "p-fine", photos=())
        assert caught.value.key == "office.photo_needed" and exit_status(caught.value.code) == 2
        assert rows(office) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.jpg", "这是一封信，不是照片".encode()),
        ("empty.jpg", b""),
        ("cut.jpg", b"\xff\xd8\xff\xe0 cut off"),
        ("zip.png", b"PK\x03\x04"),
        ("svg.png", b"<svg onload='x'/>"),
        ("head.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_a_file_that_is_called_a_photograph_and_is_none_is_refused(
    place: Place, name: str, data: bytes
) -> None:
    path = place.root / name
    path.write_bytes(data)
    with place.officer() as office:
        with pytest.raises(OfficeError) as caught:
            place.visit(office, "p-fine", photos=(place.photo(), path))
        assert (caught.value.key, caught.value.code) == ("office.not_a_photo", "E_MEDIA")
        assert rows(office) == []


def test_a_photograph_that_was_cut_off_while_it_was_copied_is_refused(place: Place) -> None:
    whole, cut = place.root / "whole.jpg", place.root / "cut.jpg"
    Image.effect_noise((320, 240), 80).save(whole)
    cut.write_bytes(whole.read_bytes()[:-2000])
    with place.officer() as office:
        with pytest.raises(OfficeError) as caught:
            place.visit(office, "p-fine", photos=(cut,))
        assert caught.value.code == "E_MEDIA"
        assert place.visit(office, "p-fine", photos=(whole,)).certifies


def test_a_photograph_that_is_not_there_is_said_to_be_missing(place: Place) -> None:
    with place.officer() as office:
        for path in (place.root / "gone.jpg", place.root):
            with pytest.raises(OfficeError) as caught:
                place.visit(office, "p-fine", photos=(path,))
            assert (caught.value.key, exit_status(caught.value.code)) == ("cli.no_such_file", 2)


def test_a_photograph_of_more_than_20_mib_is_refused_before_it_is_read(place: Place) -> None:
    path = place.root / "large.jpg"
    with path.open("wb") as file:
        file.truncate(20 * 2**20 + 1)
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        place.visit(office, "p-fine", photos=(path,))
    assert caught.value.key == "office.photo_large"


def test_one_photograph_given_twice_is_one_piece_of_evidence(place: Place) -> None:
    photo = place.photo()
    with place.officer() as office:
        place.visit(office, "p-fine", photos=(photo, photo))
        (row,) = rows(office)
        assert len(row.evidence) == 1 and office.evidence.get(row.evidence[0]) == photo.read_bytes()


@pytest.mark.requirement("R017")
@pytest.mark.requirement("R022")
def test_the_phone_that_was_confirmed_is_the_phone_that_is_called(place: Place) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine", phone="138 1234 5678", status="bedridden")
        with office.store.session() as session:
            found = people.one(session, "p-fine")
    assert (found.phone, found.mobility) == ("138 1234 5678", "bedridden")


@pytest.mark.parametrize(
    "typed",
    [
        "三村\n六组",
        "\u200b三村",
        "e\u0301",
        "\u202e三村",
        "\ufeff三村",
        "三村\x00",
        "a\u200bb",
        "x" * 500,
        "龙\U0002cd9f\ue000",
    ],
)
def test_what_was_pasted_is_taken_in_a_form_that_can_be_signed(place: Place, typed: str) -> None:
    with place.officer() as office:
        place.visit(office, "p-fine", place=typed)
        (row,) = rows(office)
    assert row.payload["place"] and encode(row.payload)


def test_a_text_without_end_is_refused_in_words(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        place.visit(office, "p-fine", place="三" * 501)
    assert (caught.value.key, caught.value.values["most"]) == ("office.text_long", 500)


def test_somebody_who_is_not_on_the_register_cannot_be_visited(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        place.visit(office, "p-nobody")
    assert caught.value.code == "E_NOT_FOUND"


def test_the_desk_makes_no_visits(place: Place) -> None:
    with place.clerk() as desk, pytest.raises(OfficeError) as caught:
        place.visit(desk, "p-fine")
    assert caught.value.key == "office.not_field"


DAYS = st.dates(date(1940, 1, 1), date(2027, 12, 31)) | st.none()
FORMS = st.builds(
    visit.VisitForm,
    status=st.sampled_from(("self_care", "partial_care", "bedridden", "dead", "missing", "prison", "other")),
    place=st.text(max_size=30), on=DAYS.filter(bool), at=st.sampled_from(("09:14", "24:00", "")) | st.text(max_size=6),
    death_on=DAYS, missing_reason=st.text(max_size=9), prison_on=DAYS, other=st.text(max_size=9),
    phone=st.just("") | st.text("0123456789+ -", max_size=14), photos=st.just((Path("photo.png"),)),
)  # fmt: skip


def test_whatever_is_entered_is_recorded_whole_or_refused_in_a_sentence(place: Place) -> None:
    photo = place.photo()
    with place.officer() as office:

        @settings(max_examples=60, deadline=None)
        @given(FORMS)
        def attempt(form: visit.VisitForm) -> None:
            before = len(rows(office))
            found = visit.problems(form, TODAY, BIRTH)
            try:
                visit.save(office, "p-fine", replace(form, photos=(photo,)))
            except OfficeError as error:
                assert found and has(error.key) and len(rows(office)) == before
            else:
                assert not found and len(rows(office)) == before + 1

        attempt()


def test_the_register_keeps_what_a_refused_form_did_not_change(place: Place) -> None:
    with place.officer() as office:
        with pytest.raises(OfficeError):
            place.visit(office, "p-fine", phone="13812345678", on=TODAY + timedelta(days=1))
        with office.store.session() as session:
            person = session.get(Person, "p-fine")
        assert person is not None and person.phone == "13900000001"
