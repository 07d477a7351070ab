"""What stands on a screen is said once, and whole."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldsuite.casework import people
from fieldsuite.screens.person_words import benefit_lines
from fieldsuite.words import say
from tests.fieldsuite.screens.at_desk import at_desk
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import copied, drive, field, on, program, shown, until


def spoken(key: str, **values: object) -> str:
    return say(key if "." in key else f"screens.{key}", "zh", **values)


def test_the_frame_of_a_benefit_says_no_status_twice_and_says_why(root: Path) -> None:
    with at_work(root) as office:
        cards = [people.card(office, row.id) for row in people.find(office, limit=100)]
    frames = {
        one.standing.status: benefit_lines(one, "zh", spoken) for card in cards for one in card.benefits
    }
    assert {"OK", "DUE_SOON", "SUSPENDED"} <= set(frames)
    for status, lines in frames.items():
        assert not [line for line in lines[1:] if line == spoken(f"status_{status}")]
        assert len(lines) > 1 and "（四川规程" in lines[1]


def test_a_long_name_pushes_no_reviewer_over_the_edge_of_the_desk(lived_ground: Path, tmp_path: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await at_desk(pilot)
        await pilot.press("1")
        await until(pilot, lambda: on(pilot, "DeskScreen")() and "卢建国" in shown(pilot.app))
        screen: Any = pilot.app.screen
        screen.rows = tuple(replace(row, name="阿卜杜拉·买买提") for row in screen.rows)
        screen.fill()
        await pilot.pause()
        assert field(pilot, "cases").row_count and all(
            word in shown(pilot.app) for word in ("复核", "韦强", "无")
        )

    drive(program(copied(lived_ground, tmp_path)), steps)
