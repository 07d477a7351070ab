"""What a record may say, by kind: the shapes of the payloads that travel.

A record's envelope (who, when, about whom, signature) is ``sync.Record``; here stands what is inside. Rows from
outside enter through these models with unknown fields refused. Scores are whole numbers of 1/10,000, because a
signed record holds no floating point.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fieldsuite.acts import ACTS, OverseasReview
from fieldsuite.care import Deletion, Threshold
from fieldsuite.erasure import Digest, Erasure
from fieldsuite.judgement import Doubt, Judgement
from fieldsuite.model_choice import ModelChoice
from fieldsuite.payload import Payload

LivingStatus = Literal["self_care", "partial_care", "bedridden", "dead", "missing", "prison", "other"]
"""健在-能自理, 健在-半自理需陪护, 健在-卧床全陪护, 已死亡, 下落不明, 在押服刑, 其他 (roster of the Guangxi notice)."""

SocialWay = Literal[
    "home", "activity", "call", "check_up", "household", "counter", "coordinator", "unit", "bank"
]
"""上门, 文体活动, 走访慰问, 体检, 入户调查, 窗口, 协办员上报, 管理单位, 合作银行见面: ways in which somebody is seen
face to face (四川规程 第10条, 第18条)."""

ALIVE: tuple[LivingStatus, ...] = ("self_care", "partial_care", "bedridden")


class Consent(Payload):
    """知情同意: what the person agreed to, and how it was read out and marked."""

    kind = "consent"
    face: bool
    voice: bool
    text_version: str
    text_sha256: str
    read_by: str
    language: str
    mark: Literal["signature", "thumb", "spoken"]
    witness: str = ""
    on: date


Variant = Literal["", "glasses"]
"""As a person mostly looks, or with glasses."""


Excusable = Literal["glasses", "hat", "background", "expression", "occlusion", "pitch", "roll"]
"""What an officer may let pass at an enrolment: ``biometric.face.quality.EXCUSABLE``."""


class Enrolment(Payload):
    """建模: a template was made of a face or a voice."""

    kind = "enrolment"
    desk = True
    modality: Literal["face", "voice"]
    engine: str
    version: str
    samples: int
    source: Literal["live", "photographs", "recording"]
    template_sha256: str
    basis: Literal["consent", "agency"] = "consent"
    """What the capture rests on: the person's consent, or photographs that the agency holds itself, as of cards."""
    variant: Variant = ""
    """How the person looked: a template with glasses stands beside the one without."""
    renews: str = ""
    """Enrolment that it takes the place of."""
    likeness: int | None = None
    """How like the new template is to the one it replaces: a renewal may hide another person."""
    excused: tuple[Excusable, ...] = ()
    """Measures of the capture that the officer let pass, because the person has no choice about them."""
    excuse: str = ""
    """Why."""
    review_until: date | None = None
    """Day by which the back office looks at the model; None where the rules order no look (内蒙古通知 三(二))."""
    let_by: str = ""
    """Failed attempt with these photographs that the back office found fit, whatever they measure."""


class ActionSeen(BaseModel):
    """One action of the challenge, in thousandths of a second of the session."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    action: Literal["blink", "mouth", "up", "down", "left", "right"]
    asked_ms: int | None = None
    seen_ms: int | None = None


class LeftOut(BaseModel):
    """An action this person cannot do, by the officer's own choice, with why."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    action: Literal["blink", "mouth", "up", "down", "left", "right"]
    reason: str = Field(min_length=1)


