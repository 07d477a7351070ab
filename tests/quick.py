"""A folder in memory for what is written and thrown away a hundred thousand times."""

import os
from pathlib import Path


def quick_folder() -> Path | None:
    """Give a folder in memory where there is one: a sync there costs nothing, and nothing of this needs a disk."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None
