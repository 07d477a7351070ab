"""What the door says to a million changed bundles, and to 200,000 by insiders with valid keys.

Reproducible: the seed is printed, and the numbers of mutants follow from it. It takes about ten minutes of one core.
"""

import tempfile
from pathlib import Path

from tests.sync.ordeal import insider_ordeal, outer_ordeal

SEED = 20261121
OUTER, INSIDER = 1_000_000, 200_000


def run() -> dict[str, str]:
    """Try all of them, in memory where the system has a disk in memory."""
    memory = Path("/dev/shm")
    if memory.is_dir():
        tempfile.tempdir = str(memory)
    said: dict[str, str] = {}
    for name, ordeal in (("outer", outer_ordeal(OUTER, SEED)), ("insider", insider_ordeal(INSIDER, SEED))):
        said |= {f"{name}: {key}": value for key, value in ordeal.say().items()}
    return said
