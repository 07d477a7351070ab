"""台账: the ledgers of the office, one list for all of them; P prints, Ctrl+E writes a table."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Select, Static

from fieldsuite.casework.ledgers import tables
from fieldsuite.casework.ledgers.tables import Written
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.listing import Listing
from forms.field import shown
from forms.ledgers import LEDGERS


class LedgerScreen(OfficeScreen[None]):
    """One ledger at a time; numbers are masked, the file has them whole."""

    BINDINGS = [*bind("print", "export")]
    AUTO_FOCUS = "#which"
    rows: tuple[dict[str, str], ...] = ()

    def __init__(self, ledger: str = "certification") -> None:
        super().__init__()
        self.ledger = ledger

    def body(self) -> ComposeResult:
        """Which ledger, its lines, what was written."""
        lang = self.shell.lang
        with Horizontal(id="search"):
            options = [(one.title.text(lang), one.name) for one in LEDGERS.values()]
            yield pick("which", options, self.ledger)
            yield Static(id="count", classes="muted")
        for one in LEDGERS.values():
            yield Listing([field.label(lang) for field in one.fields], id=f"ledger_{one.name}")
        yield Static(id="written", markup=False)

    def on_screen_resume(self) -> None:
        """Read the ledger."""
        self._read()

    @on(Select.Changed, "#which")
    def _chosen(self, event: Select.Changed) -> None:
        if isinstance(event.value, str) and event.value != self.ledger:
            self.ledger = event.value
            self._read()

    def _read(self) -> None:
        self.quietly(self._show, tables.rows, self.office, self.ledger, masked=True)

    def _show(self, rows: list[dict[str, str]]) -> None:
        self.rows = tuple(rows)
        self.fill()

    def fill(self) -> None:
        """Show the lines of the chosen ledger."""
        for one in LEDGERS.values():
            listing = self.query_one(f"#ledger_{one.name}", Listing)
            listing.display = one.name == self.ledger
            if listing.display:
                lang = self.shell.lang
                listing.refill(
                    (str(at), [shown(one.fields, row, field.key, lang) for field in one.fields])
                    for at, row in enumerate(self.rows)
                )
        self.query_one("#count", Static).update(self.say("work.lines", number=len(self.rows)))

    def action_print(self) -> None:
        """P: ask where to, then print."""
        self._ask(".pdf")

    def action_export(self) -> None:
        """Ctrl+E: ask where to, then write a table."""
        self._ask(".xlsx")

    def _ask(self, suffix: str) -> None:
        name = f"{LEDGERS[self.ledger].title.zh}-{self.office.today().isoformat()}{suffix}"
        self.app.push_screen(PathScreen("print_where", Path(name)), self._write)

    def _write(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._written, tables.write, self.office, self.ledger, path)

    def _written(self, made: Written) -> None:
        title = LEDGERS[self.ledger].title.text(self.shell.lang)
        words = self.say("ledgers.written", title=title, rows=made.rows, path=made.path)
        self.query_one("#written", Static).update(f"✓ {words}")
        self.app.notify(words)
