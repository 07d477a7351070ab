"""Leaflets and the directory of places: what is handed out and hung up, by command."""

import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from fieldsuite.config import read_config, write_config
from tests.fieldsuite.cli.line import Line
from tests.forms.samples import fonts
from tests.grounds import Place


@pytest.fixture
def village(line: Line, live: Place):  # type: ignore[no-untyped-def]
    fonts()
    return lambda *words: line.ask(*words, home=live.village, secret=live.secret)


def words_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def with_places(village) -> None:  # type: ignore[no-untyped-def]
    village("site", "add", "江阳区社保局大厅", "--address", "江阳西路12号", "--phone", "0830-3191234",
            "--area", "510502", "--hours", "工作日 9:00-17:00")  # fmt: skip
    village("site", "add", "邮储银行蓝田支行", "--address", "蓝田街道8号", "--phone", "95580",
            "--kind", "post_bank", "--area", "510502")  # fmt: skip


@pytest.mark.requirement("R021", "R020")
def test_the_directory_of_places_is_kept_and_printed(village, live: Place, line: Line) -> None:  # type: ignore[no-untyped-def]
    with_places(village)
    village("site", "add", "邮储银行蓝田支行", "--address", "蓝田街道9号", "--phone", "95580", "--kind", "post_bank",
            "--area", "510502")  # fmt: skip
    found = village("site", "list", "--kind", "post_bank")["sites"]
    assert [(one["name"], one["address"]) for one in found] == [("邮储银行蓝田支行", "蓝田街道9号")]
    village("site", "export", "-o", live.root / "sites.pdf")
    text = words_of(live.root / "sites.pdf")
    for part in (
        "社会保险待遇资格认证服务网点",
        "江阳西路12号",
        "0830-3191234",
        "邮储银行",
        "江阳区",
        "公开方式:主动公开",
    ):
        assert part in text, part
    village("site", "export", "-o", live.root / "sites.xlsx")
    village("site", "remove", "江阳区社保局大厅")
    assert len(village("site", "list")["sites"]) == 1
    assert village("site", "import", live.root / "sites.xlsx")["sites"] == 2
    assert len(village("site", "list")["sites"]) == 2


@pytest.mark.parametrize(
    "wrong", [("--phone", "123"), ("--kind", "shop"), ("--area", "999999"), ("--address", " ")]
)
def test_a_place_that_nobody_finds_is_not_taken(wrong: tuple[str, str], live: Place, line: Line) -> None:
    given = {
        "--address": "江阳西路12号",
        "--phone": "12333",
        "--kind": "counter",
        "--area": "",
        **dict([wrong]),
    }
    words = [word for pair in given.items() for word in pair]
    said = line.say("site", "add", "大厅", *words, home=live.village, secret=live.secret)
    assert said.error == "E_INPUT"


def test_a_table_with_a_wrong_place_is_taken_not_at_all(village, live: Place, line: Line) -> None:  # type: ignore[no-untyped-def]
    with_places(village)
    out = live.root / "sites.xlsx"
    village("site", "export", "-o", out)
    book = openpyxl.load_workbook(out)
    book.active["A2"].value, book.active["E3"].value = "新大厅", "abc"
    book.save(out)
    assert line.say("site", "import", out, home=live.village, secret=live.secret).error == "E_INPUT"
    assert "新大厅" not in [one["name"] for one in village("site", "list")["sites"]]


@pytest.mark.requirement("R185")
def test_leaflets_tell_units_and_people_what_to_do(village, live: Place) -> None:  # type: ignore[no-untyped-def]
    village("form", "setting", "--hotline", "12333", "--contact", "0830-3191234")
    with_places(village)
    out = live.root / "leaflet.pdf"
    made = village("notice", "leaflet", "-o", out, "--kind", "person", "--kind", "unit")
    text = words_of(out)
    assert made["pages"] >= 2
    for part in ("领取社会保险待遇资格认证告知单", "每12个月至少认证一次", "四川规程第8条", "举报监督电话:12333",
                 "待遇领取人员有义务协助领取社会保险待遇资格认证", "邮储银行蓝田支行", "请协助资格认证宣传告知",
                 "申报减员（待遇停发）"):  # fmt: skip
        assert part in text, part


@pytest.mark.requirement("R186", "R187")
def test_publicity_is_a_pack_to_print(village, live: Place) -> None:  # type: ignore[no-untyped-def]
    with_places(village)
    files = {
        Path(path).name: Path(path) for path in village("notice", "pack", "-o", live.root / "pack")["files"]
    }
    assert set(files) == {"告知单.pdf", "自助认证流程.pdf", "致单位.pdf", "海报.pdf", "服务网点.pdf"}
    steps = words_of(files["自助认证流程.pdf"])
    for part in ("si.12333.gov.cn", "掌上12333", "2至3个动作", "相距约60厘米", "看到下次认证时间才算成功"):
        assert part in steps, part
    assert "公开方式:主动公开" in words_of(files["海报.pdf"])


@pytest.mark.parametrize(
    ("profile", "said"),
    [("inner-mongolia", "于10月31日截止"), ("guangxi-birthday", "每年生日当月至次年生日上月"),
     ("guangxi-dependants", "每6个月至少认证一次"), ("guangxi-first", "从首次建模并成功认证的月份算起")],
)  # fmt: skip
def test_a_leaflet_tells_the_cycle_of_its_own_notice(village, live: Place, profile: str, said: str) -> None:  # type: ignore[no-untyped-def]
    write_config(live.village, replace(read_config(live.village), profile=profile))
    village("notice", "leaflet", "-o", live.root / "x.pdf")
    assert said in words_of(live.root / "x.pdf")


def test_a_leaflet_that_does_not_exist_is_refused(live: Place, line: Line) -> None:
    said = line.say(
        "notice",
        "leaflet",
        "-o",
        live.root / "x.pdf",
        "--kind",
        "song",
        home=live.village,
        secret=live.secret,
    )
    assert said.error == "E_USAGE"
