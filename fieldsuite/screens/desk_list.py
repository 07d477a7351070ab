"""What the lists of the desk share: filters on top, rows, what stands behind the chosen row, a file of all of it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widgets import DataTable, Input, Select, Static

from fieldsuite.province.list_files import ListFile
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.job_doors import open_person
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.listing import MOST, Listing
from fieldsuite.widgets.prose import Prose

BENEFITS = ("pension", "institution-pension", "resident-pension", "unemployment", "work-injury", "dependants")
"""险种选择 (四川规程 附件7)."""
ALL = "all"
"""The choice of a filter that leaves nothing out."""


class DeskList(OfficeScreen[None]):
    """A list of the desk; Enter opens the person, Ctrl+E writes what is shown."""

    BINDINGS = [*bind("export")]
    AUTO_FOCUS = "#rows"
    title_key: str = ""
    """Sentence above the list."""
    columns: tuple[str, ...] = ()
    """Words of the columns, in ``deskwork.column_…``."""
    with_area: bool = True
    rows: tuple[Any, ...] = ()
    """What casework gave, before the filters of the screen."""
    chosen_filters: dict[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.chosen_filters = {}

    def pickers(self) -> Iterable[tuple[str, Sequence[tuple[str, str]], str]]:
        """Filters: id, (words, value), the one chosen."""
        return ()

    def read(self) -> None:
        """Ask casework once, with the filters of the moment; the answer goes to ``show``."""

    def kept(self) -> Sequence[Any]:
        """Rows that are shown."""
        return self.rows

    def name_of(self, row: Any) -> str:
        """Id of a row."""
        return f"{row.person}|{row.benefit}"

    def cells(self, row: Any) -> list[str | Text]:
        """Cells of a row."""
        return []

    def about(self, row: Any) -> list[str]:
        """What stands behind a row."""
        return []

    def write(self, path: Path) -> ListFile:
        """Write what is shown to a file."""
        raise NotImplementedError

    def file_name(self) -> str:
        """Name that is proposed for the file."""
        return self.say(self.title_key)

    def above(self) -> ComposeResult:
        """What stands between the filters and the rows."""
        yield from ()

    def body(self) -> ComposeResult:
        """Filters, rows, what is behind the chosen one."""
        with Horizontal(id="search"):
            yield Static(self.say(self.title_key), classes="heading")
            for name, options, value in self.pickers():
                chosen = self.chosen_filters.setdefault(name, value)  # composed again in another language
                yield pick(name, options, chosen)
            if self.with_area:
                yield text_field("area", placeholder=self.say("deskwork.area_hint"))
            yield Static(id="count", classes="muted")
        yield from self.above()
        yield Listing([self.say(f"deskwork.column_{name}") for name in self.columns], id="rows")
        yield Prose(id="about")
        yield DoneLine()

    def on_screen_resume(self) -> None:
        """Read again: something may have been done on the screen that was left."""
        self.reread()

    def reread(self) -> None:
        """Say that it is being counted, and count."""
        self.query_one("#count", Static).update(self.say("deskwork.counting"))
        self.read()

    @property
    def area(self) -> str:
        """What was typed as the place."""
        return self.query_one("#area", Input).value.strip() if self.with_area else ""

    @on(Select.Changed)
    def _picked(self, event: Select.Changed) -> None:
        name, value = str(event.select.id), event.value
        if isinstance(value, str) and self.chosen_filters.get(name) != value:
            self.chosen_filters[name] = value
            self.picked(name)

    def picked(self, name: str) -> None:
        """A filter was changed."""
        self.reread()

    @on(Input.Submitted, "#area")
    def _area(self) -> None:
        self.begin_again()
        self.query_one("#rows", Listing).focus()

    def show(self, rows: tuple[Any, ...]) -> None:
        """Take what casework gave."""
        self.rows = rows
        if self.with_area:
            places = {text for row in rows for text in (row.insured_area, row.site, row.village) if text}
            self.query_one("#area", Input).suggester = SuggestFromList(sorted(places), case_sensitive=False)
        self.fill()

    def fill(self) -> None:
        """Show the rows."""
        kept = self.kept()
        self.query_one("#rows", Listing).refill((self.name_of(row), self.cells(row)) for row in kept[:MOST])
        self.query_one("#count", Static).update(self.number_words())
        self._behind()

    def number_words(self) -> str:
        """Say how many rows there are."""
        kept = self.kept()
        key = "deskwork.first_of" if len(kept) > MOST else "deskwork.lines"
        return self.say(key, number=len(kept), shown=MOST)

    def begin_again(self) -> None:
        """Read anew: another place was asked for."""
        self.reread()

    @property
    def chosen(self) -> Any:
        """The row under the cursor, or None."""
        name = self.query_one("#rows", Listing).chosen if self.is_mounted else None
        return next((row for row in self.kept() if self.name_of(row) == name), None) if name else None

    @on(DataTable.RowHighlighted, "#rows")
    def _behind(self) -> None:
        self.refresh_bindings()
        row = self.chosen
        lines = self.about(row) if row is not None else [self.say(f"{self.title_key}_empty")]
        self.query_one("#about", Prose).text = "\n".join(lines)

    @on(DataTable.RowSelected, "#rows")
    def open_chosen(self) -> None:
        """Enter: the person of the row."""
        if (row := self.chosen) is not None:
            open_person(self.shell, row.person)

    def done(self, words: str) -> None:
        """Say in place what was done, and read again."""
        self.query_one(DoneLine).show(words)
        self.reread()

    def action_export(self) -> None:
        """Ctrl+E: ask where to; the name's ending says Excel, PDF or CSV."""
        proposed = Path(f"{self.file_name()}-{self.office.today().isoformat()}.xlsx")
        self.app.push_screen(PathScreen("deskwork.export_where", proposed), self._export)

    def _export(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._exported, self.write, path)

    def _exported(self, made: ListFile) -> None:
        key = "deskwork.exported_pages" if made.pages else "deskwork.exported"
        words = self.say(key, rows=made.rows, pages=made.pages, path=made.path)
        self.query_one(DoneLine).show(words)

    def benefit_filter(self) -> tuple[str, list[tuple[str, str]], str]:
        """险种选择."""
        options = [(self.say("deskwork.every_benefit"), ALL)]
        return "benefit", [*options, *((self.say(f"benefit_{one}"), one) for one in BENEFITS)], ALL

    def filter_value(self, name: str) -> str:
        """What a filter lets through; empty for everything."""
        value = self.chosen_filters.get(name, ALL)
        return "" if value == ALL else value
