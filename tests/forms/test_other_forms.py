import hashlib

import pytest
from pypdf import PdfReader

from forms import FORMS, consent, regions
from forms.errors import FormsError
from forms.pinyin import spells
from tests.forms.samples import TODAY, fonts, pdftotext, squeezed

OVERSEAS = {
    "surname_zh": "龙", "given_zh": "䶮", "nationality": "FR", "cn_id": "11010519491231002X", "sex": "女",
    "birth": "1949-12-31", "passport_no": "19FV12345", "mobile": "+33612345678", "pay_area": "450103",
    "mission": "中国驻法国大使馆",
}  # fmt: skip
PROXY = {
    "way": "proxy", "proxy_name": "李四", "proxy_id": "E12345678", "proxy_relation": "子女",
    "proxy_signed_on": "2026-11-01",
}  # fmt: skip
DEATH = {
    "name": "覃㛃", "id_no": "11010519491231002X", "benefit": "resident-pension", "death_on": "2026-03-02",
    "source": "village", "reporter_name": "韦建国", "reporter_relation": "子", "reporter_phone": "13807710001",
    "reported_on": "2026-03-05",
}  # fmt: skip
CONSENT = {
    "person": "韦秀兰", "face": True, "voice": False, "text_version": "2026-1", "language": "壮语",
    "read_by": "黄志强", "mark": "thumb", "witness": "覃文", "on": "2026-11-20",
}  # fmt: skip
RIGHT = {"overseas": OVERSEAS, "death": DEATH, "consent": CONSENT}


def found(name, **changes):
    result = FORMS[name].check({**RIGHT[name], **changes}, TODAY)
    return {problem.field: problem.zh for problem in (*result.errors, *result.warnings)}, result.valid


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_form_is_right(name):
    assert found(name) == ({}, True)


@pytest.mark.requirement("R131")
@pytest.mark.requirement("R132")
@pytest.mark.requirement("R134")
@pytest.mark.requirement("R140")
def test_an_empty_overseas_form_says_the_notices_own_words():
    errors = {problem.field: problem.zh for problem in FORMS["overseas"].check({}, TODAY).errors}
    assert errors == {
        "surname_zh": "请输入正确的中文姓",
        "given_zh": "请输入正确的中文名",
        "nationality": "请选择国籍",
        "cn_id": "请输入正确的身份证号",
        "sex": "请选择性别",
        "birth": "请填写出生日期",
        "passport_no": "请输入正确的护照号码",
        "mobile": "请输入正确的手机号码",
        "pay_area": "请选择养老金发放地",
        "mission": "请选择使领馆",
    }


@pytest.mark.parametrize("written", ["南宁市", "南宁", "广西壮族自治区南宁市", "450100"])
def test_a_paying_area_is_known_by_its_name_as_by_its_digits(written):
    assert FORMS["overseas"].check({"pay_area": written}, TODAY).value["pay_area"] == "450100"


def test_every_region_of_today_is_known_by_its_full_name():
    today = [code for code, one in regions.all_regions().items() if one.abolished_after is None]
    assert [code for code in today if regions.coded(regions.full_name(code)) != code] == []


@pytest.mark.requirement("R131")
@pytest.mark.parametrize("surname", ["", "Long", "龙1", "龙" * 21, "龙 x"])
def test_a_surname_that_is_not_1_to_20_chinese_characters(surname):
    assert found("overseas", surname_zh=surname)[0]["surname_zh"] == "请输入正确的中文姓"


@pytest.mark.requirement("R136")
@pytest.mark.parametrize("birth", ["1900-01-01", "2026-11-21", "2026-11-22", "1899-12-31"])
def test_the_bounds_of_the_birth_date_are_strict(birth):
    assert found("overseas", birth=birth) == ({"birth": "出生日期应晚于1900-01-01且早于今天"}, False)


def test_sex_and_birth_that_differ_from_the_number_are_warnings_abroad():
    assert found("overseas", sex="男") == ({"sex": "性别与身份证号不一致"}, True)
    assert found("overseas", birth="1949-12-30") == ({"birth": "出生日期与身份证号不一致"}, True)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"nationality": "XX"}, {"nationality": "请选择国籍"}),
        ({"passport_no": "12"}, {"passport_no": "请输入正确的护照号码"}),
        ({"mobile": "12345"}, {"mobile": "请输入正确的手机号码"}),
        ({"pay_area": "440524"}, {"pay_area": "请选择养老金发放地"}),
        ({"pay_area": "朝阳区"}, {"pay_area": "请选择养老金发放地"}),
        ({"pay_area": "北京"}, {}),
        ({"permit_exp": "2026-11-20"}, {"permit_exp": "居留证件已过期或不足有效期"}),
        ({"name_latin": "LONG YAN"}, {}),
        ({"name_latin": "龙䶮"}, {"name_latin": "请输入正确的证件姓名"}),
        ({"name_latin": "DUPONT MARIE"}, {"name_latin": "证件姓名与中文名拼音不一致，请附同一人证明"}),
        ({"handler": "张三", "reviewer": "张三"}, {"reviewer": "经办人与审核人不得为同一人"}),
        ({"handler": "张三", "reviewer": "李四"}, {}),
        (PROXY, {}),
        ({**PROXY, "proxy_signed_on": "2026-10-22"}, {}),
        ({**PROXY, "proxy_signed_on": "2026-10-21"}, {"proxy_signed_on": "委托书签署日期超过30天"}),
        ({**PROXY, "proxy_name": ""}, {"proxy_name": "请填写代办人姓名"}),
    ],
)
def test_rules_of_the_overseas_form(changes, problem):
    assert found("overseas", **changes)[0] == problem


