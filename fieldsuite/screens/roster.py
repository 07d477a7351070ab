"""花名册: the columns of the notice, and P prints it."""

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Select, Static

from fieldsuite.casework import roster
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.people import Which
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.listing import Listing
from forms.form import Printed

LISTS: tuple[Which, ...] = ("visits", "due", "overdue", "verify", "all")

COLUMNS = ("number", "person_no", "name", "sex", "id_no", "birth_ym", "cert_on", "cert_place", "phone", "address",
           "status", "death_on")  # fmt: skip
"""Columns in the order of the notice (附件1); the last two stand under 领取待遇资格确认."""


class RosterScreen(PersonKeys[None]):
    """Who is on the sheet; Enter opens a person, P prints."""

    BINDINGS = [*bind("print", "visit", "verify", "ledgers")]
    AUTO_FOCUS = "#rows"
    which: Which = "visits"
    sheet: dict[str, Any] | None = None

    def body(self) -> ComposeResult:
        """Which list, the sheet, what was printed."""
        with Horizontal(id="search"):
            yield Static(self.say("roster_title"), classes="heading")
            options = [(self.say(f"list_{which}"), which) for which in LISTS]
            yield pick("which", options, self.which)
            yield Static(id="count", classes="muted")
        yield Listing([self.say(f"roster_{name}") for name in COLUMNS], id="rows")
        yield Static(id="printed", markup=False)

    def on_screen_resume(self) -> None:
        """Read again: a visit may have been recorded meanwhile."""
        self._read()

    @on(Select.Changed, "#which")
    def _chosen(self, event: Select.Changed) -> None:
        for which in LISTS:
            if which == event.value and which != self.which:
                self.which = which
                self._read()

    def _read(self) -> None:
        self.quietly(self._show, roster.rows, self.office, which=self.which)

    def _show(self, sheet: dict[str, Any]) -> None:
        self.sheet = sheet
        self.fill()

    def fill(self) -> None:
        """Show the sheet."""
        rows = self.sheet["rows"] if self.sheet else []
        self.query_one("#rows", Listing).refill(
            (str(row["person_no"]), self._cells(at, row)) for at, row in enumerate(rows, start=1)
        )
        self.query_one("#count", Static).update(self.say("count", number=len(rows)))

    def _cells(self, at: int, row: dict[str, Any]) -> list[str]:
        status = self.say(f"mobility_{row['status']}") if row.get("status") else ""
        words = {
            "number": str(at),
            "status": status,
            "sex": self.say(f"sex_{row['sex']}"),
            "id_no": masked_id(row["id_no"]),
            "phone": masked_phone(row["phone"]),
        }
        return [words.get(name, str(row.get(name) or "")) for name in COLUMNS]

    def chosen_person(self) -> str | None:
        """Person number of the line under the cursor; it finds the person as well as the id does."""
        return self.query_one("#rows", Listing).chosen

    @on(DataTable.RowSelected, "#rows")
    def _open(self) -> None:
        self.open_person()

    def action_ledgers(self) -> None:
        """L: the ledgers of the office."""
        from fieldsuite.screens.ledgers import LedgerScreen

        self.app.push_screen(LedgerScreen())

    def action_print(self) -> None:
        """P: ask where to, then print."""
        name = f"{self.say('roster_file')}-{self.office.today().isoformat()}.pdf"
        self.app.push_screen(PathScreen("print_where", Path.home() / name), self._print)

    def _print(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._printed, roster.print_roster, self.office, path, which=self.which)

    def _printed(self, printed: Printed) -> None:
        words = self.say("printed", path=printed.path, pages=printed.pages)
        self.query_one("#printed", Static).update(f"✓ {words}")
        self.app.notify(words)
