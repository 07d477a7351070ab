"""Bundles that arrive in any order, more than once, after losses: how a desk that follows the ledger ends."""

from dataclasses import dataclass, field
from random import Random

from sync.ledger import Seen, judge, judge_record
from sync.manifest import FIRST_PREV, App, BlobEntry, Created, Lines, Manifest
from sync.record import CHAIN_START

RECORDS = 4


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle on its way: manifest, digests, records (id, digest, id it depends on)."""

    manifest: Manifest
    digest: str
    manifest_digest: str
    records: tuple[tuple[str, str, str], ...]


def history(count: int, random: Random) -> list[Sent]:
    """Bundles of one device, one after the other; some records depend on one of an earlier bundle."""
    sent: list[Sent] = []
    for seq in range(1, count + 1):
        before = sent[-1] if sent else None
        lines = Lines("b" * 64, RECORDS, "c" * 64, before.manifest.records.chain_to if before else CHAIN_START,
                      f"{random.getrandbits(256):064x}")  # fmt: skip
        made = Manifest(
            "bundle", 1, f"{random.getrandbits(128):032x}", "site", "d" * 64, 1, seq,
            before.manifest_digest if before else FIRST_PREV, ("a" * 64,), Created("2026-11-21T08:00:00Z"), App("1"),
            False, "", lines, (BlobEntry("b" * 64, 1, "application/x-ndjson"),), "e" * 64, (1,),
        )  # fmt: skip
        earlier = [record[0] for one in sent for record in one.records]
        records = tuple(
            (f"{random.getrandbits(128):032x}", f"{random.getrandbits(256):064x}",
             random.choice(earlier) if earlier and random.random() < 0.3 else "")
            for _ in range(RECORDS)
        )  # fmt: skip
        sent.append(Sent(made, f"{random.getrandbits(256):064x}", f"{random.getrandbits(256):064x}", records))
    return sent


def arrivals(sent: list[Sent], random: Random) -> list[Sent]:
    """Any order; some are lost at first and sent again, some come twice or more often."""
    lost = [one for one in sent if random.random() < 0.3]
    first = [one for one in sent if one not in lost]
    twice = random.sample(first, len(first) // 3)
    order = [*first, *twice]
    random.shuffle(order)
    again = [*sent] if random.random() < 0.5 else [*lost, *random.sample(first, len(first) // 4)]
    random.shuffle(again)
    return [*order, *again]


@dataclass
class Desk:
    """Takes what arrives as ``sync.ledger`` says, and keeps the receipts it gave."""

    seen: Seen = field(default_factory=Seen)
    records: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id -> digest and status."""
    waits: dict[str, str] = field(default_factory=dict)
    """Id of a deferred record -> id of what it waits for."""
    receipts: dict[str, str] = field(default_factory=dict)
    """Digest of the file -> receipt."""
    held: int = 0

    def take(self, one: Sent) -> str:
        """Give the receipt."""
        arrival = judge(self.seen, one.manifest, one.digest, one.manifest_digest)
        if arrival.kind == "same":
            return self.receipts[one.digest]
        if arrival.kind == "fork":
            self.held += 1
            return ""
        said = []
        for key, digest, of in one.records:
            waits = bool(of) and of not in self.records and arrival.kind == "gap"
            status = judge_record(self.records.get(key, ("",))[0] or None, digest, waits=waits)
            self.records.setdefault(key, (digest, status))
            if status == "deferred":
                self.waits[key] = of
            said.append(f"{key} {status}")
        self.seen = self.seen.with_(one.manifest, one.digest, one.manifest_digest)
        for key, of in list(self.waits.items()):
            if of in self.records:
                self.records[key] = (self.records[key][0], "stored")
                del self.waits[key]
        self.receipts[one.digest] = f"{len(self.receipts)} {arrival.missing} {' '.join(said)}"
        return self.receipts[one.digest]


def lived(seed: int, count: int = 50) -> str:
    """Live one seed; give what went wrong, or nothing."""
    random = Random(seed)
    sent = history(count, random)
    straight, mixed = Desk(), Desk()
    for one in sent:
        straight.take(one)
    given: dict[str, str] = {}
    for one in arrivals(sent, random):
        receipt = mixed.take(one)
        if given.setdefault(one.digest, receipt) != receipt:
            return f"seed {seed}: another receipt for number {one.manifest.seq}"
    if (
        mixed.held
        or mixed.records != straight.records
        or mixed.seen.bundles != straight.seen.bundles
        or mixed.waits
    ):
        return f"seed {seed}: another end"
    return ""
