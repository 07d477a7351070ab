"""Puts mutants before the door of the province and counts what it says."""

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sync.errors import BundleRefused
from tests.quick import quick_folder
from tests.sync import insider, outer
from tests.sync.world import World

REFUSALS = frozenset(
    [
        "E_MAGIC",
        "E_VERSION",
        "E_LIMIT",
        "E_SIZE",
        "E_SUITE",
        "E_RECIPIENT",
        "E_AEAD",
        "E_CANON",
        "E_SCHEMA",
        "E_TYPE",
        "E_SIGNATURE",
        "E_EXPIRED",
        "E_REVOKED",
        "E_ROLE",
        "E_THRESHOLD",
        "E_SAMEPERSON",
        "E_AUDIENCE",
        "E_PRACTICE",
        "E_CHAIN",
        "E_EVIDENCE",
    ]
)
"""Codes of refusal of a whole bundle (words-and-codes)."""


@dataclass
class Ordeal:
    """What came of the mutants so far."""

    seed: int
    tried: int = 0
    same: int = 0
    """Byte-identical to a genuine bundle, left out."""
    codes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)
    """Mutants that were taken and should not have been."""
    allowed: int = 0
    """Insider mutants that are sound bundles by the specification, and were taken."""
    wild: list[str] = field(default_factory=list)
    """What ended in anything but a refusal with a code, or left something behind."""

    def add(self, more: "Ordeal") -> None:
        """Count another run with this one."""
        self.tried += more.tried
        self.same += more.same
        self.allowed += more.allowed
        self.codes += more.codes
        self.kinds += more.kinds
        self.accepted += [f"seed {more.seed}, {one}" for one in more.accepted]
        self.wild += [f"seed {more.seed}, {one}" for one in more.wild]

    def say(self) -> dict[str, str]:
        """Lines of a report."""
        return {
            "seed": str(self.seed),
            "mutants": f"{self.tried:,} ({self.same} byte-identical ones left out)",
            "accepted against the specification": "; ".join([str(len(self.accepted)), *self.accepted[:5]]),
            "uncontrolled exceptions, or something left": "; ".join([str(len(self.wild)), *self.wild[:5]]),
            "sound after all": f"{self.allowed:,}",
            "refused as": ", ".join(f"{code} {count:,}" for code, count in self.codes.most_common()),
            "kinds": ", ".join(f"{kind} {count:,}" for kind, count in self.kinds.most_common()),
        }


class Door:
    """The reader of the province, with a trust that is built once."""

    def __init__(self, folder: Path) -> None:
        self.world = World()
        trust = self.world.trust()
        self.world.trust = lambda **more: trust  # type: ignore[method-assign]
        self.folder = folder
        self.file = folder / "mutant"
        self.into = folder / "in"

    def take(self, data: bytes) -> str:
        """Give the code of refusal, ``taken``, or ``!`` and what went wrong."""
        self.file.write_bytes(data)
        try:
            self.world.open(self.file, self.into)
        except BundleRefused as error:
            if error.code not in REFUSALS:
                return f"!code {error.code}"
            return "!left" if self.into.exists() and any(self.into.iterdir()) else error.code
        except Exception as error:
            return f"!{type(error).__name__} {error}"
        for left in self.into.iterdir():
            for path in left.iterdir():
                path.unlink()
            left.rmdir()
        return "taken"


def outer_ordeal(count: int, seed: int, *, every: bool = True) -> Ordeal:
    """Outer mutants: every cut and every bit of the header of a small bundle first, then from the seed."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as name:
        door = Door(Path(name))
        made = [door.world.bundle(door.folder, [b"\xff\xd8" + bytes([n]) * size], seq=n + 1).path
                for n, size in enumerate((900, 18_000, 34_000))]  # fmt: skip
        genuine = [outer.Sealed(path.read_bytes()) for path in made]
        known = {one.data for one in genuine}
        small = genuine[0]
        whole = itertools.chain(
            outer.every_cut(small), outer.every_bit(small, 12 + small.header_bytes + outer.HEAD)
        )
        steps: Iterator[tuple[str, bytes]] = itertools.chain(
            whole if every else (), outer.mutants(genuine, seed)
        )
        ordeal = Ordeal(seed)
        for kind, data in steps:
            if ordeal.tried == count:
                break
            if data in known:
                ordeal.same += 1
                continue
            _note(ordeal, kind, data, door.take(data))
    return ordeal


def insider_ordeal(count: int, seed: int) -> Ordeal:
    """Insider mutants: changed before they are signed with valid keys; what is taken must be sound by the oracle."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as name:
        door = Door(Path(name))
        ordeal = Ordeal(seed)
        for kind, made in itertools.islice(insider.mutants(door.world, seed), count):
            said = door.take(made.data)
            if said == "taken" and (broken := insider.oracle(door.world, made)) is None:
                ordeal.allowed += 1
                ordeal.tried += 1
                ordeal.kinds.update(kind.split("+"))
            else:
                _note(ordeal, kind, made.data, f"taken: {broken}" if said == "taken" else said)
    return ordeal


def _note(ordeal: Ordeal, kind: str, data: bytes, said: str) -> None:
    ordeal.tried += 1
    ordeal.kinds.update(kind.split("+"))
    if said.startswith("taken"):
        ordeal.accepted.append(f"number {ordeal.tried}, {kind}, {len(data)} bytes, {said}")
    elif said.startswith("!"):
        ordeal.wild.append(f"number {ordeal.tried}, {kind}: {said[1:160]}")
    else:
        ordeal.codes[said] += 1
