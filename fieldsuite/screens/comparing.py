"""信息比对: a file of another department: choose it, set its columns right, see what it would do, take it in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, DataTable, Input, Select, Static

from fieldsuite.province import compare
from fieldsuite.province.compare import Taken, Wish
from fieldsuite.province.compared_headings import Headings, headings
from fieldsuite.province.compared_kinds import DEPARTMENTS, KINDS
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.compare_words import (
    change_lines,
    column_label,
    effect_line,
    line_about,
    refused_lines,
    seen_line,
)
from fieldsuite.screens.job import JobScreen
from fieldsuite.screens.typed import read_day
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose

NONE = "-"
"""The choice of a field that no column holds."""
FIELDS = ("id_no", "name", "on", "note", "months")


class CompareScreen(JobScreen[None]):
    """Left what the file is and which column is which, right what every line would do."""

    BINDINGS = [*bind("import", "agree")]
    AUTO_FOCUS = "#kind"
    path: Path | None = None
    file: str = ""
    """Name of the file that was looked at last."""
    headings: Headings | None = None
    found: Taken | None = None
    """What taking the file in would do."""
    taking: bool = False
    """True while it is taken in, not only tried."""

    def body(self) -> ComposeResult:
        """The file's form left, its lines right."""
        with Horizontal(id="compare"):
            with VerticalScroll(id="file_side", classes="form"):
                yield Static(self.say("deskwork.compare"), classes="heading")
                kinds = [(self.say(f"deskwork.data_{one}"), one) for one in KINDS]
                yield Entry(self.say("deskwork.column_said"), pick("kind", kinds))
                origins = [(self.say(f"deskwork.from_{one}"), one) for one in DEPARTMENTS]
                yield Entry(self.say("deskwork.column_department"), pick("department", origins))
                yield Entry(self.say("deskwork.issued_on"), text_field("issued_on"))
                for field in FIELDS:
                    yield Entry(
                        self.say(f"deskwork.field_{field}"), pick(f"map_{field}", [(NONE, NONE)], NONE)
                    )
                yield Button(self.say("deskwork.take_in"), id="take", compact=True, variant="primary")
                yield self.job_bar()
            with Vertical(id="lines_side"):
                yield Prose(id="read_as", headed=True)
                yield Prose(id="effect")
                yield Listing([self.say(f"deskwork.column_{name}") for name in ("line", "name", "becomes")],
                              id="lines")  # fmt: skip
                yield Prose(id="line_about")
                yield DoneLine()

    def on_mount(self) -> None:
        """Propose today as the day the data speak of, and ask for the file at once."""
        super().on_mount()
        self.query_one("#issued_on", Input).value = self.office.today().isoformat()
        self.action_import()

    def action_import(self) -> None:
        """I: choose a file."""
        if not self.running:
            self.app.push_screen(PathScreen("deskwork.compare_from"), self._chosen)

    def _chosen(self, path: Path | None) -> None:
        if path is not None:
            self.path, self.found, self.file = path, None, path.name
            self.query_one(DoneLine).show("")
            self._look()

    @property
    def _kind(self) -> str:
        return str(self.query_one("#kind", Select).value)

    def _look(self) -> None:
        if self.path is not None:
            self.ask(self._seen, headings, self.office, self.path, self._kind)

    def _seen(self, found: Headings) -> None:
        self.headings = found
        self._offer(found.found)
        self.fill()
        self._try()

    def _offer(self, chosen: Mapping[str, str]) -> None:
        """Offer the columns of the file for every field."""
        assert self.headings is not None
        names = self.headings.samples
        options = [(NONE, NONE), *((column_label(name, self.headings), name) for name in names if name)]
        with self.prevent(Select.Changed):
            for field in FIELDS:
                picker = self.query_one(f"#map_{field}", Select)
                picker.set_options(options)
                picker.value = chosen.get(field) or NONE

    @on(Select.Changed)
    def _changed(self, event: Select.Changed) -> None:
        if self.path is None or self.running:
            return
        if event.select.id == "kind":
            self._look()
        else:
            self._try()

    @on(Input.Submitted, "#issued_on")
    def _dated(self) -> None:
        self._try()
        self.focus_next()

    @property
    def wish(self) -> Wish | None:
        """What the clerk says of the file, None while the day is none."""
        day = read_day(self.query_one("#issued_on", Input).value)
        wrong = "" if day else self.say("deskwork.no_day")
        self.query_one("#entry_issued_on", Entry).show_wrong(wrong)
        said = {field: str(self.query_one(f"#map_{field}", Select).value) for field in FIELDS}
        columns = {field: column for field, column in said.items() if column != NONE}
        missing = [field for field in compare.needed(self._kind) if field not in columns]
        for field in FIELDS:
            wrong = self.say("deskwork.which_column") if field in missing else ""
            self.query_one(f"#entry_map_{field}", Entry).show_wrong(wrong)
        department = str(self.query_one("#department", Select).value)
        return Wish(self._kind, department, day, columns) if day and not missing else None

    def _try(self) -> None:
        """See what the file would do; nothing is written."""
        self.found, self.taking = None, False
        if self.path is not None and (wish := self.wish):
            self.begin(compare.taking(self.office, self.path, wish, trial=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to take in once it was seen what it would do."""
        return action != "agree" or (self.path is not None and self.found is not None and not self.running)

    @on(Button.Pressed, "#take")
    def action_agree(self) -> None:
        """A, or the button: take the file in."""
        if self.path is not None and self.found is not None and (wish := self.wish) and not self.running:
            self.taking = True
            self.begin(compare.taking(self.office, self.path, wish))

    def step(self, step: object) -> None:
        """The last step says what the file does, or did."""
        if isinstance(step, Taken):
            self.found = step
            self.fill()
            self.refresh_bindings()

    def ended(self) -> None:
        """After taking it in, say so and wait for the next file."""
        if self.taking and self.found is not None and self.path is not None:
            words = self.say(
                "deskwork.taken_in", file=self.path.name, effect=effect_line(self.found, self.say)
            )
            self.query_one(DoneLine).show(words)
            self.path = None
        self.taking = False

    def fill(self) -> None:
        """Show the file, what it would do, and line by line what changes and what is refused."""
        for field in FIELDS:
            # Before a file is here there is no column to choose.
            self.query_one(f"#entry_map_{field}").display = self.headings is not None
        if self.headings is None:
            self.query_one("#read_as", Prose).text = self.say("deskwork.compare_empty")
            return
        self.query_one("#read_as", Prose).text = seen_line(self.file, self.headings, self.say)
        found = self.found
        self.query_one("#effect", Prose).text = effect_line(found, self.say) if found else ""
        rows: list[tuple[str, list[str | Text]]] = []
        if found:
            rows = [*refused_lines(found, self.say), *change_lines(found, self.say)]
        self.query_one("#lines", Listing).refill(rows)
        self._behind()

    @on(DataTable.RowHighlighted, "#lines")
    def _behind(self) -> None:
        name = self.query_one("#lines", Listing).chosen
        about = line_about(self.found, name, self.say) if self.found and name else ""
        self.query_one("#line_about", Prose).text = about

    def _fields(self) -> list[Any]:
        """The columns are offered anew after a change of language, and chosen then."""
        return [node for node in super()._fields() if not str(node.id).startswith("map_")]

    async def retell(self) -> None:
        """Compose again; the columns stay as they were set."""
        chosen = {field: str(self.query_one(f"#map_{field}", Select).value) for field in FIELDS}
        await super().retell()
        if self.headings is not None:
            self._offer(chosen)
