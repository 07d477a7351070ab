"""A list of the office's work: what stands on top of it, its lines, what was done last."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Static

from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose

Line = tuple[str, Sequence[str | Text]]
"""Id of a line and its cells."""


class ListedScreen(PersonKeys[None]):
    """A list: ``read`` asks casework for it, ``lines`` gives its cells, Enter calls ``opened``."""

    AUTO_FOCUS = "#rows"
    TITLE_KEY: ClassVar[str] = ""
    COLUMNS: ClassVar[tuple[str, ...]] = ()
    """Keys of the column heads."""

    def body(self) -> ComposeResult:
        """Title and filters, the lines, what to do with them, what was done."""
        with Horizontal(id="search"):
            yield Static(self.say(self.TITLE_KEY), classes="heading", id="title")
            yield from self.filters()
            yield Static(id="count", classes="muted")
        yield from self.above()
        yield Listing([self.say(name) for name in self.COLUMNS], id="rows")
        yield Prose(id="hint", classes="muted")
        yield DoneLine()

    def filters(self) -> ComposeResult:
        """Fields between the title and the count."""
        yield from ()

    def above(self) -> ComposeResult:
        """What stands between the title and the lines."""
        yield from ()

    def read(self) -> None:
        """Ask casework for the list."""

    def lines(self) -> Iterable[Line]:
        """Give the lines as they are shown."""
        return ()

    def hint(self) -> str:
        """Give one sentence of what to do here."""
        return ""

    def opened(self, line: str) -> None:
        """Do what Enter means on a line."""
        self.open_person()

    def on_screen_resume(self) -> None:
        """Read again: something may have been done on the screen that was left."""
        self.read()

    def fill(self) -> None:
        """Show the lines, how many they are, and what to do."""
        made = list(self.lines())
        self.query_one("#rows", Listing).refill(made)
        self.query_one("#count", Static).update(Text(self.counted(len(made))))
        self.query_one("#hint", Prose).text = self.hint()

    def counted(self, number: int) -> str:
        """Say how many lines there are."""
        return self.say("work.lines", number=number)

    @property
    def chosen(self) -> str:
        """Id of the line under the cursor, empty in an empty list."""
        return self.query_one("#rows", Listing).chosen or ""

    @on(DataTable.RowSelected, "#rows")
    def _open(self) -> None:
        if line := self.chosen:
            self.opened(line)

    def told(self, words: str) -> None:
        """Say what was done: in a toast, and in a line that stays."""
        self.query_one(DoneLine).show(words)

    def ask_path(self, name: str, then: Callable[[Path], object]) -> None:
        """Ask where a file is to be written; nothing happens when nobody says."""

        def answered(path: Path | None) -> None:
            if path is not None:
                then(path)

        self.app.push_screen(PathScreen("print_where", Path(self._named(name))), answered)

    def _named(self, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        return f"{stem}-{self.office.today().isoformat()}{dot}{suffix}"