@pytest.mark.parametrize(
    ("surname", "given", "latin", "same"),
    [
        ("覃", "秀兰", "QIN XIULAN", True), ("覃", "秀兰", "TAN, XIU-LAN", True), ("吕", "娜", "LYU<<NA", True),
        ("黄", "𬱟", "WEI HUANG", True), ("张", "三", "LI SI", False),
    ],
)  # fmt: skip
def test_pinyin_of_names(surname, given, latin, same):
    assert spells(surname, given, latin) is same


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"death_on": "2026-11-22", "reported_on": ""},
         {"death_on": "死亡时间应晚于出生日期且不晚于今天", "reported_on": "请填写报告日期"}),
        ({"reported_on": "2026-03-01"}, {"reported_on": "报告日期不得早于死亡日期"}),
        ({"reported_on": "2026-11-22"}, {"reported_on": "报告日期不得晚于今天"}),
        ({"death_on": ""}, {"death_on": "请填写死亡日期"}),
        ({"death_on": "", "death_about": True}, {"death_on": "请填写死亡日期"}),
        ({"death_on": "", "death_about": "2026年3月上旬"}, {}),
        ({"death_about": True}, {}),
        ({"source": "neighbour"}, {"source": "请选择信息来源"}),
    ],
)  # fmt: skip
def test_rules_of_the_death_report(changes, problem):
    assert found("death", **changes)[0] == problem


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"face": False}, {"face": "人脸和声纹均未同意：不得采集，请改用人工核实"}),
        ({"face": "yes"}, {"face": "同意采集人脸应为是或否"}),
        ({"witness": ""}, {"witness": "按手印或口头同意的应有见证人"}),
        ({"witness": "韦秀兰"}, {"witness": "见证人不得为本人"}),
        ({"read_by": ""}, {"read_by": "不识字的应由他人宣读，请填写宣读人"}),
        ({"mark": "signature", "witness": "", "read_by": ""}, {}),
        ({"text_version": "1999-9"}, {"text_version": "没有这个版本的同意书"}),
        ({"on": "2026-11-22"}, {"on": "同意日期不得晚于今天"}),
    ],
)
def test_rules_of_the_consent(changes, problem):
    assert found("consent", **changes)[0] == problem


def test_the_consent_carries_the_digest_of_the_very_text_it_prints(tmp_path):
    out = tmp_path / "consent.pdf"
    FORMS["consent"].print(CONSENT, out, fonts=fonts())
    text = squeezed(pdftotext(out))
    assert squeezed(consent.text_of()) in text
    assert hashlib.sha256(consent.text_of().encode()).hexdigest() in text
    assert "人脸■同意采集□不同意采集" in text and "声纹□同意采集■不同意采集" in text
    assert "不同意采集的，由工作人员人工核实，您的待遇不受任何影响" in text


def test_a_consent_to_an_unknown_text_is_not_printed(tmp_path):
    with pytest.raises(FormsError, match="unknown_consent"):
        FORMS["consent"].print({**CONSENT, "text_version": "1"}, tmp_path / "x.pdf", fonts=fonts())
    assert list(tmp_path.iterdir()) == []


def test_both_halves_of_the_overseas_sheet_say_the_same_and_that_it_is_not_the_official_blank(tmp_path):
    out = tmp_path / "overseas.pdf"
    FORMS["overseas"].print({**OVERSEAS, **PROXY, "handler": "张三", "reviewer": "李四"}, out, fonts=fonts())
    text = squeezed(pdftotext(out))
    for words in (
        "在境外居住人员领取养老金资格审核表", "非官方原表", "龙䶮", "11010519491231002X", "国籍法国", "办理方式委托",
        "广西壮族自治区南宁市青秀区450103", "申请人签名", "经办人签名:", "审核人签署:", "确认机构（公章）",
    ):  # fmt: skip
        assert text.count(words) == 2, words
    assert text.count("加盖骑缝章") == 1
    assert "张三" not in text, "staff sign by hand"
    assert len(PdfReader(out).pages) == 1


def test_the_death_report_ends_no_benefit(tmp_path):
    out = tmp_path / "death.pdf"
    FORMS["death"].print({**DEATH, "death_about": True}, out, fonts=fonts(), practice=True)
    text = squeezed(pdftotext(out))
    assert "覃㛃" in text and "约2026-03-02" in text and "待经办机构确认" in text and "练习" in text


@pytest.mark.parametrize("name", RIGHT)
def test_any_form_may_be_printed_blank_and_a_value_too_long_for_its_box_is_named(tmp_path, name):
    assert FORMS[name].print({}, tmp_path / "blank.pdf", fonts=fonts()).pages == 1
    key, label = {
        "overseas": ("addr", "境外住址"),
        "death": ("place", "死亡地点"),
        "consent": ("person", "本人姓名"),
    }[name]
    with pytest.raises(FormsError) as refused:
        FORMS[name].print({**RIGHT[name], key: "长" * 900}, tmp_path / "long.pdf", fonts=fonts())
    assert (refused.value.key, refused.value.values["field"]) == ("text_too_long", label)


@pytest.mark.parametrize("name", FORMS)
def test_every_field_has_a_label_in_both_languages_and_keys_are_unique(name):
    fields = FORMS[name].fields
    assert all(field.zh and field.en.isascii() for field in fields)
    assert len({field.key for field in fields}) == len(fields)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("value", [1, 1.5, True, [], {}, None, "\ud800", "\x00", "x" * 5000])
def test_whatever_a_file_holds_is_answered_and_never_raises(name, value):
    data = {field.key: value for field in FORMS[name].fields} | {
        "rows": [{f.key: value for f in FORMS[name].fields}]
    }
    result = FORMS[name].check(data, TODAY)
    assert not result.valid
    assert all(problem.text("zh") and problem.text("en") for problem in (*result.errors, *result.warnings))
