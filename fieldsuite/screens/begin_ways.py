"""How a first step is shown on a line, and what Enter opens for it; the screens are imported when they are opened."""

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from fieldsuite.casework import first_steps
from fieldsuite.casework.views.begin import Step
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.wording import Say
from fieldsuite.widgets.listing import Listing

BEFORE = "step:"
"""Stands before a step's name in the id of its line: people stand in the same list."""
STAFF_WAYS = {"cards": "cards", "request": "request", "trust": "take"}
"""Step -> the way of 人员与密钥 that does it."""


def step_lines(steps: Iterable[Step], say: Say) -> list[tuple[str, list[str | Text]]]:
    """Give the lines of the steps: mark, what to do, why and how."""
    return [
        (
            f"{BEFORE}{step.name}",
            [
                "▸" if step.next else "✓" if step.done else "",
                Text(
                    say(f"begin.step_{step.name}"), style="bold" if step.next else "dim" if step.done else ""
                ),
                Text(say(f"begin.about_{step.name}"), style="dim" if step.done else ""),
            ],
        )
        for step in steps
    ]


def stand_on_next(listing: Listing, steps: Iterable[Step]) -> None:
    """Put the cursor on the step that comes next: Enter goes on from one to the other."""
    for step in steps:
        if step.next:
            listing.move_cursor(row=listing.get_row_index(f"{BEFORE}{step.name}"))


def open_step(screen: OfficeScreen[Any], line: str) -> None:
    """Open what does the step of this line."""
    name, shell = line.removeprefix(BEFORE), screen.shell
    if name == "devices":
        _devices(screen)
    elif name in STAFF_WAYS:
        from fieldsuite.screens.staff import StaffScreen

        staff = StaffScreen()
        shell.push_screen(staff)
        staff.call_after_refresh(staff.take_way, STAFF_WAYS[name])
    elif name in ("list", "send"):
        from fieldsuite.screens.stick import StickScreen

        shell.push_screen(StickScreen())
    elif name == "backup":
        from fieldsuite.screens.backup import BackupScreen

        shell.push_screen(BackupScreen())
    elif screen.office.config.kind == "consulate":
        from fieldsuite.screens.counter import CounterScreen

        shell.push_screen(CounterScreen())
    else:
        from fieldsuite.screens.people import PeopleScreen

        shell.push_screen(PeopleScreen("visits"))


def _devices(screen: OfficeScreen[Any]) -> None:
    """The camera's picture, and behind it the microphone's level."""
    from fieldsuite.screens.camera_test import CameraTestScreen
    from fieldsuite.screens.microphone_test import MicrophoneTestScreen

    screen.quietly(lambda _: None, first_steps.note_tried, screen.office)
    screen.app.push_screen(CameraTestScreen(), lambda _: screen.app.push_screen(MicrophoneTestScreen()))
