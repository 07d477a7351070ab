"""人脸建模: from the camera, one frontal view and two slight turns; or from photographs, such as that of a
card.
"""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Enrolled, Guidance, Preview, Progress, Refused
from fieldsuite.background import Stepped
from fieldsuite.casework import enrol
from fieldsuite.screens.capture import CaptureScreen, SourceLine
from fieldsuite.screens.verify_face import CLIPS
from fieldsuite.widgets.meter import Meter
from fieldsuite.widgets.preview import Preview as PreviewPicture
from fieldsuite.widgets.prose import Prose
from fieldsuite.widgets.quality import QualityBars

PHOTOGRAPHS = (".jpg", ".jpeg", ".png")


class EnrolFaceScreen(CaptureScreen[bool]):
    """Answers True when a template was made."""

    AUTO_FOCUS = ""
    made: Enrolled | None = None

    def body(self) -> ComposeResult:
        """Guidance, then the picture with its bars, then what was made."""
        yield Static(self.say("enrol_face"), classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                for key in ("guide_sit", "guide_wear", "guide_light", "guide_distance"):
                    yield Prose("· " + self.say(key))
                yield Prose(self.say("enrol_photographs"), classes="muted")
                yield Static(self.say("start_keys"), classes="large")
            with Container(id="live"):
                with Vertical(id="seen"):
                    yield PreviewPicture(mirrored=True, id="preview")
                    yield QualityBars(lambda name: self.say(f"measure_{name}"), id="bars")
                with Vertical(id="asked"):
                    yield Static(self.say("slowly"), classes="title muted")
                    yield Static(id="guidance", classes="large")
                    yield Meter(width=16, id="done")
            with Vertical(id="result"):
                yield Static(id="word")
                yield Static(id="change", classes="title")
                yield Static(self.say("enrol_done_keys"), classes="title muted")
        with Horizontal(id="source"):
            yield SourceLine(self.say, CLIPS + PHOTOGRAPHS)

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def start(self) -> None:
        """Enrol from the camera, from a clip, or from photographs."""
        source = self.query_one(SourceLine)
        self._stage("live")
        self.set_focus(None)
        paths = source.paths
        if paths and paths[0].suffix.lower() in PHOTOGRAPHS:
            self.follow(enrol.face_photographs(self.office, self.person, paths))
        else:
            self.follow(enrol.face(self.office, self.person, source=source.path))

    def _stage(self, name: str) -> None:
        self.query_one("#stage", ContentSwitcher).current = name

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, Preview):
            box = step.box
            self.query_one("#preview", PreviewPicture).show(
                step.image, (box.left, box.top, box.right, box.bottom) if box else None
            )
            self.query_one("#bars", QualityBars).show(step.measures)
        elif isinstance(step, Guidance):
            self.query_one("#guidance", Static).update(self.say(f"biometric.{step.key}", **step.values))
        elif isinstance(step, Progress):
            meter = self.query_one("#done", Meter)
            meter.share, meter.word = step.done / step.total, f"{step.done}/{step.total}"
        elif isinstance(step, Refused):
            self._told(
                "bad", f"✗  {self.say('enrol_again')}", self.say(f"biometric.{step.advice or step.reason}")
            )
        elif isinstance(step, Enrolled):
            self.made = step
            thin = self.say("template_thin") if len(step.template.vectors) < 3 else ""
            self._told("good", f"✓  {self.say('enrol_passed')}", thin)

    def _told(self, tone: str, word: str, change: str) -> None:
        self._stage("result")
        self.query_one("#word", Static).set_classes(f"title {tone}")
        self.query_one("#word", Static).update(word)
        self.query_one("#change", Static).update(change)

    def failed(self, error: Exception) -> None:
        """Back to the guidance; the sentence stands above it."""
        super().failed(error)
        self._stage("guide")

    def action_another_way(self) -> None:
        """M: photographs instead of the camera: into the field for the path."""
        self.query_one("#path").focus()

    def action_back(self) -> None:
        """Esc: leave; True when a template was made."""
        self.dismiss(self.made is not None)
