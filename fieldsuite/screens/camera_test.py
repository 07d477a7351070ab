"""试摄像头: what the camera sees, with the frame and the bars an enrolment would show; nothing is kept."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.doctor import trying
from fieldsuite.doctor.trying import Seen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.face_live import measured
from fieldsuite.screens.opening import camera_of, of_device
from fieldsuite.widgets.preview import Preview
from fieldsuite.widgets.prose import Prose
from fieldsuite.widgets.quality import QualityBars


class CameraTestScreen(OfficeScreen[None]):
    """The picture runs at once; the space bar begins again when the camera was missing."""

    BINDINGS = [*bind("again")]
    AUTO_FOCUS = ""
    running: bool = False
    seen: Seen | None = None
    """The last picture; None before the first, and where there is no camera."""

    def body(self) -> ComposeResult:
        """Picture left, what to change right."""
        yield Static(self.say("machine.camera_title"), classes="heading")
        with Horizontal(id="live"):
            with Vertical(id="seen"):
                yield Preview(mirrored=True, id="preview")
                yield QualityBars(measured(self.say), id="bars")
            with Vertical(id="asked"):
                yield Prose(id="guidance", classes="title")
                yield Prose(id="rate", classes="title muted")
        yield Static(self.say("machine.camera_keys"), classes="muted title")

    def on_mount(self) -> None:
        """Open the camera at once."""
        self.action_again()

    def action_again(self) -> None:
        """Space: open the camera again."""
        if not self.running:
            self.running = True
            self.fill()
            self.follow(trying.camera(camera_of(self.shell)))

    @on(Stepped)
    def _seen(self, event: Stepped) -> None:
        if isinstance(event.step, Seen):
            self.seen = event.step
            self._show(event.step)

    def fill(self) -> None:
        """Show the picture there is, or that the camera opens, or that it cannot."""
        if self.seen is not None:
            self._show(self.seen)
        else:
            key = "machine.camera_opening" if self.running else "machine.camera_again"
            self.query_one("#guidance", Prose).text = self.say(key)

    def _show(self, step: Seen) -> None:
        box = (step.box.left, step.box.top, step.box.right, step.box.bottom) if step.box else None
        self.query_one("#preview", Preview).show(step.image, box)
        self.query_one("#bars", QualityBars).show(step.measures)
        advice = self.say(step.advice) if step.advice else f"✓ {self.say('machine.camera_good')}"
        self.query_one("#guidance", Prose).text = advice
        height, width = step.image.shape[:2]
        rate = f"{step.rate:.0f}" if step.rate else "…"
        words = self.say("machine.camera_rate", width=width, height=height, rate=rate)
        self.query_one("#rate", Prose).text = words

    @on(Followed)
    def _ended(self) -> None:
        self.running = False

    def failed(self, error: Exception) -> None:
        """No camera, or another program holds it: the sentence stands in place."""
        self.running, self.seen = False, None
        self.show_problem(of_device(error))
        self.fill()
