"""The overseas form and the roster by command: every field's own message, every part of the printed page."""

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.fieldsuite.cli.line import Line
from tests.forms.samples import fonts, roster
from tests.forms.test_other_forms import OVERSEAS


def checked(line: Line, folder: Path, name: str, data: dict[str, Any]) -> dict[str, str]:
    path = folder / "form.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    answer = line.say("form", "check", name, path, home=folder / "home")
    return {one["field"]: one["message"] for one in json.loads(answer.out)["errors"]}


@pytest.mark.requirement(
    "R131", "R132", "R133", "R134", "R135", "R136", "R137", "R138", "R139", "R140", "R039"
)
@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("surname_zh", "请输入正确的中文姓"), ("given_zh", "请输入正确的中文名"), ("cn_id", "请输入正确的身份证号"),
        ("mission", "请选择使领馆"), ("nationality", ""), ("sex", ""), ("birth", ""), ("passport_no", ""),
        ("mobile", ""), ("pay_area", ""),
    ],
)  # fmt: skip
def test_what_the_overseas_form_requires_is_asked_for_in_the_notices_words(
    field: str, message: str, tmp_path: Path, line: Line
) -> None:
    assert checked(line, tmp_path, "overseas", OVERSEAS) == {}
    said = checked(line, tmp_path, "overseas", OVERSEAS | {field: ""})
    assert field in said and (not message or said[field] == message)


@pytest.mark.requirement("R131", "R132", "R133", "R135", "R136")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surname_zh", "汉" * 21), ("given_zh", "汉" * 21), ("surname_zh", "Li"), ("nationality", "XX"), ("sex", "x"),
        ("birth", "1900-01-01"), ("birth", "2999-01-01"), ("pay_area", "999999"),
    ],
)  # fmt: skip
def test_what_the_overseas_form_does_not_take(field: str, value: str, tmp_path: Path, line: Line) -> None:
    assert field in checked(line, tmp_path, "overseas", OVERSEAS | {field: value})


def printed(line: Line, folder: Path, data: dict[str, Any]) -> str:
    fonts()
    path, out = folder / "form.json", folder / "out.pdf"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    found = line.ask("form", "print", "roster", path, "-o", out, home=folder / "home")
    reader = PdfReader(out)
    assert found["pages"] == len(reader.pages)
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.requirement("R143", "R144", "R145", "R146", "R147", "R142")
def test_the_roster_has_its_head_columns_split_column_and_foot(tmp_path: Path, line: Line) -> None:
    text = printed(line, tmp_path, roster(30))
    for part in (
        "单位名称(盖章)",
        "单位编号",
        "填报日期",
        "单位负责人",
        "单位经办人",
        "联系电话",
        "基本状况",
        "死亡时间",
    ):
        assert part in text.replace("（", "(").replace("）", ")"), part
    columns = "序号 个人编号 姓名 性别 身份证号码 出生年月 认证时间 认证地点 联系方式 现居住地详细地址 领取待遇资格确认"
    for column in columns.split():
        assert column in text, column
    assert "详细填写年月日" in text and "详细填写待遇领取人认证地点" in text


@pytest.mark.requirement("R149")
@pytest.mark.parametrize(
    "title",
    [
        "领取社会保险待遇资格核查确认花名册",
        "领取社会保险待遇人员资格核查确认花名册",
        "领取社会保险待遇人员资格确认花名册",
    ],
)  # fmt: skip
def test_each_of_the_three_titles_can_be_chosen(title: str, tmp_path: Path, line: Line) -> None:
    assert title in printed(line, tmp_path, roster(2) | {"title": title})
    if title == "领取社会保险待遇资格核查确认花名册":
        assert title in printed(line, tmp_path, roster(2))
