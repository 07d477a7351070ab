"""留存与清除 by keys, at the desk: the rules, what is over, the question, what was erased."""

from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.app import FieldSuiteApp
from tests import grounds
from tests.fieldsuite.cli.test_erasing_at_the_desk import sent, settle
from tests.fieldsuite.screens import driving
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, on, shown, unlock, until
from tests.grounds import Place, grounds_root, place

__all__ = ["grounds_root", "place"]


def test_the_desk_sees_what_is_over_and_erases_it_after_a_question(
    place: Place, monkeypatch: pytest.MonkeyPatch, album: Album
) -> None:
    sent(place)
    settle(place)
    monkeypatch.setattr(driving, "PASSPHRASE", grounds.PASSPHRASE)
    with place.clerk() as desk:
        name = desk.config.name

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office=name)
        await pilot.press("ctrl+t")
        await until(pilot, on(pilot, "CheckupScreen"))
        await until(pilot, lambda: "6 留存与清除" in shown(pilot.app))
        await pilot.press("6")
        await until(pilot, lambda: on(pilot, "RetentionScreen")() and "到期 1 件" in shown(pilot.app))
        assert "认证画面：办结 90 天后清除；录音：办结即清除。" in shown(pilot.app)
        await album.look(pilot)
        await pilot.press("delete")
        await until(pilot, lambda: on(pilot, "ConfirmScreen")() and "清除 1 件到期" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "到期 1 件" in shown(pilot.app))
        await pilot.press("delete")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.press("enter")
        await until(pilot, lambda: "到期 0 件，清除过 1 次" in shown(pilot.app))
        assert "四川 1" in shown(pilot.app) and "现在没有到期的" in shown(pilot.app)
        await album.look(pilot, "erased")

    drive(FieldSuiteApp(place.root, "zh", now=place.clock), steps)
