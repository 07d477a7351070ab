"""语音建模: five strings of digits, press to speak, press or fall silent to end."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Enrolled, Refused
from fieldsuite.background import Followed, Stepped
from fieldsuite.casework import enrol
from fieldsuite.screens.capture import CaptureScreen, SourceLine
from fieldsuite.screens.opening import of_enrolment
from fieldsuite.screens.typed import read_list
from fieldsuite.screens.voice_page import VoicePage
from fieldsuite.screens.whose import Whose
from fieldsuite.widgets.prose import Prose

SOUNDS = (".wav", ".flac", ".mp3", ".ogg")


class EnrolVoiceScreen(CaptureScreen[bool], Whose[bool]):
    """Answers True when a template was made."""

    made: Enrolled | None = None
    refused: Refused | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def body(self) -> ComposeResult:
        """The notice 认证建模须知, then the digits, then the word."""
        yield Static(id="title", classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                yield Static(self.say("voice_notice_title"), classes="title")
                for key in ("voice_notice_quiet", "voice_notice_five", "voice_notice_clear"):
                    yield Prose("· " + self.say(key))
                yield Static(self.say("voice_start_keys"), classes="large")
            with Vertical(id="live"):
                yield VoicePage(self.say, self.shell.aloud)
            with Vertical(id="result"):
                yield Static(id="word")
                yield Prose(id="change", classes="title")
                yield Static(self.say("enrol_done_keys"), classes="title muted")
        with Horizontal(id="source"):
            yield SourceLine(self.say, SOUNDS, "source_digits")

    def start(self) -> None:
        """Record from the microphone, or take recordings with what they say."""
        source = self.query_one(SourceLine)
        self.made = self.refused = None
        self.show_stage("live")
        paths = [str(path) for path in source.paths]
        if paths:
            strings = read_list(source.shown)
            self.follow(enrol.voice(self.office, self.person, source=paths, strings=strings))
        else:
            self.follow(enrol.voice(self.office, self.person, go=self.go()))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if isinstance(event.step, Enrolled):
            self.made = event.step
            return
        if isinstance(event.step, Refused):
            self.refused = event.step
        self.query_one(VoicePage).step(event.step)

    @on(Followed)
    def _ended(self) -> None:
        self.show_stage("result")
        self.fill()

    def fill(self) -> None:
        """Show where this stands: notice, digits, or result."""
        super().fill()
        self.query_one("#title", Static).update(self.titled(self.say("enrol_voice")))
        word, change = self.query_one("#word", Static), self.query_one("#change", Prose)
        word.set_classes("title good" if self.made else "title bad")
        word.update(f"✓  {self.say('voice_enrolled')}" if self.made else f"✗  {self.say('voice_refused')}")
        if self.made is None and self.refused is not None:
            change.text = self.say(f"biometric.{self.refused.advice or self.refused.reason}")

    def failed(self, error: Exception) -> None:
        """No device: what can be done without one."""
        super().failed(error)
        self.show_problem(of_enrolment(error))

    def action_another_way(self) -> None:
        """M: recordings instead of the microphone: into the field for the paths."""
        self.query_one("#path").focus()

    def action_back(self) -> None:
        """Esc: let go of a recording that waits, and leave; True when a template was made."""
        self.let_go()
        self.dismiss(self.made is not None)
