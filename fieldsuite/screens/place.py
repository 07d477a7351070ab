"""Where a person stood in the lists of a screen: a change of language composes them anew and must not move the cursor,
or the next key would be about somebody else.
"""

from typing import Any

from textual.screen import Screen
from textual.widgets import OptionList, TabbedContent

from fieldsuite.widgets.listing import Listing

Place = tuple[list[str | None], list[int | None], list[str]]
"""Lines under the cursors of the lists, and of the choices, and the pages that are open, in the order they stand in."""


def place_on(screen: Screen[Any]) -> Place:
    """Note where the cursors stand."""
    return (
        [one.chosen for one in screen.query(Listing)],
        [one.highlighted for one in screen.query(OptionList)],
        [one.active for one in screen.query(TabbedContent)],
    )


def go_back_to(screen: Screen[Any], place: Place) -> None:
    """Put the cursors where they stood; a line that is there no more leaves its cursor alone."""
    lines, options, pages = place
    for tabs, page in zip(screen.query(TabbedContent), pages, strict=False):
        tabs.active = page
    for listing, line in zip(screen.query(Listing), lines, strict=False):
        listing.go_to(line)
    for choice, at in zip(screen.query(OptionList), options, strict=False):
        choice.highlighted = at
