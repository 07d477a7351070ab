"""Who objects, and why: two lines."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.prose import Prose


@dataclass(frozen=True, slots=True)
class Objected:
    """What was said."""

    by: str
    reason: str


class ObjectionScreen(OfficeModal[Objected]):
    """Answers both lines; Esc answers nothing, and neither may be empty."""

    AUTO_FOCUS = "#by"

    def __init__(self, question: str, about: str) -> None:
        super().__init__()
        self.question, self.about = question, about

    def body(self) -> ComposeResult:
        """Question, two fields, keys."""
        with Vertical(classes="box wide"):
            yield Prose(self.say(self.question, name=self.about), headed=True, classes="paragraph")
            yield Entry(self.say("deskwork.by"), text_field("by", placeholder=self.say("deskwork.by_hint")))
            yield Entry(
                self.say("deskwork.reason"),
                text_field("reason", placeholder=self.say("deskwork.object_reason_hint")),
            )
            yield Static(self.say("path_keys"), classes="muted keys", markup=False)

    @on(Input.Submitted, "#by")
    def _next(self) -> None:
        self.query_one("#reason", Input).focus()

    @on(Input.Submitted, "#reason")
    def _done(self) -> None:
        said = {name: self.query_one(f"#{name}", Input).value.strip() for name in ("by", "reason")}
        for name, value in said.items():
            self.query_one(f"#entry_{name}", Entry).show_wrong("" if value else self.say("deskwork.fill_in"))
        if all(said.values()):
            self.dismiss(Objected(**said))
