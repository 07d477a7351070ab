"""凭条核对: whether a slip that somebody brings is ours, without a line; and the slip of somebody who was certified."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from fieldsuite.casework.reports import slip
from fieldsuite.casework.reports.slip import PREFIX, Slip
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import path_field
from fieldsuite.widgets.prose import Prose
from forms.form import Printed


class SlipCheckScreen(OfficeScreen[None]):
    """A photograph of a slip, or the text of its code; the answer large below. P prints a slip."""

    BINDINGS = [*bind("print")]
    AUTO_FOCUS = "#code"
    found: Slip | None = None
    refused: bool = False
    """True when the slip of the moment does not verify: it counts for nothing."""

    def body(self) -> ComposeResult:
        """The field, the answer, what it rests on."""
        yield Static(self.say("work.slip_title"), classes="heading")
        yield path_field("code", placeholder=self.say("work.slip_hint"))
        with Vertical(id="guide"):
            yield Static(id="verdict", classes="large", markup=False)
            yield Prose(id="says")
            yield Prose(self.say("work.slip_about"), classes="muted", id="slip_about")

    @on(Input.Submitted, "#code")
    def _check(self, event: Input.Submitted) -> None:
        self.found, self.refused = None, False
        self.fill()
        typed = event.value.strip()
        if typed.startswith(f"{PREFIX}."):
            self.ask(self._show, slip.check, self.office, typed)
        else:
            for path in read_paths(typed)[:1]:
                self.ask(self._show, slip.check_picture, self.office, path)

    def _show(self, found: Slip) -> None:
        self.found = found
        self.fill()

    def fill(self) -> None:
        """Show the answer."""
        found = self.found
        verdict = self.query_one("#verdict", Static)
        verdict.update(
            self.say("work.slip_good" if found else "work.slip_bad") if found or self.refused else ""
        )
        verdict.set_class(found is not None, "-good").set_class(self.refused, "-bad")
        says = self.say(
            "work.slip_says", name=found.name, tail=found.id_tail, on=found.on.isoformat(), way=found.way,
            deadline=found.deadline or "-", office=found.office_name, officer=found.officer, record=found.record,
        ) if found else ""  # fmt: skip
        self.query_one("#says", Prose).text = says

    def failed(self, error: Exception) -> None:
        """Say it large."""
        self.refused = True
        self.fill()

    def action_print(self) -> None:
        """P: whose slip?"""
        self.app.push_screen(AskPersonScreen("work.slip_whose"), self._whose)

    def _whose(self, who: str | None) -> None:
        if who:
            name = Path(f"{self.say('work.file_slip')}-{self.office.today().isoformat()}.pdf")
            self.app.push_screen(PathScreen("print_where", name), lambda path: self._print(who, path))

    def _print(self, who: str, path: Path | None) -> None:
        if path is not None:
            self.ask(self._printed, slip.print_slip, self.office, who, path)

    def _printed(self, made: Printed) -> None:
        self.app.notify(self.say("printed", path=made.path, pages=made.pages))
