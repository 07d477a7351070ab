"""Which photograph: those near at hand, newest first; ↓ in a field for photographs asks."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual.widgets import Input

from fieldsuite.casework.photos_near import Near, near
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.pick_one import PickOneScreen

FOLDER = 32
"""Letters of a folder that are shown."""


def ask_photo(screen: OfficeScreen[Any], field: Input) -> None:
    """Look for photographs, and put the chosen one behind what stands in the field."""
    screen.ask(partial(_offer, screen, str(field.id)), near, screen.office)


def _offer(screen: OfficeScreen[Any], name: str, found: Sequence[Near]) -> None:
    if not found:
        screen.app.notify(screen.say("begin.no_photo_near"), severity="warning", timeout=20)
        return
    options = [
        (str(one.path), f"{one.at:%m-%d %H:%M}  {one.path.name}  {_end(str(one.path.parent))}")
        for one in found
    ]
    screen.app.push_screen(PickOneScreen("begin.which_photo", options), partial(_put, screen, name))


def _end(folder: str) -> str:
    """Keep the end of a long folder, so that a photograph stays on one line."""
    return folder if len(folder) <= FOLDER else f"…{folder[-FOLDER:]}"


def _put(screen: OfficeScreen[Any], name: str, chosen: str | None) -> None:
    field = screen.query_one(f"#{name}", Input)  # by its name: another language made all fields anew
    if chosen:
        before = field.value.strip().rstrip(";；")
        field.value = f"{before};{chosen}" if before else chosen
        field.cursor_position = len(field.value)
    field.focus()
