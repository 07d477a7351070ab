"""What a capture or a verification says while it runs: a generator yields these, the last is the result.

A screen shows them, the command line turns them into a progress line, a test puts them into a list. Sentences are
keys of the word catalogue ``biometric``; this room speaks no language.
"""

from dataclasses import dataclass, field
from typing import Literal

from biometric.devices import Image
from biometric.template import Template

FaceVerdict = Literal[
    "alive_and_same", "unclear", "not_same", "not_alive", "action_missed", "identity_changed", "no_face",
    "several_faces", "poor_image", "timed_out", "left_frame", "same_liveness_unknown", "no_template", "no_model",
]  # fmt: skip
VoiceVerdict = Literal[
    "same_and_digits",
    "unclear",
    "not_same",
    "wrong_digits",
    "replayed",
    "poor_sound",
    "no_template",
    "no_model",
]
Action = Literal["blink", "mouth", "up", "down", "left", "right"]
"""眨眼 张嘴 抬头 低头 向左转头 向右转头; left and right are always the person's own."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the frame it came with."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured property of a capture, with the limit it is held against."""

    name: str
    """brightness, sharpness, size, ... ; the sentence of advice is the key ``advice_<name>_<low|high>``."""
    value: float
    low: float | None = None
    high: float | None = None

    @property
    def ok(self) -> bool:
        """True when the value lies within its limits."""
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)

    @property
    def advice(self) -> str | None:
        """Key of the sentence that says what to change, or None when nothing need be."""
        if self.ok:
            return None
        return f"advice_{self.name}_{'low' if self.low is not None and self.value < self.low else 'high'}"


@dataclass(frozen=True, slots=True)
class Guidance:
    """One sentence for the person, by its key."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """An action of the challenge: when it was asked and when it was seen, seconds of the source's clock."""

    action: Action
    asked_at: float | None = None
    seen_at: float | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the camera sees now."""

    image: Image
    box: Box | None = None
    prompt: Action | None = None
    actions: tuple[Asked, ...] = ()
    remaining: float | None = None
    """Seconds left of the whole challenge, None before it starts."""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """How loud it is now, RMS 0..1."""

    rms: float


@dataclass(frozen=True, slots=True)
class Progress:
    """So much of so much is done."""

    done: int
    total: int
    key: str = "working"


@dataclass(frozen=True, slots=True)
class Refused:
    """A capture that was not good enough: a reason to try again, not a failed verification."""

    reason: str
    """Verdict word: no_face, several_faces, poor_image, poor_sound, identity_changed, wrong_digits, ..."""
    advice: str | None = None
    """Key of the one sentence that says what to change."""
    measures: tuple[Measure, ...] = ()
    source: str = ""
    """File or capture it speaks of."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A template was made."""

    template: Template
    measures: tuple[Measure, ...] = ()
    pictures: tuple[bytes, ...] = ()
    """Best frames as JPEG, or the recordings as WAV."""
    fingerprints: tuple[bytes, ...] = ()
    """What is kept of every recording or photograph, so that a copy of it is known again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a verification, with everything that explains it."""

    verdict: FaceVerdict | VoiceVerdict
    reason: str
    """Key of the sentence that says why."""
    engine: str
    version: str
    likeness: float | None = None
    """0..1, high is alike: face clip(1 - distance), voice clip(cosine)."""
    threshold: float | None = None
    review_threshold: float | None = None
    actions: tuple[Asked, ...] = ()
    digits_heard: str | None = None
    """Spoken string as it was heard; None for a face."""
    digits_match: bool | None = None
    measures: tuple[Measure, ...] = ()
    checks: dict[str, float] = field(default_factory=dict)
    """Other values that were compared: depth residual, identity likeness within the session, ..."""
    needs: dict[str, float] = field(default_factory=dict)
    """What a check had to reach at least, by the name it has in ``checks``."""
    failed: str = ""
    """The check that decided against it: ``likeness``, ``depth_left``, ``action_blink``, ``other_up``, ``back_left``,
    ``likeness_within``, ``presence``, ``alone``, ``time``, ``still``, ``flat``, ``passive``, ``quality_<measure>``,
    ...; empty when none did."""
    liveness: str = ""
    """How the challenge itself ended: ``alive`` or the verdict word of what went wrong; it is kept when policy lets
    the likeness decide (recorded)."""
    seconds: float = 0.0
    recorded: bool = False
    """True when it came from a file."""
    pictures: tuple[bytes, ...] = ()
    """Best frames as JPEG, or the sound as WAV, for the evidence store."""
    passive: str = ""
    """Engine and version of the check for prints and screens that gave ``checks["passive"]``; empty without one."""
    fingerprint: bytes = b""
    """Voice only: what is kept of the recording, to be handed back as ``seen`` at later verifications."""

    @property
    def passed(self) -> bool:
        """True for the two verdicts that certify."""
        return self.verdict in ("alive_and_same", "same_and_digits")


Step = Guidance | Preview | Level | Progress | Refused | Enrolled | Verdict
