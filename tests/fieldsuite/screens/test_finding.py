"""Looking somebody up by typing: who types fast gets who fits what was typed last."""

from pathlib import Path
from threading import Event
from typing import Any

from textual.pilot import Pilot

from fieldsuite.casework import people
from tests.fieldsuite.screens.driving import drive, field, on, program, unlock, until


def card_name(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.card.name)  # type: ignore[attr-defined]


def test_enter_while_the_list_is_still_looked_up_opens_who_was_typed_not_who_fitted_before(
    root: Path,
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: on(pilot, "PeopleScreen")() and len(pilot.app.screen.rows) > 2)  # type: ignore[attr-defined]
        names = [row.name for row in pilot.app.screen.rows]  # type: ignore[attr-defined]
        last = next(name for name in reversed(names) if names.count(name) == 1)
        await pilot.press(*last, "enter")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and card_name(pilot) == last)

    drive(program(root / "village"), steps)


def test_another_search_puts_the_cursor_on_the_first_who_fits(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: on(pilot, "PeopleScreen")() and len(pilot.app.screen.rows) > 2)  # type: ignore[attr-defined]
        screen: Any = pilot.app.screen
        await pilot.press("down", "down", "down")
        surname = people.find(screen.office, screen.under_cursor)[0].name[0]
        field(pilot, "query").focus()
        await pilot.press(surname)
        await until(pilot, lambda: screen.found_for == surname)
        assert screen.under_cursor == screen.rows[0].id

    drive(program(root / "village"), steps)


def test_quiet_work_that_ends_meanwhile_does_not_let_the_same_thing_be_done_twice(root: Path) -> None:
    may_end, done = Event(), []

    def slow() -> None:
        may_end.wait(20)
        done.append("signed")

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        screen: Any = pilot.app.screen
        screen.ask(lambda _none: None, slow)
        came: list[str] = []
        screen.quietly(came.append, str, "a draft was kept")
        await until(pilot, lambda: came)
        screen.ask(lambda _none: None, slow)
        may_end.set()
        await until(pilot, lambda: not screen.busy)
        assert done == ["signed"]

    drive(program(root / "village"), steps)
