"""What screens show of people: rows of lists, the home screen, the card."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldsuite.casework.views.begin import Step
from fieldsuite.casework.views.records import RecordState
from fieldsuite.rules.standing import Standing


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
    """Records that the officer at work may review."""
    review_by_others: int
    """Records that wait for somebody else: nobody reviews what they made."""
    oldest_waiting_days: int
    """Days since the oldest of those that the officer may review."""
    not_sent: int
    last_sent_days: int | None
    on_the_road: int
    """Records exported and not yet decided."""
    returned: int
    visits: tuple[PersonRow, ...]
    done: tuple[DoneToday, ...]
    backup_days: int | None = None
    """Days since the last backup; None when there was none."""
    practice: bool = False
    """True in a practice office, which holds nothing that must be backed up."""
    clock_behind: int = 0
    """Minutes by which the clock lies behind what is known; 0 when it does not."""
    mended: tuple[tuple[str, int], ...] = ()
    """What was put right when the office was opened: sentence ``safe.mended_…`` and how often."""
    waits: bool = False
    """True while nothing may be sent: the office came back from a backup."""
    stale: date | None = None
    """Day on which the province's word ran out: keys and lists wait for a fresh stick; None while it is fresh."""
    steps: tuple[Step, ...] = ()
    """What this office does once before its days are ordinary, and what of it is done."""
    at_counter: tuple[tuple[str, str, str], ...] = ()
    """Who waits at a consulate's counter today: number, name, when they came."""


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
    """known (from the province), withdrawn (known, and taken back as wrong), consent, enrolment, verification, visit,
    review, event."""
    method: str
    detail: str
    officer: str
    state: RecordState | Literal["known", "withdrawn"]
    record_id: str = ""
    likeness: float | None = None
    message: str = ""
    """What the province said of it."""
    deadline: date | None = None
    """New deadline that the province gave."""
    left_out: tuple[str, ...] = ()
    """Actions the challenge did without, because the person cannot do them; the record says why."""


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
    variant: str = ""
    """Empty, or ``glasses``: a second template beside the first."""
    advice: tuple[str, ...] = ()
    """Why it should be renewed: keys of ``template``."""
    state: str = ""
    """waiting, approved or returned, where the back office looks at models."""
    review_until: date | None = None
    """Day by which it looks."""


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
