"""Where a person stood on a screen, and what it had said: a change of language composes it anew and must not move a
cursor, or the next key would be about somebody else; what is wrong or done is said again in the other language.
"""

from typing import Any

from textual.screen import Screen
from textual.widgets import OptionList, TabbedContent

from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.entry import Entry
from fieldsuite.widgets.listing import Listing
from fieldsuite.words import Lang, again

Place = tuple[list[str | None], list[int | None], list[str], list[str], list[str]]
"""Lines under the cursors of the lists, and of the choices, the pages that are open, the sentences beside the fields
and those of what was done, in the order they stand in.
"""


def place_on(screen: Screen[Any]) -> Place:
    """Note where the cursors stand."""
    return (
        [one.chosen for one in screen.query(Listing)],
        [one.highlighted for one in screen.query(OptionList)],
        [one.active for one in screen.query(TabbedContent)],
        [one.wrong for one in screen.query(Entry)],
        [one.words for one in screen.query(DoneLine)],
    )


def go_back_to(screen: Screen[Any], place: Place, lang: Lang) -> None:
    """Put the cursors where they stood, and say what stood there in the language of now; a line that is there no more
    leaves its cursor alone, and a field of which something is said already keeps that.
    """
    lines, options, pages, wrong, done = place
    for tabs, page in zip(screen.query(TabbedContent), pages, strict=False):
        tabs.active = page
    for listing, line in zip(screen.query(Listing), lines, strict=False):
        listing.go_to(line)
    for choice, at in zip(screen.query(OptionList), options, strict=False):
        choice.highlighted = at
    for entry, sentence in zip(screen.query(Entry), wrong, strict=False):
        if sentence and not entry.wrong:
            entry.show_wrong(again(sentence, lang))
    for line_done, words in zip(screen.query(DoneLine), done, strict=False):
        if words and not line_done.words:
            line_done.show(again(words, lang))
