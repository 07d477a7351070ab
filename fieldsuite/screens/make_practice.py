"""练习: one Enter makes a village with a provincial desk and opens it; name and passphrase are proposed."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, ProgressBar, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.practice import ground
from fieldsuite.practice.ground import Ground, Making
from fieldsuite.screens.new_passphrase import NewPassphrase
from fieldsuite.screens.opening import open_made
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.prose import Prose

PROPOSED = "lianxi-lianxi"
"""A passphrase for invented people guards nothing: it is proposed, and may be seen."""


class MakePracticeScreen(NewPassphrase[bool]):
    """Answers True when the practice ground was made and its village is open."""

    AUTO_FOCUS = "#make"
    made: Ground | None = None

    def body(self) -> ComposeResult:
        """Name, passphrase twice, progress."""
        yield Static(self.say("make_practice"), classes="heading")
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(self.say("practice_about"), classes="paragraph")
            yield Entry(self.say("your_name"), text_field("officer", self.say("trainee")))
            yield Entry(self.say("passphrase_new"), text_field("passphrase", PROPOSED))
            yield Entry(self.say("passphrase_twice"), text_field("twice", PROPOSED))
            yield Button(self.say("make_practice_button"), id="make", compact=True, variant="primary")
            yield ProgressBar(show_eta=False, id="progress")
            yield Static(id="stage", markup=False)
        yield Prose(self.say("begin.practice_keys"), id="keys", classes="muted")

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#make")
    def _make(self) -> None:
        if self.passphrase_stands():
            officer, passphrase = (
                self.query_one(f"#{name}", Input).value for name in ("officer", "passphrase")
            )
            self.query_one("#make", Button).disabled = True
            self.query_one("#progress").add_class("-shown")
            name = officer.strip() or self.say("trainee")
            self.follow(ground.make(self.shell.root, passphrase=passphrase, officer=name, now=self.shell.now))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if isinstance(event.step, Making):
            self.query_one("#progress", ProgressBar).update(total=event.step.total, progress=event.step.done)
            self.query_one("#stage", Static).update(self.say(f"making_{event.step.stage}"))
        elif isinstance(event.step, Ground):
            self.made = event.step

    @on(Followed)
    def _open(self) -> None:
        if self.made is not None:
            self.query_one("#stage", Static).update(self.say("begin.opening_now"))
            passphrase = self.query_one("#passphrase", Input).value
            self.ask(self._opened, open_made, self.shell, self.made.village_home, passphrase)

    def _opened(self, _none: None) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        """Esc: back, but not out of the making: half a ground would be neither a village nor nothing."""
        if not self.query_one("#make", Button).disabled:
            self.dismiss(None)

    def failed(self, error: Exception) -> None:
        """Let the trainee choose again; the sentence stands in place. What was made already asks for its passphrase."""
        if self.made is not None:
            self.dismiss(True)
            return
        self.query_one("#make", Button).disabled = False
        self.query_one("#progress").remove_class("-shown")
