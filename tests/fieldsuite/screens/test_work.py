"""The work of a day by keys alone: find, visit, check by hand, review, print."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import correct, people
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.screens.job_doors import open_job
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import choose, drive, field, on, program, shown, type_in, unlock, until


def photo(folder: Path, name: str = "door") -> str:
    return str(drawn_picture(folder / "photos", name, name))


async def open_first(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id == "visits")
    await pilot.press("enter")
    await until(pilot, lambda: on(pilot, "PersonScreen")() and pilot.app.screen.card is not None)  # type: ignore[attr-defined]


@pytest.mark.requirement("R127")
def test_the_digits_open_the_lists_of_the_home_screen(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        for key, name, words in (
            ("1", "PeopleScreen", "本月到期"),
            ("2", "PeopleScreen", "已逾期"),
            ("3", "PeopleScreen", "待核实"),
            ("4", "ReviewScreen", "待复核"),
            ("5", "StickScreen", "发送"),
        ):
            await pilot.press(key)
            await until(pilot, lambda name=name, words=words: on(pilot, name)() and words in shown(pilot.app))
            await pilot.press("escape")
            await until(pilot, on(pilot, "HomeScreen"))
        assert on(pilot, "HomeScreen")()
        open_job(pilot.app, "register")  # type: ignore[arg-type]
        await until(pilot, lambda: on(pilot, "RegisterScreen")() and pilot.app.screen.found)  # type: ignore[attr-defined]
        await album.look(pilot)

    with at_work(root) as office:
        for row in people.find(office, limit=6):
            correct.correct(office, row.id, "phone", "139 1234 5678", "家里的电话")
    drive(program(root), steps)


@pytest.mark.requirement("R014")
def test_somebody_is_found_by_either_reading_of_a_surname_and_by_the_last_four_of_the_number(
    root: Path,
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: on(pilot, "PeopleScreen")() and len(pilot.app.screen.rows) > 30)  # type: ignore[attr-defined]
        person = next(row for row in pilot.app.screen.rows if row.name.startswith("覃"))  # type: ignore[attr-defined]
        for words in ("覃", "qin", "tan", person.id_masked[-4:]):
            await type_in(pilot, words)
            await until(
                pilot, lambda: 0 < len(pilot.app.screen.rows) < 30 and person.name in shown(pilot.app)
            )  # type: ignore[attr-defined]
            field(pilot, "query").value = ""
            await until(pilot, lambda: len(pilot.app.screen.rows) > 30)  # type: ignore[attr-defined]
        await type_in(pilot, person.name)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and person.name in shown(pilot.app))
        assert person.id_masked in shown(pilot.app)

    drive(program(root), steps)


def test_a_number_is_masked_and_f6_shows_it_for_a_while(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        masked = pilot.app.screen.card.id_masked  # type: ignore[attr-defined]
        assert masked in shown(pilot.app)
        await pilot.press("f6")
        await until(pilot, lambda: masked not in shown(pilot.app))
        number, phone = pilot.app.screen.shown  # type: ignore[attr-defined]
        assert number in shown(pilot.app) and phone in shown(pilot.app)
        pilot.app.screen._mask()  # type: ignore[attr-defined]
        await pilot.pause()
        assert number not in shown(pilot.app) and masked in shown(pilot.app)

    drive(program(root), steps)


@pytest.mark.requirement("R148")
def test_a_visit_asks_only_for_what_its_state_needs_and_says_what_is_missing_beside_the_field(
    root: Path, tmp_path: Path
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("v")
        await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "place").value)
        await pilot.press("s")
        await until(pilot, lambda: field(pilot, "entry_death_on").display)
        assert not field(pilot, "entry_missing_reason").display
        await pilot.press("x")
        await until(pilot, lambda: field(pilot, "entry_missing_reason").display)
        await pilot.press("j", "j")
        await until(pilot, lambda: field(pilot, "status").value == "partial_care")
        field(pilot, "save").press()
        await until(pilot, lambda: "✗ 请附一张现场照片" in shown(pilot.app))
        field(pilot, "photos").value = photo(tmp_path)
        field(pilot, "save").press()
        await until(pilot, on(pilot, "PersonScreen"))
        await until(pilot, lambda: "上门核实" in shown(pilot.app) and "半自理需陪护" in shown(pilot.app))

    drive(program(root), steps)


def test_what_was_typed_is_still_there_after_leaving_the_form(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("v")
        await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "place").value)
        await pilot.press("s")
        field(pilot, "death_on").value = "2026-11-02"
        await pilot.pause(0.8)
        await pilot.press("escape")
        await until(pilot, on(pilot, "PersonScreen"))
        await pilot.press("v")
        await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "death_on").value)
        assert field(pilot, "death_on").value == "2026-11-02"
        assert "已填回" in shown(pilot.app)

    drive(program(root), steps)


@pytest.mark.requirement("R150")
def test_a_colleague_reviews_what_was_checked_by_hand_and_nobody_reviews_their_own(
    root: Path, tmp_path: Path, album: Album
) -> None:
    async def check(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("m")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("3")
        await until(pilot, on(pilot, "HumanCheckScreen"))
        field(pilot, "place").value = "村委会"
        field(pilot, "save").press()
        await until(pilot, lambda: "照片" in shown(pilot.app).splitlines()[1])
        await album.look(pilot)
        field(pilot, "photos").value = photo(tmp_path)
        field(pilot, "save").press()
        await until(pilot, on(pilot, "PersonScreen"))
        await pilot.press("f7")
        await until(pilot, lambda: "您不能复核自己初审的记录" in shown(pilot.app))
        assert "A 同意" not in shown(pilot.app)
        await pilot.press("a")
        await pilot.pause(0.3)
        assert len(pilot.app.screen.items) == 1  # type: ignore[attr-defined]

    async def review(pilot: Pilot[Any]) -> None:
        await unlock(pilot, officer="韦强")
        await pilot.press("f7")
        await until(pilot, lambda: "A 同意" in shown(pilot.app))
        await pilot.press("o")
        await until(pilot, lambda: "第 1 件" in shown(pilot.app))
        await pilot.press("escape", "a")
        await until(pilot, lambda: "没有要复核的记录" in shown(pilot.app))
        assert pilot.app.screen.items == ()  # type: ignore[attr-defined]

    drive(program(root), check)
    drive(program(root), review)


@pytest.mark.requirement("R078")
def test_face_and_voice_are_two_answers_and_a_refusal_is_an_answer(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("g")
        await until(pilot, on(pilot, "PersonJobsScreen"))
        await album.look(pilot)
        await pilot.press("escape", "f2")
        await until(pilot, on(pilot, "WhichScreen"))
        await pilot.press("1")
        await until(pilot, on(pilot, "ConsentScreen"))
        assert not field(pilot, "face").value and not field(pilot, "voice").value
        field(pilot, "save").press()
        await until(pilot, on(pilot, "PersonScreen"))
        await until(pilot, lambda: "不同意采集" in shown(pilot.app))
        await pilot.press("f2", "1")
        await until(pilot, on(pilot, "ConsentScreen"))
        await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id == "face")
        await pilot.press("space")
        await album.look(pilot)
        field(pilot, "save").press()
        await until(pilot, on(pilot, "EnrolFaceScreen"))

    drive(program(root), steps)


@pytest.mark.requirement("R144")
def test_the_roster_has_the_columns_of_the_notice_and_p_prints_it(root: Path, tmp_path: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and pilot.app.screen.sheet is not None)  # type: ignore[attr-defined]
        choose(pilot, "which", "全部")
        await until(pilot, lambda: "40 人" in shown(pilot.app))
        heads = "序号 个人编号 姓名 性别 身份证号码 出生年月 认证时间 认证地点 联系方式"
        assert field(pilot, "rows").titles == ["", *heads.split(), "现居住地详细地址", "基本状况", "死亡时间"]
        await pilot.press("p")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(tmp_path / "roster.pdf")
        await pilot.press("enter")
        await until(pilot, lambda: "写好" in shown(pilot.app) or "字体" in shown(pilot.app))

    drive(program(root), steps)


def test_a_path_that_is_none_is_said_in_place(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: on(pilot, "RosterScreen")() and pilot.app.screen.sheet is not None)  # type: ignore[attr-defined]
        await pilot.press("p")
        await until(pilot, on(pilot, "PathScreen"))
        field(pilot, "path").value = str(root / "no" / "such" / "folder" / "roster.pdf")
        await pilot.press("enter")
        await until(pilot, lambda: "✗" in shown(pilot.app).splitlines()[1])
        assert on(pilot, "RosterScreen")()

    drive(program(root), steps)
