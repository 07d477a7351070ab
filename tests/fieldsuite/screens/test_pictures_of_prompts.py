"""Pictures of what the person before the camera and the microphone sees, in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from biometric.steps import Asked, Box, Guidance, Level, Measure, Preview, Verdict
from fieldsuite.background import Stepped
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import copied, drive, on, program, until
from tests.fieldsuite.screens.test_capture import to_face
from tests.fieldsuite.screens.test_pictures import settled
from tests.fieldsuite.screens.test_work import open_first

GREY = np.full((480, 640, 3), 128, np.uint8)
ASKED = (Asked("blink", 1.0, 2.0), Asked("left", 3.0))
MEASURES = (Measure("brightness", 120.0, 60.0, 200.0), Measure("distance", 60.0, 35.0, 90.0))


async def live(pilot: Pilot[Any]) -> None:
    await to_face(pilot)
    screen: Any = pilot.app.screen
    screen.show_stage("live")
    screen.post_message(Stepped(Guidance("ask_left")))
    screen.post_message(Stepped(Preview(GREY, Box(200, 100, 400, 300), "left", ASKED, 14.2, MEASURES)))
    await until(pilot, lambda: screen.query_one("#seconds").digits == "14")
    await settled(pilot)


def verdict(word: Any, reason: str, likeness: float) -> Callable[[Pilot[Any]], Any]:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.post_message(Stepped(Verdict(word, reason, "dlib", "1", likeness, 0.55)))
        await until(pilot, lambda: screen.outcome is not None)
        await settled(pilot)

    return steps


async def voice(pilot: Pilot[Any]) -> None:
    await open_first(pilot)
    await pilot.press("m", "2")
    await until(pilot, on(pilot, "VerifyVoiceScreen"))
    screen: Any = pilot.app.screen
    screen.show_stage("live")
    screen.post_message(Stepped(Guidance("say_digits", {"digits": "385201"})))
    screen.post_message(Stepped(Level(0.2)))
    await until(pilot, lambda: screen.query_one("#digits").digits == "385201")
    await settled(pilot)


SEEN: dict[str, Callable[[Pilot[Any]], Any]] = {
    "live": live,
    "not_passed": verdict("not_same", "reason_not_same", 0.31),
    "voice": voice,
}


@pytest.mark.parametrize("name", SEEN)
def test_the_person_sees_what_they_saw(name: str, made_ground: Path, tmp_path: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await SEEN[name](pilot)
        await album.look(pilot, name, small=True)

    app = program(copied(made_ground, tmp_path))
    app.animation_level = "none"
    drive(app, steps)
