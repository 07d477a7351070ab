import pytest

from forms import FORMS
from forms.roster import STATUSES, check, status_text
from tests.forms.samples import TODAY, number, person, roster


def errors(data, **kind):
    return {problem.field: problem.zh for problem in check(data, TODAY, **kind).errors}


def with_row(**changes):
    data = roster(1)
    data["rows"][0] |= changes
    return data


def test_a_right_roster_is_right():
    found = check(roster(40), TODAY)
    assert (found.valid, found.warnings) == (True, ())


@pytest.mark.requirement("R144")
def test_every_field_wrong_at_once_and_each_is_named():
    row = {
        "person_no": 123, "name": "abc", "sex": "X", "id_no": "11010519491231002O", "birth_ym": "1949/12",
        "cert_on": "2026-11-22", "cert_place": "家", "phone": "12", "address": "", "status": "alive",
        "death_on": "2026-01-01", "missing_reason": "走失", "prison_on": "2026-01-01", "other": "别的",
    }  # fmt: skip
    data = {
        "title": "花名册",
        "unit_name": "",
        "unit_no": None,
        "filled_on": "2026-13-01",
        "rows": [person(1), row],
    }
    assert errors(data) == {
        "title": "请选择标题",
        "unit_name": "请填写单位名称",
        "unit_no": "请填写单位编号",
        "filled_on": "请输入正确的填报日期",
        "rows[1].person_no": "个人编号应为文本",
        "rows[1].name": "请输入正确的姓名",
        "rows[1].sex": "请选择性别",
        "rows[1].id_no": "请输入正确的身份证号",
        "rows[1].birth_ym": "请输入正确的出生年月",
        "rows[1].cert_on": "认证时间不得晚于今天",
        "rows[1].cert_place": "认证地点请详细填写，不少于4个字",
        "rows[1].phone": "请输入正确的联系方式，固定电话请带区号",
        "rows[1].address": "请填写现居住地详细地址",
        "rows[1].status": "请选择基本状况",
        "rows[1].death_on": "未死亡的不应填写死亡时间",
        "rows[1].missing_reason": "基本状况不是下落不明的不应填写此栏",
        "rows[1].prison_on": "基本状况不是在押服刑的不应填写此栏",
        "rows[1].other": "基本状况不是其他的不应填写此栏",
    }


def test_sex_and_birth_that_differ_from_the_number_are_errors():
    row = person(0)
    other = "男" if row["sex"] == "女" else "女"
    assert errors(with_row(sex=other)) == {"rows[0].sex": "性别与身份证号不一致"}
    assert errors(with_row(birth_ym="1901-01")) == {"rows[0].birth_ym": "出生日期与身份证号不一致"}


@pytest.mark.requirement("R148")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "dead"}, {"rows[0].death_on": "已死亡的应填写死亡时间"}),
        ({"status": "dead", "death_on": "2026-11-21"}, {}),
        (
            {"status": "dead", "death_on": "2026-11-22"},
            {"rows[0].death_on": "死亡时间应晚于出生日期且不晚于今天"},
        ),
        (
            {"status": "dead", "death_on": "1930-01-01"},
            {"rows[0].death_on": "死亡时间应晚于出生日期且不晚于今天"},
        ),
        ({"status": "dead", "death_on": "2026-02-30"}, {"rows[0].death_on": "请输入正确的死亡时间"}),
        ({"status": "missing"}, {"rows[0].missing_reason": "下落不明的应注明原因"}),
        ({"status": "missing", "missing_reason": "外出失联", "cert_on": ""}, {}),
        ({"status": "prison"}, {"rows[0].prison_on": "在押服刑的应注明年月日"}),
        ({"status": "prison", "prison_on": "2025-01-02"}, {}),
        ({"status": "other"}, {"rows[0].other": "其他情况应写明内容"}),
        ({"status": "self_care", "cert_on": ""}, {"rows[0].cert_on": "请填写认证时间(年月日)"}),
    ],
)
def test_what_a_status_asks_for(changes, expected):
    assert errors(with_row(**changes)) == expected


def test_statuses_read_as_note_3_says_them():
    assert [choice.zh for choice in STATUSES] == [
        "健在-能自理", "健在-半自理需陪护", "健在-卧床全陪护", "已死亡", "下落不明", "在押服刑", "其他",
    ]  # fmt: skip
    assert status_text({"status": "dead", "death_on": "2026-03-02"}) == "已死亡(2026-03-02)"
    assert status_text({"status": "missing", "missing_reason": "走失"}) == "下落不明(走失)"


def test_another_document_is_checked_as_what_it_is():
    assert errors(with_row(id_kind="other", id_no="HKG0009056")) == {}
    assert errors(with_row(id_kind="other", id_no="?")) == {"rows[0].id_no": "请输入正确的证件号码"}
    assert errors(with_row(id_kind="passport", id_no="E12345678", birth_ym="1901-01")) == {}


def test_a_practice_number_is_right_in_practice_only():
    from datetime import date

    row = {"id_no": number(date(1945, 3, 1), 1, "790001"), "birth_ym": "1945-03", "sex": "男"}
    assert errors(with_row(**row)) == {"rows[0].id_no": "请输入正确的身份证号"}
    assert errors(with_row(**row), practice=True) == {}


def test_the_same_number_twice_is_a_warning_that_names_the_first():
    found = check({**roster(1), "rows": [person(3), person(3)]}, TODAY)
    assert [(p.field, p.zh) for p in found.warnings] == [("rows[1].id_no", "与第1行的号码相同")]


def test_a_misspelled_key_is_not_lost_in_silence():
    found = check(with_row(adress="somewhere"), TODAY)
    assert [problem.field for problem in found.warnings] == ["rows[0].adress"]


def test_names_are_brought_to_one_kind_of_dot_and_the_number_to_one_shape():
    typed = {
        "name": " 阿卜杜拉・买买提 ",
        "id_no": "１１０１０５ 19491231-002x",
        "birth_ym": "1949-12",
        "sex": "女",
    }
    found = check(with_row(**typed), TODAY)
    row = found.value["rows"][0]
    assert found.valid
    assert (row["name"], row["id_no"]) == ("阿卜杜拉·买买提", "11010519491231002X")


@pytest.mark.parametrize(
    "name", ["", "a", "王.", "·王", "王··五", "王" * 21, "王\u200b五", "王😀", "王\U0010fffd"]
)
def test_what_is_no_name(name):
    assert "rows[0].name" in errors(with_row(name=name))


@pytest.mark.parametrize("name", ["𬱟", "〇", "㛃䶮", "王" * 20, "买买提·阿卜杜拉", "\U00031350", "\ufa0e"])
def test_what_is_a_name(name):
    assert errors(with_row(name=name)) == {}


@pytest.mark.parametrize(
    "data",
    [
        {}, {"rows": None}, {"rows": 7}, {"rows": []}, {"rows": [None]}, {"rows": ["x"]}, {"rows": [{}]},
        {"rows": [{"id_kind": {}, "status": [], "name": {"a": 1}, "id_no": 1, "death_on": True, "phone": []}]},
    ],
)  # fmt: skip
def test_nonsense_is_answered_and_never_raises(data):
    assert not FORMS["roster"].check(data, TODAY).valid


def test_every_message_has_english():
    for problem in check({"rows": [{}, None]}, TODAY).errors:
        assert problem.text("en") and problem.text("en").isascii()
