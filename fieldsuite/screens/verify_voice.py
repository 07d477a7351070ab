"""语音认证: digits nobody could foresee, spoken once."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Verdict
from biometric.voice.go import Go
from fieldsuite.background import Pressed, Stepped
from fieldsuite.casework import people, verify
from fieldsuite.casework.verify import Outcome
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.capture import CaptureScreen, SourceLine
from fieldsuite.screens.enrol_voice import SOUNDS
from fieldsuite.screens.verdict import VerdictPage
from fieldsuite.screens.voice_page import VoicePage
from fieldsuite.screens.ways import Way, WayScreen
from fieldsuite.widgets.prose import Prose


class VerifyVoiceScreen(CaptureScreen[Way]):
    """Answers with another way when one is wanted."""

    AUTO_FOCUS = ""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person, self.pressed = person, Pressed()
        self.card: PersonCard | None = None
        self.verdict: Verdict | None = None
        self.outcome: Outcome | None = None

    def body(self) -> ComposeResult:
        """Guidance, digits, result."""
        yield Static(id="title", classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                for key in ("voice_notice_quiet", "voice_notice_clear"):
                    yield Prose("· " + self.say(key))
                yield Static(self.say("voice_start_keys"), classes="large")
            with Vertical(id="live"):
                yield VoicePage(self.say)
            yield VerdictPage(id="result")
        with Horizontal(id="source"):
            yield SourceLine(self.say, SOUNDS, "source_digits")

    def on_mount(self) -> None:
        """Show who it is."""
        super().on_mount()
        self.quietly(self._about, people.card, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def fill(self) -> None:
        """Show the title, and the verdict when there is one."""
        if self.card is not None:
            number = min(self.card.tries_today + 1, verify.TRIES)
            tries = self.say("try_number", number=number, total=verify.TRIES)
            self.query_one("#title", Static).update(
                f"{self.card.name} ── {self.say('verify_voice')} ── {tries}"
            )
        if self.verdict is not None and self.outcome is not None:
            self.query_one(VerdictPage).show(self.verdict, self.outcome, self.say)
            self.query_one("#stage", ContentSwitcher).current = "result"

    def action_again(self) -> None:
        """Space: begin; then start and end the recording; after the verdict, again."""
        if self.running:
            self.pressed.press()
        else:
            super().action_again()

    def start(self) -> None:
        """Verify from the microphone, or from a recording with its digits."""
        source = self.query_one(SourceLine)
        self.verdict = self.outcome = None
        self.query_one("#stage", ContentSwitcher).current = "live"
        self.set_focus(None)
        self.pressed = Pressed()
        if source.path:
            paths = [str(path) for path in source.paths]
            self.follow(verify.voice(self.office, self.person, source=paths, digits=source.shown))
        else:
            go = Go(self.pressed.ready, self.pressed.stop)
            self.follow(verify.voice(self.office, self.person, go=go))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, Verdict):
            self.verdict = step
            tries = self.card.tries_today + (not step.passed) if self.card else 0
            self.quietly(self._meant, verify.outcome, self.office, self.person, step, tries)
        else:
            self.query_one(VoicePage).step(step)

    def _meant(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.fill()
        self.quietly(self._about, people.card, self.office, self.person)

    def failed(self, error: Exception) -> None:
        """Back to the guidance; the sentence stands above it."""
        super().failed(error)
        self.query_one("#stage", ContentSwitcher).current = "guide"

    def action_another_way(self) -> None:
        """M: by face, or the human check."""
        self.app.push_screen(WayScreen("verify_by", ("face", "voice", "manual")), self._other)

    def _other(self, way: Way | None) -> None:
        if way is not None:
            self.pressed.give_up()
            self.stop_following()
            self.dismiss(way)

    def action_back(self) -> None:
        """Esc: let go of a recording that waits, and leave."""
        self.pressed.give_up()
        self.dismiss(None)
