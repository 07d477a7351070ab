"""练习: the trainee chooses a name and a passphrase, and a village with a provincial desk is made."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, ProgressBar, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.practice import ground
from fieldsuite.practice.ground import Making
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.prose import Prose


class MakePracticeScreen(OfficeScreen[bool]):
    """Answers True when the practice ground was made."""

    AUTO_FOCUS = "#officer"

    def body(self) -> ComposeResult:
        """Name, passphrase twice, progress."""
        yield Static(self.say("make_practice"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Prose(self.say("practice_about"), classes="paragraph")
            yield Entry(self.say("your_name"), text_field("officer", self.say("trainee")))
            yield Entry(self.say("passphrase_new"), text_field("passphrase", password=True))
            yield Entry(self.say("passphrase_twice"), text_field("twice", password=True))
            yield Button(self.say("make_practice_button"), id="make", compact=True, variant="primary")
            yield ProgressBar(show_eta=False, id="progress")
            yield Static(id="stage", markup=False)

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#make")
    def _make(self) -> None:
        officer, first, second = (
            self.query_one(f"#{name}", Input).value for name in ("officer", "passphrase", "twice")
        )
        twice = self.query_one("#entry_twice", Entry)
        twice.show_wrong("" if first == second else self.say("passphrase_differs"))
        if first == second:
            self.query_one("#make", Button).disabled = True
            self.query_one("#progress").add_class("-shown")
            name = officer.strip() or self.say("trainee")
            self.follow(ground.make(self.shell.root, passphrase=first, officer=name, now=self.shell.now))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if isinstance(event.step, Making):
            self.query_one("#progress", ProgressBar).update(total=event.step.total, progress=event.step.done)
            self.query_one("#stage", Static).update(self.say(f"making_{event.step.stage}"))

    @on(Followed)
    def _made(self) -> None:
        self.dismiss(True)

    def failed(self, error: Exception) -> None:
        """Let the trainee choose again; the sentence stands in place."""
        self.query_one("#make", Button).disabled = False
        self.query_one("#progress").remove_class("-shown")
