"""What the provincial desk hands to screens and to the command line: frozen values, never rows of the database."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class ArrivedBundle:
    """At the province: one bundle and how it was received."""

    file: str
    bundle: str
    result: Literal["imported", "same", "held", "rejected", "waiting"]
    """waiting: slices of it are here and kept, others are not."""
    code: str
    counts: dict[str, int]
    receipt: str
    site: str = ""
    seq: int = 0
    message: str = ""
    received_at: str = ""
    position: int = 0
    slices: int = 0
    """waiting: how many slices there are, 0 while no index has arrived."""
    missing: tuple[int, ...] = ()
    """waiting: numbers of the slices that are still to come."""
    undo: Literal["", "open", "done"] = ""
    """open: one clerk asked to take it back; done: two have, and nothing of it counts."""
    log: Literal["", "rollback", "fork"] = ""
    """Where the log of the office does not go on from the bundle before (``province.log_heads``): an alarm."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """At the province: one record that waits for a decision, or was decided."""

    record_id: str
    bundle: str
    person_id: str
    name: str
    kind: str
    method: str
    detail: str
    occurred_on: date
    officer: str
    reviewed_by: str
    """Name of the second person, or empty: 待复核."""
    review_agrees: bool | None
    status: str
    """waiting, accepted, held, returned, conflict, deferred, rejected."""
    flags: tuple[str, ...]
    """Keys of ``province``: not_reviewed, after_death, conflict, late, recording, clock, log_rollback, log_fork."""
    likeness: float | None
    threshold: float | None
    evidence: tuple[str, ...]
    benefits: tuple[tuple[str, str, date | None, date | None], ...] = ()
    """(benefit, status now, deadline now, deadline if accepted)."""
    back_pay: tuple[str, ...] = ()
    todo: str = ""
    instead_of: str = ""
    """Id of the returned record that this one was made in place of."""


@dataclass(frozen=True, slots=True)
class DeskView:
    """The provincial desk: the queue of bundles and the numbers."""

    bundles: tuple[ArrivedBundle, ...]
    waiting: int
    accepted: int
    held: int
    returned: int
    rejected: int
    not_sent: int
    """Decisions that have not left yet."""
    sites: tuple[tuple[str, str, int, int], ...]
    """(site, name, people, lists sent)."""
