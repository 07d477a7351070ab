"""人脸认证: the preview with its red frame, one large prompt at a time, the time left, and then one word."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Guidance, Preview, Progress, Refused, Verdict
from fieldsuite.background import Stepped
from fieldsuite.casework import people, verify
from fieldsuite.casework.verify import FaceJob, Outcome
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.capture import CaptureScreen, SourceLine
from fieldsuite.screens.typed import read_actions
from fieldsuite.screens.verdict import VerdictPage
from fieldsuite.screens.ways import Way, WayScreen
from fieldsuite.widgets.meter import Meter
from fieldsuite.widgets.preview import Preview as PreviewPicture
from fieldsuite.widgets.prompt import Prompt
from fieldsuite.widgets.prose import Prose
from fieldsuite.widgets.quality import QualityBars

SESSION = 20.0
"""Seconds of a full bar (Guangxi notice: 完成整个认证过程需要 10 至 20 秒)."""

CLIPS = (".mp4", ".avi", ".mov", ".mkv", ".webm")


class VerifyFaceScreen(CaptureScreen[Way]):
    """Answers with another way when one is wanted."""

    AUTO_FOCUS = ""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person
        self.card: PersonCard | None = None
        self.verdict: Verdict | None = None
        self.outcome: Outcome | None = None

    def body(self) -> ComposeResult:
        """Guidance first, then the camera's picture, then the result."""
        yield Static(id="title", classes="heading")
        with ContentSwitcher(initial="guide", id="stage"):
            with Vertical(id="guide"):
                for key in ("guide_sit", "guide_wear", "guide_light"):
                    yield Prose("· " + self.say(key))
                yield Static(id="last", classes="muted")
                yield Static(self.say("start_keys"), classes="large")
            with Container(id="live"):
                with Vertical(id="seen"):
                    yield PreviewPicture(mirrored=True, id="preview")
                    yield QualityBars(lambda name: self.say(f"measure_{name}"), id="bars")
                with Vertical(id="asked"):
                    yield Static(self.say("slowly"), classes="title muted")
                    yield Prompt(lambda action: self.say(f"action_{action}"), id="prompt")
                    yield Static(id="guidance", classes="title")
                    yield Static(id="actions")
                    yield Meter(width=16, id="left")
            yield VerdictPage(id="result")
        with Horizontal(id="source"):
            yield SourceLine(self.say, CLIPS, "source_actions")

    def on_mount(self) -> None:
        """Show when the last certification was before anything starts (Guangxi: 您上次认证时间)."""
        super().on_mount()
        self.quietly(self._about, people.card, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def fill(self) -> None:
        """Show the title, the last time, and the verdict when there is one."""
        if self.card is not None:
            tries = self.say("try_number", number=self._try(self.card), total=verify.TRIES)
            self.query_one("#title", Static).update(
                f"{self.card.name} ── {self.say('verify_face')} ── {tries}"
            )
            days = [
                row.on.isoformat()
                for row in self.card.history
                if row.kind in ("known", "verification", "visit")
            ]
            last = self.say("last_certified", day=days[0]) if days else self.say("never_certified")
            self.query_one("#last", Static).update(last)
        if self.verdict is not None and self.outcome is not None:
            self.query_one(VerdictPage).show(self.verdict, self.outcome, self.say)
            self._stage("result")

    def _try(self, card: PersonCard) -> int:
        return min(card.tries_today + 1, verify.TRIES)

    def _stage(self, name: str) -> None:
        self.query_one("#stage", ContentSwitcher).current = name

    def start(self) -> None:
        """Verify from the camera, or from a clip with its actions."""
        source = self.query_one(SourceLine)
        self.verdict = self.outcome = None
        self._stage("live")
        self.set_focus(None)
        path = source.path
        actions = read_actions(source.shown) or None
        self.follow(verify.face(self.office, FaceJob(self.person, path, actions if path else None)))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, Preview):
            self._seen(step)
        elif isinstance(step, Guidance):
            self.query_one("#guidance", Static).update(self.say(f"biometric.{step.key}", **step.values))
        elif isinstance(step, Progress):
            self.query_one("#guidance", Static).update(self.say("comparing"))
        elif isinstance(step, Refused):
            self.query_one("#guidance", Static).update(self.say(f"biometric.{step.advice or step.reason}"))
        elif isinstance(step, Verdict):
            self.verdict = step
            tries = self.card.tries_today + (not step.passed) if self.card else 0
            self.quietly(self._meant, verify.outcome, self.office, self.person, step, tries)

    def _seen(self, step: Preview) -> None:
        box = step.box
        self.query_one("#preview", PreviewPicture).show(
            step.image, (box.left, box.top, box.right, box.bottom) if box else None
        )
        self.query_one("#prompt", Prompt).action = step.prompt or ""
        self.query_one("#bars", QualityBars).show(step.measures)
        self.query_one("#actions", Static).update(
            "  ".join(
                f"{'①②③④⑤⑥'[at]} {self.say(f'action_{asked.action}')} {'✓' if asked.seen_at is not None else '…'}"
                for at, asked in enumerate(step.actions)
            )
        )
        meter = self.query_one("#left", Meter)
        meter.set_class(step.remaining is None, "-hidden")
        meter.share = (step.remaining or 0.0) / SESSION
        meter.word = self.say("seconds_left", seconds=round(step.remaining or 0.0))

    def _meant(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.fill()
        self.quietly(self._about, people.card, self.office, self.person)

    def failed(self, error: Exception) -> None:
        """Back to the guidance; the sentence stands above it."""
        super().failed(error)
        self._stage("guide")

    def action_another_way(self) -> None:
        """M: by voice, or the human check."""
        self.app.push_screen(WayScreen("verify_by", ("face", "voice", "manual")), self._other)

    def _other(self, way: Way | None) -> None:
        if way is not None:
            self.stop_following()
            self.dismiss(way)
