"""Who is there: office, officer, passphrase. Nothing heavy is imported before this is painted."""

from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Select, Static

from biometric.steps import Progress
from fieldsuite import background
from fieldsuite.config import find_offices, last_opened, read_config
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.opening import open_for
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.header import OfficeHeader
from keys.vault import officers

BEHIND = (
    "fieldsuite.office", "fieldsuite.casework.home", "fieldsuite.screens.home", "fieldsuite.screens.people",
    "fieldsuite.screens.person",
)  # fmt: skip
"""What the first minutes after the unlocking need; imported while the passphrase is typed."""


class UnlockScreen(OfficeScreen[bool]):
    """Opens an office for an officer; True once ``shell.office`` is there, False when nobody wants in."""

    BINDINGS = [*bind("add", shown=False)]
    AUTO_FOCUS = "#passphrase"

    def body(self) -> ComposeResult:
        """Choice of office where there are several, officer, passphrase."""
        homes = find_offices(self.shell.root)
        last, who = last_opened(self.shell.root) or (homes[0], "")
        cards = self._officers(last)
        self.shell.zone = read_config(last).timezone
        who = who if who in {name for _, name in cards} else ""
        with Vertical(classes="gate"), Vertical(classes="gate_box"):
            yield Static(Text("FieldSuite", style="bold"), classes="title")
            yield Static(self.say("purpose"), classes="title muted")
            yield Entry(
                self.say("office"),
                pick("office", [(self._named(home), str(home)) for home in homes], str(last)),
            )
            yield Entry(self.say("officer"), pick("officer", cards, who))
            yield Entry(self.say("passphrase"), text_field("passphrase", password=True))
            words = self.shell.why_locked or self.say("unlock_keys")
            yield Static(words, id="state", classes="muted title", markup=False)

    def _named(self, home: Path) -> str:
        config = read_config(home)
        return f"{config.name}（{self.say('practice')}）" if config.practice else config.name

    def _officers(self, home: Path) -> list[tuple[str, str]]:
        cards = sorted(officers(home / "keys"), key=lambda card: card.role == "supervisor")
        return [(f"{card.name} · {self.say(f'role_{card.role}')}", card.id) for card in cards]

    def on_mount(self) -> None:
        """Show, then load in the background what comes next."""
        background.preload(self, *BEHIND)

    @on(Select.Changed, "#office")
    def _other_office(self, event: Select.Changed) -> None:
        home = Path(str(event.value))
        self.shell.zone = read_config(home).timezone
        self.query_one(OfficeHeader).refresh()
        field, cards = self.query_one("#officer", Select), self._officers(home)
        if str(field.value) not in {name for _, name in cards}:
            field.set_options(cards)
            field.value = cards[0][1]

    @on(Input.Submitted, "#passphrase")
    def _unlock(self, event: Input.Submitted) -> None:
        home, officer = (str(self.query_one(name, Select).value) for name in ("#office", "#officer"))
        event.input.disabled = True
        self.query_one("#state", Static).update(self.say("opening"))
        self.ask(self._opened, open_for, self.shell, Path(home), officer, event.value, self._far)

    def _far(self, step: Progress) -> None:
        self.post_message(background.Stepped(step))

    @on(background.Stepped)
    def _brought_up(self, event: background.Stepped) -> None:
        """Say how far it is where an older program's office is brought up to date."""
        if isinstance(step := event.step, Progress):
            counted = self.say("jobs.counted", done=step.done, total=step.total)
            self.query_one("#state", Static).update(f"{self.say(step.key)}  {counted}")

    def _opened(self, _none: None) -> None:
        self.dismiss(True)

    def failed(self, error: Exception) -> None:
        """Let the officer type again; the sentence stays in place."""
        field = self.query_one("#passphrase", Input)
        field.disabled = False
        field.value = ""
        field.focus()
        self.query_one("#state", Static).update(self.say("unlock_keys"))

    def action_add(self) -> None:
        """Ins: a practice office beside the real one, or a real one after practice."""
        from fieldsuite.screens.first_run import FirstRunScreen

        self.app.push_screen(FirstRunScreen(), self._added)

    def _added(self, made: bool | None) -> None:
        if self.shell.office is not None:
            self.dismiss(True)
        elif made:
            self.call_later(self.retell)

    def action_back(self) -> None:
        """There is nothing behind this screen; F10 leaves the program."""
