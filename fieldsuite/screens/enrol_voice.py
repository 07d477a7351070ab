"""语音建模: five strings of digits, press to speak, press or fall silent to end."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Enrolled
from biometric.voice.go import Go
from fieldsuite.background import Pressed, Stepped
from fieldsuite.casework import enrol
from fieldsuite.screens.capture import CaptureScreen, SourceLine
from fieldsuite.screens.typed import read_list
from fieldsuite.screens.voice_page import VoicePage
from fieldsuite.widgets.prose import Prose

SOUNDS = (".wav", ".flac", ".mp3", ".ogg")


class EnrolVoiceScreen(CaptureScreen[bool]):
    """Answers True when a template was made."""

    AUTO_FOCUS = ""
    made: Enrolled | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person, self.pressed = person, Pressed()

    def body(self) -> ComposeResult:
        """The notice 认证建模须知, then the digits, then the word."""
        yield Static(self.say("enrol_voice"), classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                yield Static(self.say("voice_notice_title"), classes="title")
                for key in ("voice_notice_quiet", "voice_notice_five", "voice_notice_clear"):
                    yield Prose("· " + self.say(key))
                yield Static(self.say("voice_start_keys"), classes="large")
            with Vertical(id="live"):
                yield VoicePage(self.say)
            with Vertical(id="result"):
                yield Static(id="word", classes="title good")
                yield Static(self.say("enrol_done_keys"), classes="title muted")
        with Horizontal(id="source"):
            yield SourceLine(self.say, SOUNDS, "source_digits")

    def action_again(self) -> None:
        """Space: begin; then start and end each recording."""
        if self.running:
            self.pressed.press()
        else:
            super().action_again()

    def start(self) -> None:
        """Record from the microphone, or take recordings with what they say."""
        source = self.query_one(SourceLine)
        self.query_one("#stage", ContentSwitcher).current = "live"
        self.set_focus(None)
        self.pressed = Pressed()
        paths = [str(path) for path in source.paths]
        go = Go(self.pressed.ready, self.pressed.stop)
        if paths:
            self.follow(enrol.voice(self.office, self.person, source=paths, strings=read_list(source.shown)))
        else:
            self.follow(enrol.voice(self.office, self.person, go=go))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if isinstance(event.step, Enrolled):
            self.made = event.step
            self.query_one("#stage", ContentSwitcher).current = "result"
            self.query_one("#word", Static).update(f"✓  {self.say('voice_enrolled')}")
        else:
            self.query_one(VoicePage).step(event.step)

    def failed(self, error: Exception) -> None:
        """Back to the notice; the sentence stands above it."""
        super().failed(error)
        self.query_one("#stage", ContentSwitcher).current = "guide"

    def action_another_way(self) -> None:
        """M: recordings instead of the microphone: into the field for the paths."""
        self.query_one("#path").focus()

    def action_back(self) -> None:
        """Esc: let go of a recording that waits, and leave."""
        self.pressed.give_up()
        self.dismiss(self.made is not None)
