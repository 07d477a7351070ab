"""人脸认证: the preview with its red frame, one large prompt at a time, the time left, and then one word."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from fieldsuite import background
from fieldsuite.background import Stepped
from fieldsuite.casework import verify
from fieldsuite.casework.failed_check import left_out_line
from fieldsuite.casework.left_out import Without
from fieldsuite.casework.verify import FaceJob
from fieldsuite.screens.ask_without import WithoutScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.capture import SourceLine
from fieldsuite.screens.enrol_face import CLIPS
from fieldsuite.screens.face_live import FaceLive
from fieldsuite.screens.typed import read_actions
from fieldsuite.screens.verdict import VerdictPage
from fieldsuite.screens.verifying import VerifyScreen
from fieldsuite.widgets.prose import Prose


class VerifyFaceScreen(VerifyScreen):
    """Answers with another way when one is wanted."""

    BINDINGS = [*bind("cannot")]
    title_key = "verify_face"
    without: tuple[Without, ...] = ()
    """What the person cannot do, by the officer's choice."""

    def body(self) -> ComposeResult:
        """Guidance first, then the camera's picture, then the result."""
        yield Static(id="title", classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                for key in ("guide_sit", "guide_wear", "guide_light"):
                    yield Prose("· " + self.say(key))
                yield Static(id="last", classes="muted")
                yield Prose(id="without")
                yield Static(self.say("start_keys"), classes="large")
            yield FaceLive(self.say, self.shell.aloud, id="live")
            yield VerdictPage(id="result")
        with Horizontal(id="source"):
            yield SourceLine(self.say, CLIPS, "source_actions")

    def on_mount(self) -> None:
        """Load the models while the guidance is read."""
        background.warm_faces(self)

    def fill(self) -> None:
        """Show when the last certification was before anything starts (Guangxi: 您上次认证时间)."""
        super().fill()
        if self.card is not None:
            kinds = ("known", "verification", "visit")
            days = [row.on.isoformat() for row in self.card.history if row.kind in kinds]
            last = self.say("last_certified", day=days[0]) if days else self.say("never_certified")
            self.query_one("#last", Static).update(last)
        self.query_one("#without", Prose).text = left_out_line(
            [(one.action, one.reason) for one in self.without], self.say
        )

    def start(self) -> None:
        """Verify from the camera, or from a clip with its actions."""
        source = self.query_one(SourceLine)
        self.begin()
        path = source.path
        actions = read_actions(source.shown) or None
        job = FaceJob(self.person, path, actions if path else None, self.without)
        self.follow(verify.face(self.office, job))

    def action_cannot(self) -> None:
        """N: leave out what the person cannot do, with a reason; not while the camera runs."""
        if not self.running:
            self.app.push_screen(WithoutScreen(self.without), self._without)

    def _without(self, chosen: tuple[Without, ...] | None) -> None:
        if chosen is not None:
            self.without = chosen
            self.fill()

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        self.query_one(FaceLive).step(event.step)
