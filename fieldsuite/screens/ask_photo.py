"""Which photograph: those near at hand, newest first; ↓ in a field for photographs asks."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual.widgets import Input

from fieldsuite.casework.photos_near import Near, near
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.pick_one import PickOneScreen


def ask_photo(screen: OfficeScreen[Any], field: Input) -> None:
    """Look for photographs, and put the chosen one behind what stands in the field."""
    screen.ask(partial(_offer, screen, field), near, screen.office)


def _offer(screen: OfficeScreen[Any], field: Input, found: Sequence[Near]) -> None:
    if not found:
        screen.app.notify(screen.say("begin.no_photo_near"), severity="warning", timeout=20)
        return
    options = [(str(one.path), f"{one.at:%m-%d %H:%M}  {one.path.name}  {one.path.parent}") for one in found]
    screen.app.push_screen(PickOneScreen("begin.which_photo", options), partial(_put, field))


def _put(field: Input, chosen: str | None) -> None:
    if chosen:
        before = field.value.strip().rstrip(";；")
        field.value = f"{before};{chosen}" if before else chosen
        field.cursor_position = len(field.value)
    field.focus()
