"""What the door says to a million changed bundles, and to 200,000 by insiders with valid keys.

Reproducible: the seed is printed, and the numbers of mutants follow from it. It takes ten to fifteen minutes of a core.
"""

import tempfile
from pathlib import Path

from tests.sync.ordeal import Ordeal, insider_ordeal, outer_ordeal

SEED = 20261121
OUTER, INSIDER = 1_000_000, 200_000
PARTS = 10
"""Runs of a tenth each, with the seed and the nine after it: how far it is can be seen."""


def run() -> dict[str, str]:
    """Try all of them, in memory where the system has a disk in memory."""
    memory = Path("/dev/shm")
    if memory.is_dir():
        tempfile.tempdir = str(memory)
    said: dict[str, str] = {}
    for name in ("outer", "insider"):
        found = Ordeal(SEED)
        for part in range(PARTS):
            found.add(_part(name, part))
            print(
                f"  {name}: {found.tried:,} tried, {len(found.accepted) + len(found.wild)} wrong", flush=True
            )
        said |= {f"{name}: {key}": value for key, value in found.say().items()}
    return said


def _part(name: str, part: int) -> Ordeal:
    """A tenth; every cut and every bit of the header are tried in the first."""
    if name == "outer":
        return outer_ordeal(OUTER // PARTS, SEED + part, every=part == 0)
    return insider_ordeal(INSIDER // PARTS, SEED + part)
