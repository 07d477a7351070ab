"""What a person cannot do is left out before the camera starts, with a reason, and the verdict says what failed."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from biometric.steps import Asked, Verdict
from fieldsuite.background import Stepped
from fieldsuite.casework.left_out import Without
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, on, program, shown, until
from tests.fieldsuite.screens.test_capture import to_face


def test_an_action_is_left_out_with_a_reason_and_taken_back(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        await pilot.press("n")
        await until(pilot, on(pilot, "WithoutScreen"))
        await pilot.press("down", "down", "enter", *"stiff")
        await album.look(pilot, "why")
        await pilot.press("enter")
        await until(pilot, on(pilot, "VerifyFaceScreen"))
        assert screen.without == (Without("up", "stiff"),)
        assert "未做的动作  抬头（stiff）" in shown(pilot.app)
        await pilot.press("n")
        await until(pilot, on(pilot, "WithoutScreen"))
        await pilot.press("down", "down")
        await album.look(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, "VerifyFaceScreen"))
        assert screen.without == ()

    drive(program(root), steps)


def test_an_action_without_a_reason_is_not_left_out(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        await pilot.press("n")
        await until(pilot, on(pilot, "WithoutScreen"))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "✗" in shown(pilot.app))
        assert on(pilot, "WithoutScreen")()

    drive(program(root), steps)


def test_the_result_names_the_check_that_failed_with_value_and_limit_and_the_engine(root: Path) -> None:
    missed = Verdict(
        "action_missed", "reason_action_not_seen", "dlib", "55533b28a95800a5", likeness=0.6, threshold=0.55,
        actions=(Asked("left", 1.0),), seconds=9.0, failed="action_left", checks={"action_left": 4.2},
        needs={"action_left": 11.0}, liveness="action_missed",
    )  # fmt: skip

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.post_message(Stepped(missed))
        await until(pilot, lambda: "未过：动作（向左转头） 4.2（需 11）" in shown(pilot.app))
        text = shown(pilot.app)
        assert "引擎 dlib 55533b28" in text and "用时 9 秒" in text

    drive(program(root), steps)


def test_another_face_is_told_in_the_words_of_the_notice(root: Path) -> None:
    other = Verdict("not_same", "reason_not_same", "dlib", "5553", likeness=0.3, threshold=0.55, failed="likeness",
                    seconds=8.0, liveness="alive")  # fmt: skip

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.post_message(Stepped(other))
        await until(pilot, lambda: "认证照片与建模照片不匹配" in shown(pilot.app))
        assert "未过：与建模时相似 0.3（需 0.55）" in shown(pilot.app)

    drive(program(root), steps)
