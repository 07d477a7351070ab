"""Pictures of the main screens in both languages; a change of one must be looked at before it is taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fieldsuite.casework import access
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import copied, drive, field, on, program, shown, unlock, until

Steps = Callable[[Pilot[Any]], Any]


async def settled(pilot: Pilot[Any]) -> None:
    """Nothing blinks, nothing is still being read, and no path of this machine is shown."""
    for input_ in pilot.app.screen.query(Input):
        input_.cursor_blink = False
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.3)


def through(*keys: str, screen: str, office: str = "") -> Steps:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office=office)
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await until(pilot, on(pilot, screen))
        await settled(pilot)

    return steps


async def locked(pilot: Pilot[Any]) -> None:
    await until(pilot, on(pilot, "UnlockScreen"))
    await until(pilot, lambda: pilot.app.focused)
    await settled(pilot)


async def stick(pilot: Pilot[Any]) -> None:
    await through("f8", screen="StickScreen")(pilot)
    field(pilot, "folder").value = "/media/usb"
    await settled(pilot)


SCREENS: dict[str, Steps] = {
    "unlock": locked,
    "home": through(screen="HomeScreen"),
    "people": through("f3", screen="PeopleScreen"),
    "card": through("enter", screen="PersonScreen"),
    "visit": through("enter", "v", "s", screen="VisitScreen"),
    "verify": through("enter", "m", "1", screen="VerifyFaceScreen"),
    "roster": through("f5", screen="RosterScreen"),
    "review": through("f7", screen="ReviewScreen"),
    "stick": stick,
    "desk": through("1", screen="DeskScreen", office="省级"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_looks_as_it_did(
    name: str, lived_ground: Path, tmp_path: Path, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "sticks", lambda office: (Path("/media/usb"),))

    async def steps(pilot: Pilot[Any]) -> None:
        await SCREENS[name](pilot)
        await album.look(pilot, small=True)

    drive(program(copied(lived_ground, tmp_path)), steps)


def test_what_is_shown_fits_the_small_terminal(lived_ground: Path, tmp_path: Path) -> None:
    from rich.cells import cell_len

    async def steps(pilot: Pilot[Any]) -> None:
        await SCREENS["home"](pilot)
        assert max(map(cell_len, shown(pilot.app).splitlines())) <= 80

    drive(program(copied(lived_ground, tmp_path)), steps, (80, 24))
