"""Somebody is found by whatever the officer has: the name, the letters of it, the last four, the card."""

from datetime import date

import pytest
from sqlmodel import select

from fieldsuite.casework import people
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.outlooks.computing import WORST
from fieldsuite.errors import OfficeError
from fieldsuite.tables import Look
from tests.grounds import Place, cast, number


@pytest.mark.requirement("R014")
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("单国强", "单国强"), ("国强", "单国强"), ("单 国 强", "单国强"),
        ("sgq", "单国强"), ("dgq", "单国强"), ("SGQ", "单国强"), ("shanguoqiang", "单国强"), ("ｓｇｑ", "单国强"),
        ("qdm", "仇德明"), ("cdm", "仇德明"), ("zjg", "曾建国"), ("oyf", "区永福"), ("xzq", "解志强"),
        ("qwl", "覃文龙"), ("twl", "覃文龙"), ("oyjw", "欧阳家旺"), ("ouyang jiawang", "欧阳家旺"),
        ("mmt", "阿卜杜拉·买买提"), ("abdlmmt", "阿卜杜拉·买买提"), ("买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"), ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("0090000001", "单国强"), ("p-fine", "单国强"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_a_part_of_it_and_by_its_letters(place: Place, query: str, name: str) -> None:
    with place.officer() as office:
        assert name in [row.name for row in people.find(office, query)]


@pytest.mark.requirement("R016")
def test_the_end_of_the_number_finds_the_person_and_so_does_the_whole_of_it(place: Place) -> None:
    whole = cast()[0].id_no
    with place.officer() as office:
        for query in (whole[-4:], whole, whole.lower(), f"{whole[:6]} {whole[6:14]} {whole[14:]}",
                      whole.translate(str.maketrans("0123456789", "０１２３４５６７８９"))):  # fmt: skip
            assert "p-fine" in [row.id for row in people.find(office, query)], query


def test_an_x_at_the_end_is_found_in_small_and_in_capital_letters(place: Place) -> None:
    with_x = next(number("790123", date(1951, 3, 14), serial) for serial in range(50, 150)
                  if number("790123", date(1951, 3, 14), serial).endswith("X"))  # fmt: skip
    with place.officer() as office:
        with office.store.session() as session:
            person = people.one(session, "p-soon")
            person.id_no, person.id_tail = with_x, with_x[-4:]
            session.add(person)
        for query in (with_x, with_x.lower(), with_x[-4:], with_x[-4:].lower()):
            assert [row.id for row in people.find(office, query)] == ["p-soon"], query


@pytest.mark.parametrize("query", ["%", "_", "%%", "单%强", "' OR 1=1 --", "\\", "p\x00", "*", "[a-z]*"])
def test_nothing_typed_is_read_as_a_pattern(place: Place, query: str) -> None:
    with place.officer() as office:
        assert people.find(office, query) == ()


def test_an_empty_question_shows_everybody_and_the_most_urgent_first(place: Place) -> None:
    with place.officer() as office:
        rows = people.find(office)
    order = [WORST.index(row.status) for row in rows]
    assert len(rows) == 28 and order == sorted(order)


@pytest.mark.requirement("R018")
def test_who_is_not_on_the_register_is_said_to_be_so_with_what_to_do(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        people.card(office, "张无此人")
    assert (caught.value.key, caught.value.code) == ("office.no_person", "E_NOT_FOUND")


def test_two_of_one_name_are_not_guessed_between(place: Place) -> None:
    with place.officer() as office:
        with office.store.session() as session:
            person = people.one(session, "p-soon")
            person.name = "单国强"
            session.add(person)
        with pytest.raises(OfficeError) as caught:
            people.card(office, "单国强")
        assert caught.value.key == "office.several_people" and caught.value.values["count"] == 2
        assert people.card(office, "0090000001").id == "p-fine"


def test_who_looks_at_a_whole_number_is_noted(place: Place) -> None:
    with place.reviewer() as office:
        assert people.unmask(office, "p-fine") == (cast()[0].id_no, cast()[0].phone)
        with office.store.session() as session:
            (look,) = session.exec(select(Look))
        assert (look.person_id, look.officer) == ("p-fine", office.officer.id)


def test_a_list_and_a_card_show_no_whole_number(place: Place) -> None:
    with place.officer() as office:
        rows = people.find(office)
        shown = repr(rows) + "".join(repr(people.card(office, row.id)) for row in rows)
        whole = [part for row in rows for part in people.unmask(office, row.id)]
    assert len(whole) == 56 and not [one for one in whole if one in shown]
    assert all(row.id_masked[-4:] and "*" in row.id_masked for row in rows)


@pytest.mark.parametrize(
    ("whole", "masked"),
    [
        ("510502195701010005", "510502********0005"),
        ("HKG0009056", "HK****56"),
        ("H1234567", "H1****67"),
        ("AB1234", "****"),
        ("", "****"),
    ],
)
def test_a_number_is_masked_whatever_its_length(whole: str, masked: str) -> None:
    assert masked_id(whole) == masked


@pytest.mark.parametrize(
    ("whole", "masked"),
    [("13800008000", "138****8000"), ("+61212345678", "+61****5678"), ("2286688", "****88"), ("", "")],
)
def test_a_phone_number_is_masked_whatever_its_length(whole: str, masked: str) -> None:
    assert masked_phone(whole) == masked
