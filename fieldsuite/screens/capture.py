"""What the four screens of capturing share: where the picture or sound comes from, and how steps are
shown.
"""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from fieldsuite.screens.base import OfficeScreen, Value
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.typed import read_paths
from fieldsuite.screens.wording import Say
from fieldsuite.widgets.entry import path_field, text_field


class SourceLine(Horizontal):
    """Where it comes from: the device when the path is empty, otherwise a recording with what it shows.

    Recordings serve practice and 待比对; outside practice they never certify.
    """

    DEFAULT_CSS = """
    SourceLine { height: 1; }
    SourceLine Label { padding: 0 1; color: $text-muted; }
    SourceLine #path { width: 2fr; }
    SourceLine #shown { width: 1fr; }
    """

    def __init__(self, say: Say, suffixes: tuple[str, ...], shown: str = "") -> None:
        super().__init__()
        self.say, self.suffixes, self.shown_word = say, suffixes, shown

    def compose(self) -> ComposeResult:
        """Path, and what the recording shows."""
        yield Label(self.say("source"))
        yield path_field("path", placeholder=self.say("source_hint"), suffixes=self.suffixes)
        if self.shown_word:
            yield Label(self.say(self.shown_word))
            yield text_field("shown", placeholder=self.say(f"{self.shown_word}_hint"))

    @property
    def path(self) -> str | None:
        """Path of the recording, None for the device."""
        return self.query_one("#path", Input).value.strip() or None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Several paths, one behind the other with a semicolon between."""
        return read_paths(self.path or "")

    @property
    def shown(self) -> str:
        """What the recording shows or says."""
        return self.query_one("#shown", Input).value.strip()


class CaptureScreen(OfficeScreen[Value]):
    """Starts by the space bar, shows the steps, may be started again; leaving it lets go of the device."""

    BINDINGS = [*bind("again", "another_way"), *bind("next", shown=False)]
    running: bool = False
    """True between the start and the last step."""

    def action_again(self) -> None:
        """Space: begin, or begin again."""
        if not self.running:
            self.running = True
            self.start()

    def action_next(self) -> None:
        """Enter: begin, like the space bar."""
        self.action_again()

    @on(Input.Submitted)
    def _typed(self) -> None:
        """Enter in the source line begins; the keys belong to the screen again, so that the space bar is no letter."""
        self.set_focus(None)
        self.action_again()

    def start(self) -> None:
        """Follow the job of this screen."""

    def failed(self, error: Exception) -> None:
        """The device or the file could not be used; the sentence stands in place."""
        self.running = False

    def on_followed(self, event: Message) -> None:
        """The job ended."""
        self.running = False
