"""花名册的一行: what the notice asks for of one person, with its own messages; kept, or made a visit."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Static

from fieldsuite.casework.views import Saved
from fieldsuite.casework.visits import sheet
from fieldsuite.casework.visits.sheet import EDITED, Line, Sheet
from fieldsuite.clock import local_time
from fieldsuite.screens.bindings import LETTERS
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.typed import read_day
from fieldsuite.screens.visit import STATUSES
from fieldsuite.screens.wording import deadlines
from fieldsuite.widgets.choice import Choice
from fieldsuite.widgets.entry import Entry, photo_field, text_field

DAYS = ("cert_on", "death_on", "prison_on")
BELONGS = {"death_on": "dead", "missing_reason": "missing", "prison_on": "prison", "other": "other"}


class RosterRowScreen(FormScreen[str]):
    """Answers what was done, in words; the sheet keeps what is typed, so that Esc and a crash lose nothing."""

    AUTO_FOCUS = "#status"

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.then_record = False

    def body(self) -> ComposeResult:
        """State first, then the fields of the notice, the photograph, the two ways to end."""
        said = self.line.data
        letters = {LETTERS["alive"]: STATUSES[:3]} | {
            LETTERS[name]: (name,) for name in ("dead", "missing", "prison", "other")
        }
        options = [(name, self.say(f"mobility_{name}")) for name in STATUSES]
        fresh = self.line.mark == "open"
        now = local_time(self.office.now(), self.office.config.timezone)
        first = {"cert_on": self.office.today().isoformat(), "cert_place": said.get("address", ""), "at": now}
        yield Static(f"{said['name']} ── {self.say('work.row_title')}", classes="heading", markup=False)
        with VerticalScroll(classes="form"):
            yield Static(self.say("work.row_keys"), classes="muted")
            chosen = "" if fresh else said.get("status", "")
            yield Entry(self.say("roster_status"), Choice(options, letters, value=chosen, id="status"))
            for name in ("death_on", "missing_reason", "prison_on", "other", "cert_on", "at", "cert_place", "phone",
                         "address"):  # fmt: skip
                value = first.get(name, said.get(name, "")) if fresh else said.get(name, first.get(name, ""))
                yield Entry(self.say(f"work.row_{name}"), text_field(name, value))
            yield Entry(self.say("photos"),
                        photo_field("photos", said.get("photos", ""), placeholder=self.say("photos_hint")))  # fmt: skip
            with Horizontal(classes="buttons"):
                yield Button(self.say("work.button_keep"), id="save", compact=True)
                yield Button(self.say("work.button_record"), id="record", compact=True, variant="primary")

    def fill(self) -> None:
        """Show what belongs to the state, and what the notice says of the line."""
        self.changed()
        if self.line.mark != "open":
            self.show_wrong({one.field: one.text(self.shell.lang) for one in self.line.wrong})

    def on_mount(self) -> None:
        """Show the line."""
        self.fill()

    def changed(self) -> None:
        """Another state needs another field."""
        status = self.query_one("#status", Choice).value
        for name, belongs in BELONGS.items():
            self.query_one(f"#entry_{name}").display = status == belongs

    def _typed_row(self) -> dict[str, str]:
        status = self.query_one("#status", Choice).value
        typed = {"status": status}
        for name in EDITED:
            if name != "status":
                value = self.query_one(f"#{name}", Input).value.strip()
                day = read_day(value) if name in DAYS else None
                typed[name] = day.isoformat() if day else "" if BELONGS.get(name, status) != status else value
        return typed

    def save(self) -> None:
        """Keep the line on the sheet, right or wrong."""
        self.then_record = False
        self.ask(self._kept, sheet.edit, self.office, self.line.person_id, self._typed_row())

    @on(Button.Pressed, "#record")
    def _record(self) -> None:
        """Keep the line, and make a visit of it when nothing is wrong."""
        self.then_record = True
        self.ask(self._kept, sheet.edit, self.office, self.line.person_id, self._typed_row())

    def _kept(self, kept: Sheet) -> None:
        self.line = next(line for line in kept.lines if line.person_id == self.line.person_id)
        if not self.then_record:
            self.dismiss(self.say("work.row_kept", name=self.line.data["name"]))
        elif self.line.wrong:
            self.show_wrong({one.field: one.text(self.shell.lang) for one in self.line.wrong})
        else:
            self.ask(self._recorded, sheet.record, self.office, self.line.person_id)

    def _recorded(self, saved: Saved) -> None:
        following = deadlines(saved.deadlines, self.say)
        told = self.say("work.row_recorded", name=self.line.data["name"])
        self.dismiss(f"{told} {following}".strip())

    def failed(self, error: Exception) -> None:
        """A photograph that is missing is said beside its field."""
        if getattr(error, "key", "") == "office.photo_needed":
            self.show_wrong({"photos": self.say("office.photo_needed")})

    def action_back(self) -> None:
        """Esc keeps what is typed on the sheet."""
        if self.query_one("#status", Choice).value or self.line.mark != "open":
            self.ask(
                lambda _: self.dismiss(None), sheet.edit, self.office, self.line.person_id, self._typed_row()
            )
        else:
            self.dismiss(None)
