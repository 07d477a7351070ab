"""What the screens of capturing say, in the words of the notices."""

from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from biometric.steps import Enrolled, Progress, Refused
from biometric.template import Template
from fieldsuite.background import Followed, Stepped
from tests.fieldsuite.screens.driving import drive, on, program, shown, until
from tests.fieldsuite.screens.test_capture import to_face
from tests.fieldsuite.screens.test_work import open_first


@pytest.mark.requirement("R066")
def test_while_the_face_is_recognised_the_screen_says_so_and_how_far_it_is(root: Any) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.show_stage("live")
        screen.post_message(Stepped(Progress(1, 2, "recognising")))
        await until(pilot, lambda: "人脸识别中" in shown(pilot.app))
        assert "1/2" in shown(pilot.app)

    drive(program(root), steps)


def made() -> Enrolled:
    return Enrolled(Template("voice", "built-in", "1", np.ones((5, 4), np.float32)))


@pytest.mark.requirement("R073", "R072")
def test_a_voice_that_was_modelled_and_one_that_was_not_are_said_in_the_notices_words(root: Any) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("f2", "2")
        await until(pilot, lambda: on(pilot, "ConsentScreen")() and pilot.app.focused is not None)
        await pilot.press("enter", "space", *["enter"] * 5)
        await until(pilot, on(pilot, "EnrolVoiceScreen"))
        text = shown(pilot.app)
        assert "认证建模须知" in text, text
        screen: Any = pilot.app.screen
        screen.show_stage("live")
        screen.post_message(Stepped(Refused("poor_sound", "advice_sound_level_low")))
        screen.post_message(Followed())
        await until(pilot, lambda: "您的语音建模审核未通过，请重新再试" in shown(pilot.app))
        assert "靠近" in shown(pilot.app)
        screen.post_message(Stepped(made()))
        screen.post_message(Followed())
        await until(pilot, lambda: "恭喜您，您的语音建模成功" in shown(pilot.app))

    drive(program(root), steps)
