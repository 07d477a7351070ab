"""Where the province's trust lies, and the first time the digits its desk reads aloud."""

from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.prose import Prose


@dataclass(frozen=True, slots=True)
class Offered:
    """What is to be taken."""

    path: Path
    anchor: str


class TakeTrustScreen(OfficeModal[Offered]):
    """Answers a folder or file and the digits; Esc answers nothing. Once there is trust no digits are asked."""

    AUTO_FOCUS = "Input"

    def __init__(self, proposed: Path | None, first: bool) -> None:
        super().__init__()
        self.proposed, self.first = proposed, first

    def body(self) -> ComposeResult:
        """Path and digits."""
        with Vertical(classes="box wide"):
            yield Prose(
                self.say("staff.take_first" if self.first else "staff.take"), headed=True, classes="paragraph"
            )
            path = path_field("path", str(self.proposed or ""), placeholder=self.say("staff.take_hint"))
            yield Entry(self.say("staff.take_from"), path)
            if self.first:
                hint = "00000 00000 00000 00000 00000 00000 00000 00000"
                yield Entry(self.say("staff.anchor"), text_field("anchor", placeholder=hint))
            yield Prose(self.say("path_keys"), classes="muted keys")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        anchor = self.query_one("#anchor", Input).value.strip() if self.first else ""
        paths = read_paths(self.query_one("#path", Input).value)
        if paths and (anchor or not self.first):
            self.dismiss(Offered(paths[0], anchor))
        else:
            self.focus_next()
