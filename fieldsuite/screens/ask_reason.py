"""Why a record goes back, or why something is let pass: one sentence the colleague understands."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.widgets.entry import text_field


class ReasonScreen(OfficeModal[str]):
    """Answers a sentence; Esc answers nothing, and an empty one is not taken."""

    AUTO_FOCUS = "#reason"

    def __init__(self, question: str = "return_reason", **values: object) -> None:
        super().__init__()
        self.question, self.values = question, values

    def body(self) -> ComposeResult:
        """Question, field, keys."""
        with Vertical(classes="box"):
            yield Static(self.say(self.question, **self.values), markup=False)
            yield text_field("reason", placeholder=self.say(f"{self.question}_hint"))
            yield Static(self.say("path_keys"), classes="keys muted", markup=False)

    @on(Input.Submitted, "#reason")
    def _done(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())
