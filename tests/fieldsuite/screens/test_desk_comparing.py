"""Files of other departments at the desk by keys alone: looked at, set right, taken in; and what is objected to."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.province import compare, lists, objections
from fieldsuite.province.compare import Wish
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import (
    CLERKS,
    about,
    answer,
    at_desk,
    clerk,
    go_to,
    job,
    listed,
    named,
    table,
)
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, until

SUSPENDED = "覃桂英"


@pytest.mark.requirement("R119", "R120", "R025", "R195")
def test_a_file_is_looked_at_its_columns_are_set_by_keys_and_it_is_taken_in_whole(
    desk: Path, tmp_path: Path
) -> None:
    who, other = named(desk, SUSPENDED), named(desk, "王桂英")
    path = table(
        tmp_path / "高铁.csv",
        [
            ("旅客证件", "旅客", "上车时间"),
            (who.id_no, who.name, "2026/11/05"),
            (other.id_no, "张三", "2026/11/05"),
            ("1234", "李四", "2026/11/05"),
            (other.id_no, other.name, "2027/01/01"),
        ],
    )

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await pilot.press("2")
        await answer(pilot, "PathScreen", path=str(path))
        await until(pilot, lambda: "CSV，GB18030，4 行，3 列" in shown(pilot.app))
        await until(
            pilot, lambda: "请选一列" in shown(pilot.app)
        )  # no column has a usual name: said beside it
        field(pilot, "kind").value = "travel"
        field(pilot, "department").value = "transport"
        await pilot.pause(0.1)
        field(pilot, "map_id_no").focus()
        for key in ("space", "down", "enter"):
            await pilot.press(key)
        await until(pilot, lambda: field(pilot, "map_id_no").value == "旅客证件")
        field(pilot, "map_name").value = "旅客"
        field(pilot, "map_on").value = "上车时间"
        await until(pilot, lambda: "认证 1 · 不能用 3" in shown(pilot.app))
        text = shown(pilot.app)
        for words in (
            "姓名不符，登记的是 王桂英",
            "身份证号不对：1234",
            "日期在今天以后",
            "已暂停→正常 2027-11-05",
        ):
            assert words in text
        field(pilot, "take").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "✓ 高铁.csv 已导入：认证 1 · 不能用 3" in shown(pilot.app))
        await pilot.press("i")
        await answer(pilot, "PathScreen", path=str(path))
        await until(pilot, lambda: "以前导入过" in shown(pilot.app))

    drive(program(desk), steps, (130, 34))
    with clerk(desk) as office:
        assert [(row.name, row.said) for row in objections.signs(office)] == [(SUSPENDED, "travel")]


def test_looking_at_a_file_writes_nothing(desk: Path, tmp_path: Path) -> None:
    who = named(desk, SUSPENDED)
    path = table(tmp_path / "train.csv", [("身份证号", "日期"), (who.id_no, "2026-11-05")], "utf-8")
    with clerk(desk) as office:
        wish = Wish("travel", "transport", office.today(), {})
        *_, would = compare.taking(office, path, wish, trial=True)
        assert isinstance(would, compare.Taken) and would.certified == 1
        assert objections.signs(office) == ()
        assert compare.take(office, path, wish).certified == 1


@pytest.mark.requirement("R121")
def test_somebody_objects_to_data_and_another_officer_decides(
    desk: Path, tmp_path: Path, album: Album
) -> None:
    who = named(desk, SUSPENDED)
    path = table(tmp_path / "dead.csv", [("身份证号", "火化日期"), (who.id_no, "2026-11-05")])
    with clerk(desk) as office:
        compare.take(office, path, Wish("death", "civil_affairs", office.today(), {}))

    async def notes(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, CLERKS[1])
        await job(pilot, "4", "RollScreen")
        field(pilot, "which").value = "lost"
        await listed(pilot)
        await go_to(pilot, SUSPENDED)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "DeskPersonScreen")() and pilot.app.screen.grounds)  # type: ignore[attr-defined]
        await pilot.press("q")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("down", "down", "enter")
        await until(pilot, on(pilot, "DataObjectionsScreen"))
        await go_to(pilot, SUSPENDED)
        assert "民政殡葬（死亡）" in about(pilot) and "民政" in shown(pilot.app)
        await pilot.press("q")
        await answer(pilot, "ObjectionScreen", by="覃小军（子）", reason="同名同姓，本人健在")
        await until(pilot, lambda: "✓ 异议已登记" in shown(pilot.app))
        await go_to(pilot, SUSPENDED)
        await pilot.press("a")
        await answer(pilot, "ReasonScreen", reason="核对身份证号，不是本人")
        await until(pilot, lambda: "您不能复核自己初审的记录" in shown(pilot.app))

    async def decides(pilot: Pilot[Any]) -> None:
        await at_desk(pilot, CLERKS[2])
        assert "1 条有异议，等另一人决定" in shown(pilot.app)
        await job(pilot, "3", "DataObjectionsScreen")
        await album.look(pilot)
        await pilot.press("a")
        await answer(pilot, "ReasonScreen", reason="核对身份证号，不是本人")
        await until(pilot, lambda: "✓ 异议成立" in shown(pilot.app))

    drive(program(desk), notes)
    with clerk(desk) as office:
        (row,) = (row for row in lists.lists(office) if row.person == who.id and row.benefit == "pension")
        assert (row.list, row.reasons[0].article) == ("verify", "第9条")
    drive(program(desk), decides)
    with clerk(desk) as office:
        assert [row.state for row in objections.signs(office)] == ["withdrawn"]
