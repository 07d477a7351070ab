"""Numbers, names and telephones that people are known by: put right, shared, taken twice."""

import json
from datetime import date
from typing import Any

import pytest

from fieldsuite.documents import ListedPerson
from fieldsuite.province import register
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place, cast, number

__all__ = ["desk"]


def field(line: Line, place: Place, *words: object) -> dict[str, Any]:
    place.secret.write_text(PASSPHRASE, encoding="utf-8")
    return line.ask(*words, home=place.village, secret=place.secret)


def more(**changes: object) -> ListedPerson:
    return cast()[0].model_copy(update={"benefits": (), "certified": (), **changes})


@pytest.mark.requirement("R013", "R022")
def test_a_wrong_telephone_is_put_right_and_both_values_stay_on_record(desk: Place, line: Line) -> None:
    done = field(
        line, desk, "people", "correct", "p-fine", "phone", "13800138000", "--reason", "本人当面核对，换了号"
    )
    assert (done["before"], done["applied"], done["warnings"]) == ("13900000001", True, [])
    (row,) = field(line, desk, "people", "corrections", "p-fine")["corrections"]
    assert (row["before"], row["after"], row["reason"]) == (
        "13900000001",
        "13800138000",
        "本人当面核对，换了号",
    )
    assert row["officer"] and row["recorded_at"]


@pytest.mark.requirement("R013")
def test_what_says_who_somebody_is_waits_for_the_province_and_comes_back_with_the_list(
    desk: Place, line: Line
) -> None:
    done = field(
        line, desk, "people", "correct", "p-rare", "name", "阿卜杜拉·麦麦提", "--reason", "身份证上是麦麦提"
    )
    assert done["applied"] is False
    assert field(line, desk, "people", "show", "p-rare")["card"]["name"] == "阿卜杜拉·买买提"
    with desk.officer() as village:
        sent = desk.pack(village)
    ask(line, desk, "province", "receive", sent.path)
    ask(line, desk, "province", "accept", done["record_id"])
    with desk.clerk() as office, desk.officer() as village:
        desk.dispatch(office)
        desk.read(village)
    assert field(line, desk, "people", "show", "p-rare")["card"]["name"] == "阿卜杜拉·麦麦提"
    assert field(line, desk, "people", "find", "adkl")["people"] or field(
        line, desk, "people", "find", "阿卜杜拉"
    )


@pytest.mark.requirement("R010")
def test_a_fifth_person_on_one_telephone_brings_a_warning_and_is_taken(desk: Place, line: Line) -> None:
    people = ["p-fine", "p-soon", "p-month", "p-cut", "p-new"]
    given = [
        field(line, desk, "people", "correct", who, "phone", "138 0013 8000", "--reason", "老人由社区代管")[
            "warnings"
        ]
        for who in people
    ]
    assert given[:4] == [[], [], [], []] and given[4][0]["code"] == "PHONE_SHARED"
    report = field(line, desk, "people", "phones")
    assert [len(names) for _, names in report["shared"]] == [5]


@pytest.mark.requirement("R022")
def test_people_without_a_telephone_that_can_be_used_are_listed(desk: Place, line: Line) -> None:
    field(line, desk, "people", "correct", "p-fine", "phone", "", "--reason", "停机，没有新号")
    missing = {person for person, _, _ in field(line, desk, "people", "phones")["missing"]}
    assert "p-fine" in missing


@pytest.mark.requirement("R009")
@pytest.mark.parametrize("phone", ["+1 604 555 0123", "+852 5123 4567", "+49 30 901820"])
def test_telephones_of_other_countries_are_taken(phone: str, desk: Place, line: Line) -> None:
    assert (
        field(line, desk, "people", "correct", "p-fine", "phone", phone, "--reason", "随子女居住")["after"]
        == phone
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("phone", "123"), ("sex", "女"), ("birth", "1951-03-15"), ("birth", "gestern"), ("id_no", "790123195103140012"),
        ("mobility", "fast"), ("insured_area", "51"), ("id_kind", "library"), ("name", ""),
    ],
)  # fmt: skip
def test_what_contradicts_the_number_or_cannot_be_is_refused(
    name: str, value: str, desk: Place, line: Line
) -> None:
    refused = line.say("people", "correct", "p-fine", name, value, "--reason", "试", home=desk.village,
                       secret=desk.secret)  # fmt: skip
    assert refused.error == "E_INPUT"


def test_a_correction_needs_a_reason_a_known_particular_and_a_change(desk: Place, line: Line) -> None:
    for words in (["phone", "13900000001", "--reason", "一样"], ["shoes", "42", "--reason", "试"],
                  ["phone", "13800138000", "--reason", " "]):  # fmt: skip
        refused = line.say("people", "correct", "p-fine", *words, home=desk.village, secret=desk.secret)
        assert refused.error in ("E_INPUT", "E_RULE")


@pytest.mark.requirement("R007", "R008")
@pytest.mark.parametrize("given", ["HKG0009056", "H12345678", "08123456", "abC-12/3(4)"])
def test_a_document_of_another_kind_is_kept_as_it_was_typed(given: str, desk: Place, line: Line) -> None:
    ask(line, desk, "people", "correct", "p-fine", "id_kind", "other", "--reason", "港澳居民")
    ask(line, desk, "people", "correct", "p-fine", "id_no", given, "--reason", "照证件登记")
    found = ask(line, desk, "people", "find", given)["people"]
    assert [row["id"] for row in found] == ["p-fine"]
    (row, _) = ask(line, desk, "people", "corrections", "p-fine")["corrections"]
    assert row["after"] == given


