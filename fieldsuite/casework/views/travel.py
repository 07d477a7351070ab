"""What screens show of what leaves and arrives: bundles, the account, files of the province."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


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
    at_window: tuple[str, ...] = ()
    """Who waits at a consulate's window, or whose form is begun: they are in no bundle yet."""
    not_sent: int = 0
    """Records that have not left this office: packed ones that were never written among them."""


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

    kind: Literal["tasks", "receipt", "decision", "trust", "bundle", "letter"]
    """``bundle``: of a coordinator, at a township desk; ``letter``: kept there for a coordinator, unread."""
    id: str
    same: bool
    """True when it had been read before; nothing changed."""
    bundle: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    people: int = 0
    new_people: int = 0
    valid_until: date | None = None
    records: tuple[dict[str, object], ...] = ()
