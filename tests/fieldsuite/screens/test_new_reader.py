"""What a new reader stumbled over in the first quarter of an hour (docs/walks/01-coordinator.md)."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldsuite.config import last_opened
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until


def test_a_photograph_is_chosen_from_the_stick_and_the_form_says_whose_check_it_is(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "语音认证（还没有建模" in shown(pilot.app))
        await pilot.press("3")
        await until(pilot, lambda: on(pilot, "HumanCheckScreen")() and "人工核实 ──  " in shown(pilot.app))
        field(pilot, "place").value = "村委会"
        field(pilot, "photos").focus()
        await pilot.press("down")
        await until(pilot, on(pilot, "PickOneScreen"))
        await until(pilot, lambda: "练习照片8.png" in shown(pilot.app))
        pick: Any = pilot.app.screen
        words = "11-21 09:0{at}  {name}  /media/usb/DCIM"
        pick.options = [
            (path, words.format(at=9 - at, name=Path(path).name)) for at, (path, _) in enumerate(pick.options)
        ]
        await pick.retold()
        await album.look(pilot)
        await pilot.press("1")
        await until(pilot, lambda: field(pilot, "photos").value.endswith(".png"))
        field(pilot, "save").press()
        await until(pilot, lambda: "待复核" in shown(pilot.app))

    drive(program(root), steps)


def test_a_photograph_that_is_not_there_has_the_cursor_and_a_letter_on_the_button_opens_nothing(
    root: Path,
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "语音认证（还没有建模" in shown(pilot.app))
        await pilot.press("3")
        await until(pilot, on(pilot, "HumanCheckScreen"))
        field(pilot, "place").value = "村委会"
        field(pilot, "photos").value = "/nowhere/img1.jpg"
        field(pilot, "save").focus()
        await pilot.press("g", "slash", "question_mark")
        await pilot.pause()
        assert on(pilot, "HumanCheckScreen")()
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.focused is field(pilot, "photos"))
        assert "找不到文件" in shown(pilot.app)

    drive(program(root), steps)


def test_capitals_are_the_letters_that_the_footer_shows(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, "PersonScreen"))
        await pilot.press("K")
        await until(pilot, on(pilot, "CorrectScreen"))

    drive(program(root), steps)


def test_help_answers_over_a_question_too(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("ctrl+k")
        await until(pilot, on(pilot, "StaffScreen"))
        await pilot.press("6")
        await until(pilot, on(pilot, "TakeTrustScreen"))
        await pilot.press("f1")
        await until(pilot, on(pilot, "HelpScreen"))
        await pilot.press("f1")
        await until(pilot, on(pilot, "TakeTrustScreen"))

    drive(program(root), steps)


def test_whoever_locks_an_office_finds_it_proposed(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="省级")
        await pilot.press("ctrl+l")
        await until(pilot, on(pilot, "UnlockScreen"))
        assert field(pilot, "office").value == str(root / "province")
        await unlock(pilot, office="三村", officer="韦强")
        await pilot.press("ctrl+l")
        await until(pilot, on(pilot, "UnlockScreen"))
        assert "韦强" in shown(pilot.app)

    assert last_opened(root) is None
    drive(program(root), steps)
    (root / "last-opened.json").write_text("[]")
    assert last_opened(root) is None


def test_a_code_that_is_none_is_told_beside_its_field_and_each_rule_is_explained(tmp_path: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("2")
        await until(pilot, on(pilot, "SetUpScreen"))
        field(pilot, "site").focus()
        await type_in(pilot, "450181103 云表")
        await pilot.press("enter")
        await until(pilot, lambda: "✗ 只能用字母、数字、横线" in shown(pilot.app))
        field(pilot, "site").focus()
        field(pilot, "site").value = "cn-450181-103"
        await until(pilot, lambda: "✗" not in shown(pilot.app))
        field(pilot, "profile").focus()
        field(pilot, "profile").value = "guangxi-birthday"
        await until(pilot, lambda: "生日当月" in shown(pilot.app))

    drive(program(tmp_path), steps)
