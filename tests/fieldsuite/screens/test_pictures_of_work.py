"""Pictures of a field office's jobs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import correct, people
from fieldsuite.casework.ledgers import contact, service
from fieldsuite.casework.reports import losses
from fieldsuite.casework.visits import attempt
from fieldsuite.screens.job_doors import DOORS, open_job
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import copied, drive, field, frozen, on, program, unlock, until
from tests.fieldsuite.screens.test_pictures import settled

Steps = Callable[[Pilot[Any]], Any]
TODAY = frozen().date()


@pytest.fixture(scope="module")
def work_ground(made_ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village in which something of everything was done."""
    root = copied(made_ground, tmp_path_factory.mktemp("work"))
    with at_work(root) as office:
        rows = people.find(office, limit=40)
        correct.correct(office, rows[0].id, "phone", "13912345678", "本人换号")
        for row in rows[1:5]:
            correct.correct(office, row.id, "phone", "139 1234 5678", "家里的电话")
        due = [row for row in people.find(office, which="visits", limit=40) if row.status == "DUE_SOON"]
        contact.log(office, due[0].id, "phone", "relative", purpose="remind", spoke_with="儿子")
        contact.log(office, due[1].id, "phone", "no_answer", purpose="remind")
        asked = service.apply(office, due[2].id, "区某", "长女", "illness")
        service.schedule(office, asked, TODAY, "15:00", ("李秀英", "韦强"))
        service.apply(office, due[3].id, "本人", "", "age", form="late_hours")
        attempt.save(office, due[4].id, attempt.AttemptForm("absent", due[4].address, TODAY, "09:00"))
        loss = losses.LossForm(
            "death", "funeral", "覃某", date(2026, 11, 2), proof="火化证 123", reporter_relation="长子"
        )
        losses.save(office, rows[6].id, loss)
    return root


def door(name: str) -> Steps:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await settled(pilot)
        if name == "jobs":
            await pilot.press("ctrl+g")
        else:
            open_job(pilot.app, name)  # type: ignore[arg-type]
        await until(pilot, on(pilot, DOORS[name][1] if name in DOORS else "JobsScreen"))
        await settled(pilot)

    return steps


async def charts(pilot: Pilot[Any]) -> None:
    await door("charts")(pilot)
    await pilot.press("3")
    await settled(pilot)


async def details(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await settled(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: on(pilot, "PersonScreen")() and pilot.app.screen.more is not None)  # type: ignore[attr-defined]
    await pilot.press("4")
    await settled(pilot)


async def correcting(pilot: Pilot[Any]) -> None:
    await details(pilot)
    await pilot.press("k")
    await until(pilot, lambda: on(pilot, "CorrectScreen")() and pilot.app.screen.found)  # type: ignore[attr-defined]
    await settled(pilot)


async def reporting(pilot: Pilot[Any]) -> None:
    await details(pilot)
    await pilot.press("d")
    await until(pilot, lambda: on(pilot, "LossScreen")() and pilot.app.screen.card)  # type: ignore[attr-defined]
    field(pilot, "loss_source").value = "police"
    await settled(pilot)


async def line(pilot: Pilot[Any]) -> None:
    await door("roster")(pilot)
    await pilot.press("k")
    await until(pilot, on(pilot, "RosterRowScreen"))
    await pilot.press("s")
    await settled(pilot)
    field(pilot, "record").press()
    await settled(pilot)


SCREENS: dict[str, Steps] = {
    "jobs": door("jobs"),
    "plan": door("plan"),
    "notices": door("notices"),
    "charts": charts,
    "details": details,
    "correct": correcting,
    "loss": reporting,
    "line": line,
}
STATES = {"details": "more"}
"""What is added to the name of a picture where its screen has several."""


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_looks_as_it_did(name: str, work_ground: Path, tmp_path: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await SCREENS[name](pilot)
        await album.look(pilot, STATES.get(name, ""), small=True)

    drive(program(copied(work_ground, tmp_path)), steps)
