"""What the door says to a million changed bundles, and to 200,000 by insiders with valid keys.

Reproducible: the seed is printed, and the numbers of mutants follow from it. It takes a quarter of an hour of a core.
"""

from tests.sync.ordeal import Ordeal, insider_ordeal, outer_ordeal

SEED = 20261121
OUTER, INSIDER = 1_000_000, 200_000
PARTS = 50
"""Runs of a fiftieth each, with the seed and those after it: how far it is can be seen, outer and insider by turns."""


def run() -> dict[str, str]:
    """Try all of them, in memory where the system has a disk in memory."""
    print(f"  seed: {SEED}", flush=True)
    found = {name: Ordeal(SEED) for name in ("outer", "insider")}
    for part in range(PARTS):
        for name, all_of in found.items():
            all_of.add(_part(name, part))
            wrong = len(all_of.accepted) + len(all_of.wild)
            print(f"  {name}: {all_of.tried:,} tried, {wrong} wrong", flush=True)
    return {f"{name}: {key}": value for name, all_of in found.items() for key, value in all_of.say().items()}


def _part(name: str, part: int) -> Ordeal:
    """A fiftieth; every cut and every bit of the header are tried in the first."""
    if name == "outer":
        return outer_ordeal(OUTER // PARTS, SEED + part, every=part == 0)
    return insider_ordeal(INSIDER // PARTS, SEED + part)
