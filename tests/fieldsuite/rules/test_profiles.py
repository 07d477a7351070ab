"""Profiles are data: complete, cited word for word from the notices, refused when something is missing."""

import re
import tomllib
from importlib.resources import files

import pytest

from fieldsuite.errors import OfficeError
from fieldsuite.rules.profile import BENEFITS
from fieldsuite.rules.profile_file import read_profile
from fieldsuite.rules.profiles import NAMES, find, load
from fieldsuite.words import _area, has
from tests.shared import SHARED

NOTICES = {
    "sichuan": "sichuan-2022-25.txt", "guangdong": "guangdong-2019-105.txt", "guangxi-birthday": "guangxi-2020.txt",
    "guangxi-first": "guangxi-2020.txt", "guangxi-dependants": "guangxi-2020.txt",
    "inner-mongolia": "inner-mongolia-2019.txt", "national": "fushun-guide.txt",
}  # fmt: skip


def text_of(name: str) -> str:
    return files("fieldsuite.rules.profiles").joinpath(f"{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_word_for_word_in_its_notice(name: str) -> None:
    notice = SHARED / "regulations" / NOTICES[name]
    if not notice.exists():
        pytest.skip("needs ../shared/regulations, which is not beside this project")
    printed = re.sub(r"\s+", "", notice.read_text(encoding="utf-8"))
    profile = load()[name]
    holders = (*profile.rules.values(), profile.policy, profile.modelling, profile.disclosure)
    for parameter, basis in (each for holder in holders for each in holder.bases.items()):
        assert re.sub(r"\s+", "", basis.quote) in printed, parameter


@pytest.mark.requirement("R001")
@pytest.mark.requirement("R002")
@pytest.mark.requirement("R003")
def test_each_notice_names_its_benefits() -> None:
    named = {name: set(profile.rules) for name, profile in load().items()}
    assert named == {
        "sichuan": {"pension", "institution-pension", "resident-pension", "work-injury"},
        "guangdong": {"pension", "resident-pension"},
        "guangxi-birthday": {"pension", "institution-pension", "unemployment", "work-injury"},
        "guangxi-first": {"pension", "institution-pension", "unemployment", "work-injury"},
        "guangxi-dependants": {"dependants"},
        "inner-mongolia": {"pension"},
        "national": set(BENEFITS),
    }


@pytest.mark.requirement("R077")
def test_only_guangdong_takes_an_enrolment_for_a_certification() -> None:
    taken = {name: next(iter(profile.rules.values())).enrolment for name, profile in load().items()}
    assert taken["guangdong"] == "yes"
    assert taken["guangxi-first"] == taken["guangxi-birthday"] == "with_certification"
    assert [name for name, value in taken.items() if value == "yes"] == ["guangdong"]


def test_the_voice_belongs_to_inner_mongolia_and_finger_and_vein_to_guangdong() -> None:
    assert find("inner-mongolia").rule("pension").biometrics == ("face", "voice")
    assert find("guangdong").rule("pension").biometrics == ("face", "finger", "vein")


def test_an_unknown_profile_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(OfficeError) as refused:
        find("atlantis")
    assert refused.value.key == "rules.unknown_profile"
    assert "sichuan" in str(refused.value.values["known"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[rule]", "[rule"),
        ('mode = { value = "rolling"', 'mode = { value = "sometimes"'),
        ("cycle_months = { value = 12", "cycle_months = { value = true"),
        ("cycle_months = {", "cycle_month = {"),
        ('version = "1"', "version = 1"),
        ("valid_from = 2022-12-12", 'valid_from = "2022-12-12"'),
        ('"work-injury"]', '"lottery"]'),
        ('article = "第7条", quote = "待遇领取人员的一个认证周期为 12 个月"', 'article = "第7条"'),
        ('cut_off = { value = "none"', 'cut_off = { value = "02-30"'),
        ("early_moves_deadline = { value = true", "early_moves_deadline = { value = false"),
        ('deadline = { value = "day"', 'deadline = { value = "cut_off"'),
        ('notice = { value = "依申请公开"', 'notice = { value = "保密"'),
        ("[disclosure]", '[modelling]\nparticulars = { value = ["shoe"], ours = "试" }\n[disclosure]'),
        ("[disclosure]", '[modelling]\nfailures = { value = true, ours = "试" }\n[disclosure]'),
    ],
)
def test_a_profile_that_is_not_complete_is_refused(old: str, new: str) -> None:
    text = text_of("sichuan")
    assert old in text
    with pytest.raises(OfficeError) as refused:
        read_profile(text.replace(old, new, 1), "sichuan")
    assert refused.value.key == "rules.profile_damaged"


def test_every_file_carries_the_name_it_is_found_by() -> None:
    assert [tomllib.loads(text_of(name))["name"] for name in NAMES] == list(NAMES)


def test_every_sentence_of_the_rules_is_there_in_both_languages() -> None:
    for name, entry in _area("rules").items():
        assert entry.get("zh"), name
        assert entry.get("en"), name
        assert ("hint_zh" in entry) == ("hint_en" in entry), name


def test_every_sentence_a_rule_may_say_is_in_the_catalogue() -> None:
    folder = files("fieldsuite.rules")
    said = set()
    for path in folder.iterdir():
        if path.name.endswith(".py"):
            said |= set(re.findall(r'"(rules\.[a-z_0-9]+)"', path.read_text(encoding="utf-8")))
    assert said
    assert all(has(key) for key in said), [key for key in said if not has(key)]
