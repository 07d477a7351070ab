"""The desk's day by keys alone: its jobs, the three lists, what left and came back, the uncertified in six spans."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import select
from textual.pilot import Pilot

from fieldsuite.province import compare
from fieldsuite.province.compare import Wish
from fieldsuite.tables import Person
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import (
    about,
    answer,
    at_desk,
    clerk,
    go_to,
    job,
    listed,
    named,
    pick,
    table,
)
from tests.fieldsuite.screens.driving import drive, field, on, palette, program, shown, until
from tests.forms.samples import fonts

SCREENS = (
    "DeskScreen", "CompareScreen", "DataObjectionsScreen", "RollScreen", "SentListsScreen", "UncertifiedScreen",
    "PaymentScreen", "ApprovalsScreen", "DispatchScreen",
)  # fmt: skip


def stands(pilot: Pilot[Any], screen: str) -> bool:
    """True when such a screen is open, be it under a question."""
    return any(type(one).__name__ == screen for one in pilot.app.screen_stack)


def test_the_jobs_of_the_desk_are_counted_the_next_is_marked_and_each_has_a_digit_and_a_way_back(
    desk: Path,
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        assert "▸ 1  收件与决定                 6" in shown(pilot.app)
        assert "▸ 下一步：收件与决定" in shown(pilot.app)
        for digit, screen in enumerate(SCREENS, 1):
            await pilot.press(str(digit))
            await until(pilot, partial(stands, pilot, screen))
            while not on(pilot, "DeskHomeScreen")():
                await pilot.press("escape")
                await pilot.pause(0.05)
        footer = shown(pilot.app).splitlines()[-1]
        assert footer.count("  ") < 12 and "L 台账" in footer and "F3 找人" in footer

    drive(program(desk), steps)


def test_the_palette_leads_to_the_jobs_of_the_desk_from_each_of_its_screens(desk: Path) -> None:
    ways = {"daiheshi": "RollScreen", "approvals": "ApprovalsScreen", "停发异议": "PaymentScreen"}

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, "6", "UncertifiedScreen")
        for typed, screen in ways.items():
            await palette(pilot, typed, screen)
        assert pilot.app.screen.what == "objected"  # type: ignore[attr-defined]

    drive(program(desk), steps)


@pytest.mark.requirement("R108", "R109", "R113", "R114")
def test_somebody_who_travelled_after_a_death_stands_on_the_list_to_verify_with_article_14_and_the_source(
    desk: Path, tmp_path: Path
) -> None:
    who = named(desk, "蒙建国")
    with clerk(desk) as office:
        day, words = office.today(), [("身份证号", "日期"), (who.id_no, "2026-09-10")]
        compare.take(office, table(tmp_path / "dead.csv", words), Wish("death", "civil_affairs", day, {}))
        words[1] = (who.id_no, "2026-10-20")
        compare.take(office, table(tmp_path / "train.csv", words), Wish("travel", "transport", day, {}))

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, "4", "RollScreen")
        await go_to(pilot, "蒙建国")
        assert "第14条" in about(pilot) and "第13条" in about(pilot)
        assert (
            "两份名单矛盾" in shown(pilot.app)
            and "民政殡葬（死亡）" in shown(pilot.app)
            and "交通运输（出行）" in shown(pilot.app)
        )
        await pick(pilot, "which", "lost")
        assert "蒙建国" not in shown(pilot.app)
        await pick(pilot, "which", "eligible")
        assert "第12条" in about(pilot)

    drive(program(desk), steps, (130, 34))


@pytest.mark.requirement("R115", "R116", "R117")
def test_the_list_to_verify_is_split_by_residence_put_on_an_offices_list_and_its_three_months_are_counted(
    desk: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, "4", "RollScreen")
        assert "按居住地：" in shown(pilot.app) and "三村 " in shown(pilot.app)
        await go_to(pilot, "王桂英")
        assert "还没有下发" in about(pilot)
        await pilot.press("s")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: "新列入" in shown(pilot.app) and "已列入，待下发" in shown(pilot.app))
        await pilot.press("f8")
        await until(pilot, lambda: on(pilot, "DispatchScreen")() and field(pilot, "folder").value)
        field(pilot, "send_now").press()
        await until(pilot, lambda: "可以拔出。" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "RollScreen"))
        await until(
            pilot, lambda: "已列入，待下发" not in shown(pilot.app) and "已下发，未反馈" in shown(pilot.app)
        )
        await go_to(pilot, "王桂英")
        assert "还有 92 天" in about(pilot) and "第21条" in about(pilot)
        await pilot.press("escape")
        await until(pilot, on(pilot, "DeskHomeScreen"))
        await job(pilot, "5", "SentListsScreen")
        newest = pilot.app.screen.rows[0]  # type: ignore[attr-defined]
        assert (newest.seq, newest.days) == (2, 92) and newest.to_verify > 10
        assert "练习村（三村）" in shown(pilot.app)
        await album.look(pilot)

    drive(program(desk), steps)


@pytest.mark.requirement("R127", "R128", "R129", "R130")
def test_the_uncertified_are_shown_by_span_benefit_and_place_and_written_to_a_file(
    desk: Path, tmp_path: Path
) -> None:
    fonts()
    sheet, paper = tmp_path / "list.xlsx", tmp_path / "list.pdf"

    async def export(pilot: Pilot[Any], path: Path) -> None:
        await pilot.press("ctrl+e")
        await until(pilot, on(pilot, "PathScreen"))
        assert "未认证人员名单" in field(pilot, "path").value
        await answer(pilot, "PathScreen", path=str(path))
        await until(pilot, lambda: "✓ 已写出" in shown(pilot.app), 30)

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await job(pilot, "6", "UncertifiedScreen")
        assert "大于等于 10 个月小于 12 个月 ▇" in shown(pilot.app)
        await pick(pilot, "span", "12")
        screen: Any = pilot.app.screen
        assert {row.bucket for row in screen.kept()} == {12}
        await pick(pilot, "benefit", "work-injury")
        assert {row.benefit for row in screen.kept()} == {"work-injury"}
        await pick(pilot, "benefit", "all")
        field(pilot, "area").value = "长岭村"
        field(pilot, "area").focus()
        await pilot.press("enter")
        await listed(pilot)
        await until(pilot, lambda: {row.village for row in screen.kept()} == {"长岭村"})
        rows = screen.kept()
        await export(pilot, sheet)
        await export(pilot, paper)
        cells: Any = load_workbook(sheet).active
        names = [cell.value for cell in cells["B"]]
        assert names == ["姓名", *(row.name for row in rows)]
        words = "".join(page.extract_text() for page in PdfReader(paper).pages)
        assert "未认证人员名单" in words and rows[0].name in words and "已停发" in words
        await pick(pilot, "span", "daily")
        assert {row.status for row in screen.kept()} <= {"DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED"}
        await pilot.press("enter")
        await until(pilot, on(pilot, "DeskPersonScreen"))

    drive(program(desk), steps, (120, 34))


@pytest.mark.requirement("R127", "R156")
def test_a_city_sees_its_own_people_only_in_lists_and_in_the_search(desk: Path, album: Album) -> None:
    with clerk(desk) as office, office.store.session() as session:
        for at, row in enumerate(session.exec(select(Person).order_by(Person.person_no))):
            row.insured_area = "510502" if at % 2 else "510702"
            session.add(row)
    settings = desk / "province" / "office.json"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('"area": ""', '"area": "510500"'), "utf-8")
    assert settings.read_text("utf-8") != text

    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        assert "市（州）级 510500" in shown(pilot.app)
        await job(pilot, "6", "UncertifiedScreen")
        assert {row.insured_area for row in pilot.app.screen.rows} == {"510502"}  # type: ignore[attr-defined]
        await pilot.press("f3")
        await until(pilot, lambda: on(pilot, "DeskPeopleScreen")() and len(pilot.app.screen.rows) == 20)  # type: ignore[attr-defined]
        await album.look(pilot)

    drive(program(desk), steps)
