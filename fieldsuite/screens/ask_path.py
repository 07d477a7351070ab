"""One question that is answered by a path: where to, or from where."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import path_field


class PathScreen(OfficeModal[Path]):
    """Answers a path; Esc answers nothing."""

    AUTO_FOCUS = "#path"

    def __init__(self, question: str, proposed: Path | None = None) -> None:
        super().__init__()
        self.question, self.proposed = question, proposed

    def body(self) -> ComposeResult:
        """Question, field, keys."""
        with Vertical(classes="box"):
            yield Static(self.say(self.question), markup=False)
            yield path_field("path", str(self.proposed or ""), placeholder=self.say("path_hint"))
            yield Static(self.say("path_keys"), classes="muted", markup=False)

    @on(Input.Submitted, "#path")
    def _done(self, event: Input.Submitted) -> None:
        for path in read_paths(event.value)[:1]:
            self.dismiss(path)
