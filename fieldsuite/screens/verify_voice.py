"""语音认证: digits nobody could foresee, spoken once."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Verdict
from fieldsuite.background import Stepped
from fieldsuite.casework import verify
from fieldsuite.screens.capture import SourceLine
from fieldsuite.screens.enrol_voice import SOUNDS
from fieldsuite.screens.verdict import VerdictPage
from fieldsuite.screens.verifying import VerifyScreen
from fieldsuite.screens.voice_page import VoicePage
from fieldsuite.widgets.prose import Prose


class VerifyVoiceScreen(VerifyScreen):
    """Answers with another way when one is wanted."""

    title_key = "verify_voice"

    def body(self) -> ComposeResult:
        """Guidance, digits, result."""
        yield Static(id="title", classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                for key in ("voice_notice_quiet", "voice_notice_clear"):
                    yield Prose("· " + self.say(key))
                yield Static(self.say("voice_start_keys"), classes="large")
            with Vertical(id="live"):
                yield VoicePage(self.say, self.shell.aloud)
            yield VerdictPage(id="result")
        with Horizontal(id="source"):
            yield SourceLine(self.say, SOUNDS, "source_digits")

    def start(self) -> None:
        """Verify from the microphone, or from a recording with its digits."""
        source = self.query_one(SourceLine)
        self.begin()
        if source.path:
            paths = [str(path) for path in source.paths]
            self.follow(verify.voice(self.office, self.person, source=paths, digits=source.shown))
        else:
            self.follow(verify.voice(self.office, self.person, go=self.go()))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if not isinstance(event.step, Verdict):
            self.query_one(VoicePage).step(event.step)
