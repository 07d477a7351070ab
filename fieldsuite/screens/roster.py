"""花名册: the columns of the notice, filled in on the screen, printed, or sent out for the pen and read back."""

from pathlib import Path
from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Select, Static

from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.people import Which
from fieldsuite.casework.visits import paper, sheet, table
from fieldsuite.casework.visits.sheet import Line, Sheet
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from forms.form import Printed
from forms.roster import TITLES

LISTS: tuple[Which, ...] = ("visits", "due", "overdue", "verify", "all")

COLUMNS = ("number", "person_no", "name", "sex", "id_no", "birth_ym", "cert_on", "cert_place", "phone", "address",
           "status", "death_on")  # fmt: skip
"""Columns in the order of the notice (附件1); the last two stand under 领取待遇资格确认."""
TONES = {"done": "success", "wrong": "error", "no_photo": "warning"}
MARKS = {"done": "✓", "wrong": "✗", "no_photo": "!", "draft": "…", "open": ""}
"""Wireframe 5: ✓ 已核实, ! 缺照片, … 草稿; ✗ where the notice's own check finds something."""


class RosterScreen(PersonKeys[None]):
    """Who is on the sheet; K fills a line in, Enter opens the person, P prints, E and R go by paper."""

    BINDINGS = [
        *bind("correct", "add", "print", "pen", "read_back"),
        *bind("remove", "copy_down", "undo", "earlier", "later", "export", "import", shown=False),
        *bind("visit", "verify", "loss", "ledgers", shown=False),
    ]
    AUTO_FOCUS = "#rows"
    sheet: Sheet | None = None

    def body(self) -> ComposeResult:
        """Which list and title, the sheet, what is wrong with the line, what was done."""
        with Horizontal(id="search"):
            yield Static(self.say("roster_title"), classes="heading")
            options = [(self.say(f"list_{which}"), which) for which in LISTS]
            yield pick("which", options, "visits")
            yield pick("paper_title", [(title, title) for title in TITLES])
            yield Static(id="count", classes="muted")
        yield Listing(["", *(self.say(f"roster_{name}") for name in COLUMNS)], id="rows")
        yield Prose(id="wrong")
        yield Static(id="printed", markup=False)

    def on_screen_resume(self) -> None:
        """Read again: a visit may have been recorded meanwhile."""
        self.quietly(self._show, sheet.look, self.office)

    @on(Select.Changed, "#which")
    def _chosen(self, event: Select.Changed) -> None:
        for which in LISTS:
            if self.sheet is not None and which == event.value and which != self.sheet.which:
                self.ask(self._show, sheet.start, self.office, which)

    def _show(self, found: Sheet) -> None:
        self.sheet = found
        with self.prevent(Select.Changed):
            self.query_one("#which", Select).value = found.which
        self.fill()

    def fill(self) -> None:
        """Show the sheet."""
        lines = self.sheet.lines if self.sheet else ()
        self.query_one("#rows", Listing).refill(
            (line.person_id, self._cells(at, line)) for at, line in enumerate(lines, start=1)
        )
        done = sum(line.mark == "done" for line in lines)
        counted = self.say("count", number=len(lines))
        told = self.say("work.sheet_done", done=done) if done else ""
        self.query_one("#count", Static).update(f"{counted} {told}".strip())
        self._about()

    def _cells(self, at: int, line: Line) -> list[str | Text]:
        row: dict[str, Any] = line.data
        tone = self.app.theme_variables.get(TONES.get(line.mark, ""), "")
        words = {
            "number": str(at),
            "status": self.say(f"mobility_{row['status']}") if row.get("status") else "",
            "sex": self.say(f"sex_{row['sex']}"),
            "id_no": masked_id(row["id_no"]),
            "phone": masked_phone(row.get("phone", "")),
        }
        return [
            Text(MARKS[line.mark], style=tone),
            *(words.get(name, str(row.get(name) or "")) for name in COLUMNS),
        ]

    @on(DataTable.RowHighlighted, "#rows")
    def _about(self) -> None:
        """Say what is wrong with the line under the cursor."""
        line = self._line()
        words = "；".join(one.text(self.shell.lang) for one in line.wrong) if line else ""
        self.query_one("#wrong", Prose).text = f"✗ {words}" if words else self.say("work.roster_hint")

    def _line(self) -> Line | None:
        chosen = self.chosen_person()
        return (
            next((line for line in self.sheet.lines if line.person_id == chosen), None)
            if self.sheet
            else None
        )

    def chosen_person(self) -> str | None:
        """Who stands in the line under the cursor."""
        return self.query_one("#rows", Listing).chosen

    @on(DataTable.RowSelected, "#rows")
    def _open(self) -> None:
        self.open_person()

    def action_correct(self) -> None:
        """K: fill the line in."""
        from fieldsuite.screens.roster_row import RosterRowScreen

        if line := self._line():
            self.app.push_screen(RosterRowScreen(line), self._done)

    def _done(self, told: str | None) -> None:
        if told:
            self._told(told)

    def action_add(self) -> None:
        """Ins: put somebody on the sheet, before the line under the cursor."""
        self.app.push_screen(AskPersonScreen("work.add_whom"), self._add)

    def _add(self, who: str | None) -> None:
        if who:
            self.ask(self._show, sheet.add, self.office, who, before=self.chosen_person() or "")

    def action_remove(self) -> None:
        """Del: take the line off the sheet; Ctrl+U brings it back."""
        if who := self.chosen_person():
            self.ask(self._show, sheet.remove, self.office, who)

    def action_copy_down(self) -> None:
        """Ctrl+D: take day, time and place over from the line above."""
        if who := self.chosen_person():
            self.ask(self._show, sheet.copy_down, self.office, who)

    def action_undo(self) -> None:
        """Ctrl+U: take the last change back."""
        self.ask(self._show, sheet.undo, self.office)

    def action_earlier(self) -> None:
        """Move the line up."""
        if who := self.chosen_person():
            self.ask(self._show, sheet.move, self.office, who, -1)

    def action_later(self) -> None:
        """Move the line down."""
        if who := self.chosen_person():
            self.ask(self._show, sheet.move, self.office, who, 1)

    def action_ledgers(self) -> None:
        """L: the ledgers of the office."""
        from fieldsuite.screens.ledgers import LedgerScreen

        self.app.push_screen(LedgerScreen())

    def _where(self, suffix: str, then: Any) -> None:
        name = f"{self.say('roster_file')}-{self.office.today().isoformat()}{suffix}"
        self.app.push_screen(PathScreen("print_where", Path(name)), then)

    def action_print(self) -> None:
        """P: ask where to, then print the sheet as it stands."""
        self._where(".pdf", self._print)

    def _print(self, path: Path | None) -> None:
        if path is not None:
            title = str(self.query_one("#paper_title", Select).value)
            self.ask(self._printed, sheet.print_sheet, self.office, path, title=title)

    def _printed(self, printed: Printed) -> None:
        self._told(self.say("printed", path=printed.path, pages=printed.pages))

    def action_pen(self) -> None:
        """E: the edition for the pen, with a code and boxes for each person."""
        self._where(".pdf", self._print_pen)

    def _print_pen(self, path: Path | None) -> None:
        if path is not None and self.sheet is not None:
            title = str(self.query_one("#paper_title", Select).value)
            people = tuple(line.person_id for line in self.sheet.lines)
            self.ask(self._pen_printed, paper.print_people, self.office, path, people, title=title)

    def _pen_printed(self, made: tuple[Printed, str]) -> None:
        printed, number = made
        self._told(self.say("visits.pen_printed", pages=printed.pages, roster=number, path=printed.path))

    def action_read_back(self) -> None:
        """R: read a photograph of a page that was filled in by pen."""
        from fieldsuite.screens.roster_back import RosterBackScreen

        self.app.push_screen(RosterBackScreen())

    def action_export(self) -> None:
        """Ctrl+E: a table to be filled in where the program is not."""
        self._where(".xlsx", self._export)

    def _export(self, path: Path | None) -> None:
        if path is not None and self.sheet is not None:
            self.ask(lambda count: self._told(self.say("work.table_written", count=count, path=path)),
                     table.export, self.office, path, which=self.sheet.which)  # fmt: skip

    def action_import(self) -> None:
        """I: take a filled table in, every line or none."""
        self.app.push_screen(PathScreen("work.table_from"), self._import)

    def _import(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._imported, table.take, self.office, path)

    def _imported(self, records: tuple[str, ...]) -> None:
        self._told(self.say("visits.recorded", count=len(records)))
        self.on_screen_resume()

    def _told(self, words: str) -> None:
        self.query_one("#printed", Static).update(f"✓ {words}")
