"""What both face screens show while the camera runs: the picture in its frame, one large prompt, the time
left.
"""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from biometric.steps import Guidance, Preview, Progress, Refused
from fieldsuite.screens.live import Live
from fieldsuite.screens.wording import Say
from fieldsuite.widgets.block_digits import BlockDigits
from fieldsuite.widgets.meter import Meter
from fieldsuite.widgets.preview import Preview as Picture
from fieldsuite.widgets.prompt import ActingFace, Prompt
from fieldsuite.widgets.prose import Prose
from fieldsuite.widgets.quality import Measured, QualityBars
from fieldsuite.words import has

SESSION = 20.0
"""Seconds of a full bar (Guangxi notice: 完成整个认证过程需要 10 至 20 秒)."""

MARKS = "①②③④⑤⑥"
ACTS = {
    "turn_slightly_left": "left", "turn_slightly_right": "right", "advice_distance_high": "nearer",
    "advice_size_low": "nearer", "advice_distance_low": "farther", "advice_pitch_low": "up",
    "advice_pitch_high": "down",
}  # fmt: skip
"""Prompt -> what the face does, beside the six actions themselves."""


class FaceLive(Live):
    """Shows the steps of an enrolment or of a verification as they come.

    The right side is the person's: one prompt, a face that does it, the seconds. The left side is the officer's too.
    """

    DEFAULT_CSS = """
    FaceLive { width: 1fr; height: 1fr; layout: horizontal; overflow: hidden; }
    """

    def compose(self) -> ComposeResult:
        """Picture, bars, advice and actions left; prompt, face and seconds right."""
        with Vertical(id="seen"):
            yield Picture(mirrored=True, id="preview")
            yield QualityBars(measured(self.say), id="bars")
            yield Prose(id="guidance", headed=True)
            yield Prose(id="actions")
            yield Meter(width=16, id="left", classes="-hidden")
        with Vertical(id="asked"):
            yield Prompt(id="prompt")
            with Horizontal(id="doing"):
                yield ActingFace(id="face")
                yield BlockDigits(large=False, id="seconds")

    def step(self, step: object) -> None:
        """Show one step; those that are results are not for here."""
        if isinstance(step, Preview):
            self._seen(step)
        elif isinstance(step, Guidance):
            self.tell(self.say(f"biometric.{step.key}", **step.values))
            self.ask(step.key)
        elif isinstance(step, Refused):
            key = step.advice or step.reason
            self.tell(self.say(f"biometric.{key}"))
            self.ask(key)
        elif isinstance(step, Progress):
            if step.key == "recognising":
                self.tell(self.say("biometric.recognising"))
                self.ask("recognising")
            self._time(step.done / step.total if step.total else 0.0, f"{step.done}/{step.total}")

    def tell(self, sentence: str) -> None:
        """Say what to change, to the officer beside the person."""
        self.query_one("#guidance", Prose).text = sentence

    def ask(self, key: str) -> None:
        """Say one thing to the person: in large letters, with a face that does it, and aloud where that was chosen."""
        prompt = self.query_one("#prompt", Prompt)
        words = self.say(f"prompts.{key}")
        if not has(f"prompts.{key}") or words == prompt.words:
            return
        prompt.words = words
        own = key.removeprefix("ask_") if key.startswith("ask_") else ""
        self.query_one("#face", ActingFace).action = ACTS.get(key, own)
        self.aloud(key)

    def _seen(self, step: Preview) -> None:
        box = step.box
        frame = (box.left, box.top, box.right, box.bottom) if box else None
        self.query_one("#preview", Picture).show(step.image, frame)
        if step.prompt:
            self.ask(f"ask_{step.prompt}")
        self.query_one("#bars", QualityBars).show(step.measures)
        self.query_one("#actions", Prose).text = "  ".join(
            f"{mark} {self.say(f'action_{asked.action}')} {'✓' if asked.seen_at is not None else '…'}"
            for mark, asked in zip(MARKS, step.actions, strict=False)
        )
        if step.remaining is not None:
            self.query_one("#seconds", BlockDigits).digits = str(round(step.remaining))
            self._time(step.remaining / SESSION, self.say("seconds_left", seconds=round(step.remaining)))

    def _time(self, share: float, word: str) -> None:
        meter = self.query_one("#left", Meter)
        meter.remove_class("-hidden")
        meter.share, meter.word = share, word


def measured(say: Say) -> Callable[[Measured], tuple[str, str]]:
    """Name of a measure and what stands behind its bar: ``距离``, ``约60厘米``."""

    def words(measure: Measured) -> tuple[str, str]:
        name = say(f"measure_{measure.name}")
        if measure.name == "distance":
            return name, say("about_cm", cm=round(measure.value))
        if measure.name == "occlusion":
            return name, say("covered_no" if measure.ok else "covered_yes")
        return name, ""

    return words
