"""What a bundle is next to those received before: pure decisions, so that they can be tested by the
thousand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sync.manifest import Manifest


@dataclass(frozen=True, slots=True)
class SeenBundle:
    """One bundle of this device that was received."""

    epoch: int
    seq: int
    digest: str
    manifest_digest: str
    prev: str
    chain_from: str
    chain_to: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything received from one device (or, at an office, from one key of the province for this site)."""

    bundles: Mapping[tuple[int, int], SeenBundle] = field(default_factory=dict)
    """(epoch, seq) -> bundle; forked ones are not in it."""

    def with_(self, manifest: Manifest, digest: str, manifest_digest: str) -> "Seen":
        """Give the same with one more bundle."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a bundle is."""

    kind: Literal["new", "same", "gap", "fork"]
    missing: tuple[int, ...] = ()
    """gap: the sequence numbers not received yet, the first thousand of them."""
    missing_count: int = 0
    reason: str = ""
    """fork: ``number``, ``prev``, ``chain`` or ``epoch``."""


RecordArrival = Literal["stored", "duplicate", "conflict", "deferred"]
"""What a record is next to those known."""


def judge(seen: Seen, manifest: Manifest, digest: str, manifest_digest: str) -> Arrival:
    """Say what a verified bundle is: new, the same again, new with earlier ones missing, or a fork."""
    raise NotImplementedError


def judge_record(known_digest: str | None, digest: str, *, waits: bool = False) -> RecordArrival:
    """Say what a record is: ``known_digest`` is that of the record of the same id, if there is one.

    ``waits`` is true when it depends on a record of a bundle that is missing.
    """
    raise NotImplementedError
