"""人脸建模: from the camera, one frontal view and two slight turns; or from photographs, such as that of a
card.
"""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Enrolled, Refused
from fieldsuite import background
from fieldsuite.background import Followed, Stepped
from fieldsuite.casework import enrol, modelling
from fieldsuite.casework.excuse import NOTHING, excusable
from fieldsuite.casework.modelling import Modelling
from fieldsuite.records import Variant
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.capture import CaptureScreen, SourceLine
from fieldsuite.screens.face_live import FaceLive
from fieldsuite.screens.opening import of_enrolment
from fieldsuite.screens.whose import Whose
from fieldsuite.widgets.prose import Prose

CLIPS = (".mp4", ".avi", ".mov", ".mkv", ".webm")
PHOTOGRAPHS = (".jpg", ".jpeg", ".png")


class EnrolFaceScreen(CaptureScreen[bool], Whose[bool]):
    """Answers True when a template was made."""

    BINDINGS = [*bind("excuse")]
    made: Enrolled | None = None
    refused: Refused | None = None
    """Why the last try was not taken."""
    stands: Modelling | None = None
    """Whether the back office looks at the model first (内蒙古通知 一(一): 等待审核)."""

    def __init__(self, person: str, variant: Variant = "") -> None:
        super().__init__()
        self.person, self.variant = person, variant
        self.excuse = NOTHING

    def body(self) -> ComposeResult:
        """Guidance, then the picture with its bars, then what was made."""
        yield Static(id="title", classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                for key in ("guide_sit", "guide_wear", "guide_light", "guide_distance"):
                    yield Prose("· " + self.say(key))
                yield Prose(self.say("enrol_photographs"), classes="muted")
                yield Static(self.say("enrol_start_keys"), classes="large")
            yield FaceLive(self.say, self.shell.aloud, id="live")
            with Vertical(id="result"):
                yield Static(id="word")
                yield Prose(id="change", classes="title")
                yield Static(self.say("enrol_done_keys"), classes="title muted")
        with Horizontal(id="source"):
            yield SourceLine(self.say, CLIPS + PHOTOGRAPHS)

    def on_mount(self) -> None:
        """Load the models while the guidance is read."""
        background.warm_faces(self)

    def start(self) -> None:
        """Enrol from the camera, from a clip, or from photographs."""
        source = self.query_one(SourceLine)
        self.made = self.refused = None
        self.refresh_bindings()
        self.show_stage("live")
        paths = source.paths
        if paths and paths[0].suffix.lower() in PHOTOGRAPHS:
            self.follow(enrol.face_photographs(
                self.office, self.person, paths, variant=self.variant, excuse=self.excuse))  # fmt: skip
        else:
            self.follow(enrol.face(
                self.office, self.person, source=source.path, variant=self.variant, excuse=self.excuse))  # fmt: skip

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        if isinstance(event.step, Enrolled):
            self.made = event.step
        elif isinstance(event.step, Refused):
            self.refused = event.step
            self.refresh_bindings()
        live = self.query_one(FaceLive)
        live.step(event.step)
        if isinstance(event.step, Refused):
            live.tell(self._advice(event.step))

    async def retell(self) -> None:
        """In another language too it is said that what was refused may be let pass."""
        await super().retell()
        if self.stage == "live" and self.refused is not None:
            self.query_one(FaceLive).tell(self._advice(self.refused))

    def _advice(self, refused: Refused) -> str:
        """What to change, and that it may be let pass where it may."""
        advice = self.say(f"biometric.{refused.advice or refused.reason}")
        return f"{advice}\n{self.say('excuse_offer')}" if excusable(refused.advice) else advice

    @on(Followed)
    def _ended(self) -> None:
        self.show_stage("result")
        self.fill()
        self.quietly(self._stands, modelling.of_person, self.office, self.person)

    def _stands(self, found: Modelling) -> None:
        self.stands = found
        self.fill()

    def fill(self) -> None:
        """Show where this stands: guidance, camera, or result."""
        super().fill()
        words = self.say("enrol_face"), self.say(f"template.variant_{self.variant}")
        self.query_one("#title", Static).update(self.titled(*words))
        word, change = self.query_one("#word", Static), self.query_one("#change", Prose)
        word.set_classes("title good" if self.made else "title bad")
        word.update(f"✓  {self._passed()}" if self.made else f"✗  {self.say('enrol_again')}")
        if self.made is not None:
            change.text = self.say("template_thin") if len(self.made.template.vectors) < 3 else ""
        elif self.refused is not None:
            change.text = self._advice(self.refused)

    def _passed(self) -> str:
        if self.stands is not None and self.stands.state == "waiting":
            return self.say("template.state_waiting", day=self.stands.review_until)
        return self.say("enrol_passed")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to let pass once it was refused."""
        refused = self.refused if self.made is None else None
        return action != "excuse" or bool(refused is not None and excusable(refused.advice))

    def action_excuse(self) -> None:
        """Y: let pass what was refused last, with a reason; the enrolment begins again with it."""
        self.let_go()
        self.running = False
        self.app.push_screen(ReasonScreen("excuse_reason"), self._excused)

    def _excused(self, reason: str | None) -> None:
        measure = excusable(self.refused.advice) if self.refused else None
        if reason and measure:
            self.excuse = self.excuse.also(measure, reason)
            self.action_again()
        else:
            self.show_stage("result")
            self.fill()

    def failed(self, error: Exception) -> None:
        """No device: what can be done without one."""
        super().failed(error)
        self.show_problem(of_enrolment(error))

    def action_another_way(self) -> None:
        """M: photographs instead of the camera: into the field for the path."""
        self.query_one("#path").focus()

    def action_back(self) -> None:
        """Esc: leave; True when a template was made."""
        self.dismiss(self.made is not None)
