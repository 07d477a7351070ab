"""Names are found by the letters an officer types, whatever the dictionary thinks of the surname."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldsuite.rules.pinyin import DOUBLE_SURNAMES, SURNAMES, readings, search_keys


@pytest.mark.parametrize("typed", ["qxl", "txl", "qinxiulan", "tanxiulan"])
def test_qin_xiulan_is_found_in_both_provinces_readings(typed: str) -> None:
    assert typed in search_keys("覃秀兰")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单玉珍", "syz"), ("单玉珍", "shanyuzhen"), ("仇英", "qy"), ("曾国强", "zgq"),
        ("区小梅", "oxm"), ("区小梅", "ouxiaomei"), ("解明", "xm"), ("解明", "jm"),
        ("龚𬱟", "gongwei"), ("尉迟恭", "yuchigong"), ("万俟卨", "mqx"), ("单于兰", "cyl"),
        ("查良镛", "zly"), ("盖叫天", "gjt"), ("缪荃孙", "mqs"), ("朴槿", "pj"),
        ("朴槿", "piaojin"), ("长孙无忌", "zswj"),
    ],
)  # fmt: skip
def test_surnames_are_found_by_their_reading_as_surnames(name: str, typed: str) -> None:
    assert typed in search_keys(name)


@pytest.mark.parametrize("typed", ["lvbu", "lubu", "lyubu", "lb"])
def test_u_with_dots_is_found_however_it_is_typed(typed: str) -> None:
    assert typed in search_keys("吕布")


@pytest.mark.parametrize("dot", "·・•‧．")
def test_the_later_part_of_a_name_is_found_by_itself(dot: str) -> None:
    keys = search_keys(f"阿卜杜拉{dot}买买提")
    assert "mmt" in keys
    assert "abdlmmt" in keys
    assert all(key.isascii() for key in keys)


def test_every_reading_of_a_character_is_known_also_inside_a_word() -> None:
    assert {"yu", "wei"} <= set(readings("尉"))
    assert {"wan", "mo"} <= set(readings("万"))


def test_the_usual_reading_of_a_surname_comes_first() -> None:
    for surname, known in SURNAMES.items():
        assert search_keys(surname)[0] == known.split()[0][0]
    for surname, known in DOUBLE_SURNAMES.items():
        assert known.replace(" ", "") in search_keys(surname)


def test_latin_names_stand_for_themselves() -> None:
    assert "smith" in search_keys("Smith")
    assert search_keys("") == ()
    assert search_keys("？") == ()


@given(st.text(max_size=20))
def test_any_text_gives_few_keys_without_spaces(name: str) -> None:
    keys = search_keys(name)
    assert len(set(keys)) == len(keys)
    assert all(key and " " not in key for key in keys)


def test_a_name_of_many_readings_stays_bounded() -> None:
    assert len(search_keys("乐乐单单解解区区曾曾行行重重")) < 400
