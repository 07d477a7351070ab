"""What casework hands to screens and to the command line: frozen values, never rows of the database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from fieldsuite.rules.standing import Standing

RecordState = Literal[
    "waiting_review", "review_returned", "ready", "sealed", "exported", "stored", "deferred", "conflict", "rejected",
    "accepted", "held", "returned",
]  # fmt: skip
"""Where a record stands: 待复核, 复核退回, 未发送, 已打包, 已写出, 已收到, 待补, 冲突, 拒收, 采纳, 待定, 退回."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of a list of people."""

    id: str
    name: str
    sex: str
    age: int
    id_masked: str
    village: str
    address: str
    phone_masked: str
    mobility: str
    status: str
    """Worst status among the benefits."""
    deadline: date | None
    reason: str = ""
    """Why the person is on today's list, as a key of ``screens`` or words of the province."""
    verify_days: int | None = None
    """Days left on the verification list (待核实), or None."""
    seen_today: bool = False
    """True when a visit or a verification that passed was recorded today."""


@dataclass(frozen=True, slots=True)
class DoneToday:
    """Something done today, for the home screen."""

    at: str
    person_id: str
    name: str
    kind: str
    detail: str
    """verdict, status of a visit, ..."""
    state: RecordState


@dataclass(frozen=True, slots=True)
class HomeView:
    """The numbers of the home screen."""

    due_this_month: int
    overdue: int
    oldest_overdue_months: int
    to_verify: int
    verify_days_left: int | None
    """Days left of the list that ends first; None when nobody is to be verified."""
    waiting_review: int
    oldest_waiting_days: int
    not_sent: int
    last_sent_days: int | None
    on_the_road: int
    """Records exported and not yet decided."""
    returned: int
    visits: tuple[PersonRow, ...]
    done: tuple[DoneToday, ...]


@dataclass(frozen=True, slots=True)
class BenefitView:
    """One benefit with its computed window and why."""

    id: str
    benefit: str
    profile: str
    start_on: date
    standing: Standing
    pending: bool
    """True when a certification of this office counts here that the province has not yet accepted."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of a person's history."""

    on: date
    kind: str
    """known (from the province), consent, enrolment, verification, visit, review, event."""
    method: str
    detail: str
    officer: str
    state: RecordState | Literal["known"]
    record_id: str = ""
    likeness: float | None = None
    message: str = ""
    """What the province said of it."""
    deadline: date | None = None
    """New deadline that the province gave."""


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template of a person, without its numbers."""

    modality: str
    engine: str
    version: str
    made_at: str
    samples: int
    enough: bool
    """False when made of one photograph only."""


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The consent that holds now."""

    face: bool
    voice: bool
    on: date
    read_by: str
    mark: str
    text_version: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything about one person on one screen."""

    id: str
    person_no: str
    name: str
    sex: str
    birth: date
    age: int
    id_kind: str
    id_masked: str
    phone_masked: str
    address: str
    village: str
    mobility: str
    benefits: tuple[BenefitView, ...]
    history: tuple[HistoryRow, ...]
    templates: tuple[TemplateView, ...]
    consent: ConsentView | None
    verify_reason: str = ""
    verify_days: int | None = None
    tries_today: int = 0
    """Failed verifications today: after three another way is offered."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that was written, with what it means now."""

    record_id: str
    person_id: str
    kind: str
    certifies: bool
    needs_review: bool
    deadlines: tuple[tuple[str, date | None], ...] = ()
    """(benefit, next deadline once this is accepted)."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One record that waits for a second person."""

    record_id: str
    person_id: str
    name: str
    kind: str
    method: str
    detail: str
    occurred_on: date
    recorded_at: datetime
    officer: str
    own: bool
    """True when the officer at work made it: 您不能复核自己初审的记录."""
    likeness: float | None
    threshold: float | None
    place: str
    evidence: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """(key of ``screens``, value) pairs to show beside it."""


@dataclass(frozen=True, slots=True)
class BundleView:
    """One sealed bundle and where it stands."""

    bundle: str
    seq: int
    records: int
    blobs: int
    size: int
    sealed_at: str
    state: Literal["sealed", "exported", "received", "closed"]
    exported_to: str
    counts: dict[str, int] = field(default_factory=dict)
    """Records by RecordState."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account: created = packed + not yet packed; packed = accepted + returned + held + rejected + on the road."""

    created: int
    not_packed: int
    waiting_review: int
    packed: int
    on_the_road: int
    received: int
    accepted: int
    held: int
    returned: int
    rejected: int

    @property
    def balanced(self) -> bool:
        """True when nothing is missing between making a record and its decision."""
        decided = self.on_the_road + self.received + self.accepted + self.held + self.returned + self.rejected
        return self.created == self.not_packed + self.packed and self.packed == decided


@dataclass(frozen=True, slots=True)
class OutboxView:
    """What leaves this office."""

    ready: int
    """Records that the next bundle takes."""
    ready_blobs: int
    ready_bytes: int
    waiting_review: int
    bundles: tuple[BundleView, ...]
    account: Account
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackStep:
    """A step of packing: which stage, how far."""

    stage: Literal["pack", "write", "verify", "safe"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was sealed, written and verified; now the stick may be pulled."""

    path: str
    bundle: str
    digest: str
    records: int
    blobs: int
    size: int


@dataclass(frozen=True, slots=True)
class Read:
    """A file of the province that was read."""

    kind: Literal["tasks", "receipt", "decision", "trust"]
    id: str
    same: bool
    """True when it had been read before; nothing changed."""
    bundle: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    people: int = 0
    new_people: int = 0
    valid_until: date | None = None
    records: tuple[dict[str, object], ...] = ()
