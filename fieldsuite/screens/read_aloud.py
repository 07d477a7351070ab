"""The digits of a request, large enough to be read into a telephone."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.prose import Prose


class ReadAloudScreen(OfficeModal[None]):
    """Shows the eight groups of a fingerprint, four in a line; Enter or Esc goes back."""

    BINDINGS = [*bind("next")]

    def __init__(self, path: Path, digits: str) -> None:
        super().__init__()
        self.path, self.digits = path, digits

    def body(self) -> ComposeResult:
        """What to do, the digits, where the file is."""
        groups = self.digits.split()
        rows = ["   ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]
        with Vertical(classes="box wide"):
            yield Prose(self.say("staff.read_aloud", path=self.path), headed=True, classes="paragraph")
            for row in rows:
                yield Static(row, classes="large paragraph", markup=False)
            yield Static(self.say("staff.read_keys"), classes="paragraph muted", markup=False)

    def action_next(self) -> None:
        """Enter: it was read."""
        self.dismiss(None)
