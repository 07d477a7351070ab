"""队列 at the desk: what waits, what was set aside, and giving it back to the workers."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.province.queue import ASIDE
from fieldsuite.tables import ImportJob
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import at_desk, clerk
from tests.fieldsuite.screens.driving import drive, on, palette, program, shown, until


@pytest.fixture
def queued(desk: Path) -> Path:
    """A desk with one bundle that waits and one that five workers could not take in."""
    with clerk(desk) as office, office.store.session() as session:
        aside = office.home.drop / ASIDE
        aside.mkdir(parents=True)
        (aside / "poison.fosbundle").write_bytes(b"no bundle")
        came = "2026-11-20T08:15:00Z"
        session.add(ImportJob(file="waits.fosbundle", came_at=came))
        session.add(
            ImportJob(file="poison.fosbundle", came_at=came, state="set_aside", tries=5, code="E_CRASH")
        )
        session.add(ImportJob(file="done.fosbundle", came_at=came, state="done"))
    return desk


def test_what_was_set_aside_is_shown_and_given_back_by_the_space_bar(queued: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await palette(pilot, "duilie", "QueueScreen")
        await until(pilot, lambda: "poison.fosbundle" in shown(pilot.app) and "搁置 1" in shown(pilot.app))
        text = shown(pilot.app)
        assert "等待 1" in text and "完成 1" in text and "done.fosbundle" not in text
        await pilot.press("space")
        await pilot.pause()
        assert (queued / "province" / "drop" / ASIDE / "poison.fosbundle").is_file(), (
            "the other line was chosen"
        )
        await pilot.press("down", "space")
        await until(pilot, lambda: "已放回队列：poison.fosbundle" in shown(pilot.app))
        await until(pilot, lambda: "等待 2" in shown(pilot.app))

    drive(program(queued), steps)
    assert (queued / "province" / "drop" / "poison.fosbundle").is_file()


def test_the_queue_looks_as_it_did(queued: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await palette(pilot, "Queue", "QueueScreen")
        await until(pilot, lambda: on(pilot, "QueueScreen")() and "poison" in shown(pilot.app))
        await album.look(pilot, small=True)

    drive(program(queued), steps)
