"""What the four screens of capturing share: where the picture or sound comes from, and how steps are
shown.
"""

from collections.abc import Mapping
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher, Input, Label

from biometric.voice.go import Go
from fieldsuite.background import Pressed, Stepped
from fieldsuite.screens.base import OfficeScreen, Value
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.live import Live
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
    AUTO_FOCUS = ""
    running: bool = False
    """True between the start and the last step."""
    pressed: Pressed | None = None
    """The key of a recording of sound; None where nothing waits for a key."""
    stage: str = "guide"
    """guide, live or result: what of the screen is shown."""
    lately: Mapping[type, object] = {}
    """The last step of each kind since the start."""

    def show_stage(self, stage: str) -> None:
        """Show the guidance, what is captured now, or the result; no field keeps the space bar for itself."""
        self.stage = stage
        if stage == "live":
            self.lately = {}
        self.query_one("#stage", ContentSwitcher).current = stage
        self.set_focus(None)

    @on(Stepped)
    def _stepped(self, event: Stepped) -> None:
        self.lately = {**self.lately, type(event.step): event.step}

    def fill(self) -> None:
        """Show the stage again."""
        self.query_one("#stage", ContentSwitcher).current = self.stage

    async def retell(self) -> None:
        """In another language too: digits that are read aloud at this moment must not vanish."""
        await super().retell()
        for page in self.query("FaceLive, VoicePage").results(Live):
            page.again(self.lately.values())

    def action_again(self) -> None:
        """Space: begin, or begin again; while sound is recorded, start and end it."""
        if self.running and self.pressed is not None:
            self.pressed.press()
        elif not self.running:
            self.running = True
            self.start()

    @on(Input.Submitted, "#path")
    def _path_typed(self) -> None:
        if there := self.query("#shown"):
            there.first().focus()
        else:
            self.action_again()

    @on(Input.Submitted, "#shown")
    def _shown_typed(self) -> None:
        self.action_again()

    def action_next(self) -> None:
        """Enter: begin, like the space bar."""
        self.action_again()

    def start(self) -> None:
        """Follow the job of this screen."""

    def go(self) -> Go:
        """Start a recording by a press, once nothing is said aloud any more: it must hold the person's voice alone."""
        pressed = self.pressed = Pressed()
        return Go(lambda: pressed.ready() and self.shell.hush(), pressed.stop)

    def let_go(self) -> None:
        """Give up what runs or waits."""
        if self.shell.speaker is not None:
            self.shell.speaker.hush()
        if self.pressed is not None:
            self.pressed.give_up()
        self.stop_following()

    def on_unmount(self) -> None:
        """However the screen was left, nothing may wait for a key any more."""
        self.let_go()

    def failed(self, error: Exception) -> None:
        """The device or the file could not be used: back to the guidance, the sentence stands above it."""
        self.running = False
        self.show_stage("guide")

    def on_followed(self, event: Message) -> None:
        """The job ended."""
        self.running = False
