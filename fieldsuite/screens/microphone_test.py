"""试麦克风: a level while somebody reads digits, then what to change; nothing is kept."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Level
from biometric.voice.go import Go
from fieldsuite.background import Followed, Pressed, Stepped
from fieldsuite.doctor import trying
from fieldsuite.doctor.trying import Heard
from fieldsuite.screens.capture import CaptureScreen
from fieldsuite.screens.opening import microphone_of, of_device
from fieldsuite.screens.voice_page import LOUD
from fieldsuite.widgets.block_digits import BlockDigits
from fieldsuite.widgets.meter import Meter
from fieldsuite.widgets.prose import Prose

DIGITS = "1234567890"


class MicrophoneTestScreen(CaptureScreen[None]):
    """Space begins, space or a silence ends."""

    heard: Heard | None = None

    def body(self) -> ComposeResult:
        """Guidance, level, result."""
        yield Static(self.say("machine.microphone_title"), classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                yield Prose(self.say("machine.microphone_about"), classes="title")
                yield Static(self.say("voice_start_keys"), classes="large")
                yield Static(self.say("begin.tried_back"), classes="title muted")
            with Vertical(id="listening"):
                yield Static(self.say("read_out"), classes="title")
                yield BlockDigits(DIGITS, large=False, id="digits")
                yield Meter(self.say("loudness"), width=40, id="level")
                yield Static(self.say("machine.microphone_end"), classes="title muted")
            with Vertical(id="result"):
                yield Prose(id="word", classes="title")
                yield Prose(id="measures", classes="title muted")
                yield Static(self.say("enrol_done_keys"), classes="title muted")

    def start(self) -> None:
        """Record once."""
        self.heard = None
        self.pressed = Pressed()
        self.show_stage("listening")
        go = Go(lambda: True, self.pressed.stop)
        self.follow(trying.microphone(microphone_of(self.shell), go))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if isinstance(event.step, Level):
            self.query_one("#level", Meter).share = event.step.rms / LOUD
        elif isinstance(event.step, Heard):
            self.heard = event.step

    @on(Followed)
    def _ended(self) -> None:
        self.show_stage("result")
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no other way to try a microphone."""
        return action != "another_way"

    def failed(self, error: Exception) -> None:
        """No microphone, or another program holds it: the sentence stands in place."""
        super().failed(error)
        self.show_problem(of_device(error))

    def fill(self) -> None:
        """Show where this stands, and what was heard."""
        super().fill()
        if self.heard is None:
            return
        good = not self.heard.advice
        words = f"✓ {self.say('machine.microphone_good')}" if good else f"! {self.say(self.heard.advice)}"
        self.query_one("#word", Prose).text = words
        self.query_one("#measures", Prose).text = "   ".join(
            f"{self.say(f'machine.measure_{measure.name}')} {'✓' if measure.ok else '!'}"
            for measure in self.heard.measures
        )