class Verification(Payload):
    """认证: a verification by face, by voice or by a human check, with everything that explains its verdict."""

    kind = "verification"
    reviewed = True
    method: Literal["face", "voice", "manual"]
    verdict: str
    """Verdict word of words-and-codes; ``confirmed`` for a human check."""
    passed: bool
    likeness: int | None = None
    threshold: int | None = None
    engine: str = ""
    version: str = ""
    actions: tuple[ActionSeen, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """Actions that were not drawn from, because the person cannot do them; two at least remain."""
    digits_match: bool | None = None
    seconds_ms: int = 0
    source: Literal["live", "recording", "human"]
    place: str = ""
    document: Literal["", "id_card", "social_security_card", "passport", "household_register", "other"] = ""
    """Document that was seen, for a human check."""
    reason: str = ""
    """Why this way was taken, for a human check."""
    helper: str | None = None
    relation: str | None = None
    """Who helped, and how they are related (广西通知 附件2: 亲属…协助退休人员办理认证)."""
    checks: dict[str, int] = Field(default_factory=dict)
    needs: dict[str, int] = Field(default_factory=dict)
    """What each of ``checks`` had to reach."""
    review_threshold: int | None = None
    """Likeness from which a person decides, below ``threshold``."""
    failed: str = ""
    """Check that decided against it (``biometric.steps.Verdict.failed``)."""
    why: str = ""
    """Key of the sentence that said why."""
    liveness: str = ""
    """How the challenge itself ended; differs from ``verdict`` where policy only records it."""
    keeping: Literal["", "kept", "unresolved", "never"] = ""
    """How its evidence is kept, by the policy of its day; empty for a human check, whose photographs stay."""
    passive: str | None = None
    """Engine and version of the check for prints and screens whose score is ``checks["passive"]``; None without one."""
    digits: str = ""
    """Digits that were asked for; kept only while there is something to compare later (待比对)."""
    of: str = ""
    """Capture (待比对) that was compared, when that was done later; its day is the day of the capture."""
    of_digest: str = ""

    @property
    def at_desk(self) -> bool:
        """The desk verifies nobody itself, but compares what an office captured."""
        return bool(self.of)

    @model_validator(mode="after")
    def _human_check_is_documented(self) -> "Verification":
        if self.method == "manual" and not (self.document and self.reason):
            raise ValueError("a human check names the document seen and the reason")
        return self


class Visit(Payload):
    """上门核实: a home visit and what was found."""

    kind = "visit"
    reviewed = True
    status: LivingStatus
    way: SocialWay = "home"
    place: str
    at: str
    """Local time of the visit, HH:MM."""
    death_on: date | None = None
    missing_reason: str = ""
    prison_on: date | None = None
    other: str = ""
    phone: str = ""
    """Phone number as it was confirmed, when it was asked."""
    late: bool = False
    """True when it answers a list later than three months after its receipt (四川规程 第21条)."""

    @model_validator(mode="after")
    def _status_has_its_detail(self) -> "Visit":
        needed = {
            "dead": self.death_on,
            "missing": self.missing_reason,
            "prison": self.prison_on,
            "other": self.other,
        }
        if self.status in needed and not needed[self.status]:
            raise ValueError(f"{self.status} needs its detail")
        return self

    @property
    def alive(self) -> bool:
        """True for the three statuses of 健在."""
        return self.status in ALIVE


class Review(Payload):
    """复核: a second person agrees, or returns the record with a reason."""

    kind = "review"
    of: str
    of_digest: str
    step: Literal["recheck"] = "recheck"
    agree: bool
    reason: str = ""


class Alarm(Payload):
    """疑点提示: one face, photograph or sound stands for two people; people judge it, and it refuses nobody."""

    kind = "alarm"
    desk = True
    reason: Doubt
    other: str
    """Id of the other person."""
    likeness: int
    engine: str = ""
    version: str = ""
    pieces: tuple[Digest, ...] | None = None
    """SHA-256 of what it rests on: of the photographs or sounds, or of the two templates; None of older programs."""


SHAPES: tuple[type[Payload], ...] = (
    Consent, Enrolment, Verification, Visit, Review, Alarm, Threshold, Deletion, ModelChoice, Erasure, Judgement,
    *ACTS,
)  # fmt: skip
"""Every shape there is."""

KINDS: dict[str, type[Payload]] = {model.kind: model for model in SHAPES}
"""Kind of a record -> shape of its payload."""

REVIEWED: tuple[str, ...] = (*(kind for kind, model in KINDS.items() if model.reviewed), "enrolment")
"""Kinds that a second person looks at (复核); an enrolment where the rules order it."""
TELLING: tuple[str, ...] = ("verification", "visit", "overseas", "loss")
"""Kinds that say whether somebody is alive."""


def parse(kind: str, data: dict[str, Any]) -> Payload:
    """Read a payload from outside. Raises ValueError saying which field is wrong."""
    model = KINDS.get(kind)
    if model is None:
        raise ValueError(f"unknown kind of record: {kind}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def certifies(payload: Payload, *, practice: bool) -> bool:
    """True when a record shows that its person is alive and the one they are said to be.

    A recording never certifies outside practice.
    """
    if isinstance(payload, OverseasReview):
        return True
    if isinstance(payload, Visit):
        return payload.alive
    if isinstance(payload, Verification):
        return payload.passed and (practice or payload.source != "recording")
    return False
