"""One question before something that cannot be taken back."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind


class ConfirmScreen(OfficeModal[bool]):
    """Asks one question; Enter is yes, Esc is no."""

    BINDINGS = [*bind("next")]

    def __init__(self, question: str, **values: object) -> None:
        super().__init__()
        self.question, self.values = question, values

    def body(self) -> ComposeResult:
        """The question and the two keys."""
        with Vertical(classes="box"):
            yield Static(self.say(self.question, **self.values), markup=False)
            yield Static(self.say("confirm_keys"), classes="keys muted", markup=False)

    def action_next(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_back(self) -> None:
        """No."""
        self.dismiss(False)