def test_a_right_number_brings_its_birth_and_sex(desk: Place, line: Line) -> None:
    right = number("790123", date(1950, 8, 9), 62)
    ask(line, desk, "people", "correct", "p-fine", "id_no", right, "--reason", "身份证原件核对")
    card = ask(line, desk, "people", "show", "p-fine")["card"]
    assert (card["birth"], card["sex"]) == ("1950-08-09", "女")


def test_a_number_of_somebody_else_is_refused(desk: Place, line: Line) -> None:
    taken = cast()[1].id_no
    refused = line.say("people", "correct", "p-fine", "id_no", taken, "--reason", "试", home=desk.province,
                       secret=desk.secret)  # fmt: skip
    assert refused.error == "E_RULE" and "仇德明" in refused.object["error"]["message"]


@pytest.mark.requirement("R179")
def test_people_who_may_stand_on_the_register_twice_are_found(desk: Place, line: Line) -> None:
    one = cast()[0]
    with desk.clerk() as office:
        register.take(
            office,
            [
                more(id="d-1", person_no="1", id_kind="other", id_no="H1234567801"),
                more(id="d-2", person_no="2", id_kind="other", id_no="h12345678", name="别名"),
                more(id="d-3", person_no=one.person_no, id_no=number("790123", one.birth, 91), name="第三人"),
                more(id="d-4", person_no="4", id_no=number("790123", one.birth, 93), name="单 国强"),
            ],
            desk.site,
        )
    groups = ask(line, desk, "people", "duplicates")["groups"]
    found = {(row["why"], frozenset(person for person, _, _ in row["people"])) for row in groups}
    assert ("one_number", frozenset({"d-1", "d-2"})) in found
    assert ("one_person_no", frozenset({"p-fine", "d-3"})) in found
    assert any(why == "one_name_and_birth" and {"p-fine", "d-4"} <= people for why, people in found)


@pytest.mark.requirement("R014", "R016")
@pytest.mark.parametrize("words", ["欧阳家旺", "欧阳", "oyjw", "ID", "TAIL"])
def test_somebody_is_found_by_name_and_by_number(words: str, desk: Place, line: Line) -> None:
    id_no = cast()[6].id_no
    query = {"ID": id_no, "TAIL": id_no[-4:]}.get(words, words)
    assert "p-two" in [row["id"] for row in field(line, desk, "people", "find", query)["people"]]


@pytest.mark.requirement("R001", "R089")
def test_a_person_holds_several_benefits_and_one_certification_serves_them(desk: Place, line: Line) -> None:
    with desk.officer() as village:
        desk.visit(village, "p-two")
    benefits = field(line, desk, "people", "show", "p-two", "--as-of", "2026-11-21")["card"]["benefits"]
    assert {one["benefit"]: one["standing"]["deadline"] for one in benefits} == {
        "pension": "2027-11-21", "work-injury": "2027-11-21",
    }  # fmt: skip


NUMBERS = [
    ("11010519491231002X", "resident", None), ("１１０１０５１９４９１２３１００２ｘ", "resident", None),
    ("110105 19491231 002X", "resident", None), ("11010519491231002O", None, "LEN"),
    ("440524188001010014", "resident", None), ("440524188001010013", None, "CHECK"),
    ("450103194902300010", None, "BIRTH"), ("450103202701010015", None, "BIRTH_RANGE"),
    ("000105194912310021", None, "REGION"), ("450103194503010005", "resident", None),
    ("450103194503010003", None, "CHECK"), ("130503670401001", "resident15", None),
    ("450103490301000", "resident15", None), ("110105180401998", None, "BIRTH_RANGE"),
    ("1101051949123100", None, "LEN"), ("1101051949123100211", None, "LEN"),
    ("810000199408230021", "hk_mo_tw_permit", None), ("830000199201300022", "hk_mo_tw_permit", None),
    ("810001199408230020", None, "REGION"), ("932682198501010017", "foreign_permanent", None),
    ("911124198108030024", "foreign_permanent", None), ("SAU320085010101", "foreign_permanent_old", None),
]  # fmt: skip


@pytest.mark.requirement("R134", "R007")
@pytest.mark.parametrize(("given", "kind", "problem"), NUMBERS)
def test_identity_numbers_of_every_kind(
    given: str, kind: str | None, problem: str | None, line: Line
) -> None:
    answer = line.say("id", "check", given, "--as-of", "2026-11-21")
    found = json.loads(answer.out)
    assert (answer.code, found["valid"], found["problem"]) == (1 if problem else 0, problem is None, problem)
    assert problem or found["kind"] == kind


@pytest.mark.requirement("R089")
def test_a_standing_names_the_record_that_caused_it(desk: Place, line: Line) -> None:
    with desk.officer() as village:
        saved = desk.visit(village, "p-fine")
    words = ["people", "show", "p-fine", "--as-of", "2026-11-21"]
    assert field(line, desk, *words)["card"]["benefits"][0]["standing"]["record"] == saved.record_id
    made = field(
        line,
        desk,
        "visit",
        "record",
        "p-fine",
        "--status",
        "dead",
        "--death-on",
        "2026-11-20",
        "--place",
        "三村",
    )
    found = field(line, desk, *words)["card"]["benefits"][0]["standing"]
    assert (found["status"], found["record"]) == ("DECEASED", made["record_id"])
