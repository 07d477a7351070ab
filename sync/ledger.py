"""What a bundle is next to those received before: pure decisions, so that they can be tested by the
thousand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sync.limits import LIMITS
from sync.manifest import FIRST_PREV, Manifest

ForkReason = Literal["", "number", "prev", "chain", "epoch"]
"""number: this number was received with other content; prev: another bundle before or after it; chain: its
records follow others; epoch: from before the device was provisioned anew. Sentences: ``fork_<reason>``."""


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
        lines = manifest.records
        more = SeenBundle(
            manifest.epoch,
            manifest.seq,
            digest,
            manifest_digest,
            manifest.prev,
            lines.chain_from,
            lines.chain_to,
        )
        return Seen({**self.bundles, (more.epoch, more.seq): more})


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a bundle is."""

    kind: Literal["new", "same", "gap", "fork"]
    missing: tuple[int, ...] = ()
    """gap: the sequence numbers not received yet, the first thousand of them."""
    missing_count: int = 0
    """gap: how many there are in all."""
    reason: ForkReason = ""


RecordArrival = Literal["stored", "duplicate", "conflict", "deferred"]
"""What a record is next to those known."""


def judge(seen: Seen, manifest: Manifest, digest: str, manifest_digest: str) -> Arrival:
    """Say what a verified bundle is: new, the same again, new with earlier ones missing, or a fork.

    ``digest`` is that of the file. Bundles may come in any order; once the missing ones are here, the same
    bundles were taken whatever the order was (bundle-format 2.3).
    """
    epoch, seq = manifest.epoch, manifest.seq
    there = seen.bundles.get((epoch, seq))
    if there is not None:
        return Arrival("same") if there.digest == digest else Arrival("fork", reason="number")
    reason = _fork(seen, manifest, manifest_digest)
    if reason:
        return Arrival("fork", reason=reason)
    have = sum(1 for one in seen.bundles if one[0] == epoch and one[1] < seq)
    count = seq - 1 - have
    if not count:
        return Arrival("new")
    missing: list[int] = []
    for number in range(1, seq):
        if (epoch, number) not in seen.bundles:
            missing.append(number)
            if len(missing) == LIMITS.missing_listed:
                break
    return Arrival("gap", tuple(missing), count)


def judge_record(known_digest: str | None, digest: str, *, waits: bool = False) -> RecordArrival:
    """Say what a record is: ``known_digest`` is that of the record of the same id, if there is one.

    ``waits`` is true when it depends on a record of a bundle that is missing.
    """
    if known_digest is not None:
        return "duplicate" if known_digest == digest else "conflict"
    return "deferred" if waits else "stored"


def _fork(seen: Seen, manifest: Manifest, manifest_digest: str) -> ForkReason:
    epoch, seq = manifest.epoch, manifest.seq
    newest = max((number for number, _ in seen.bundles), default=epoch)
    last = max((number for of, number in seen.bundles if of == epoch), default=0)
    if epoch < newest and seq > last:
        # The old epoch ended when the device was provisioned anew; only its gaps may still be filled.
        return "epoch"
    before, after = seen.bundles.get((epoch, seq - 1)), seen.bundles.get((epoch, seq + 1))
    if seq == 1 and manifest.prev != FIRST_PREV:
        return "prev"
    if before and before.manifest_digest != manifest.prev:
        return "prev"
    if after and after.prev != manifest_digest:
        return "prev"
    if manifest.type == "bundle":
        if before and before.chain_to != manifest.records.chain_from:
            return "chain"
        if after and after.chain_from != manifest.records.chain_to:
            return "chain"
    return ""
