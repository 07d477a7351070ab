"""How long a start takes: start.py when nothing is due, the command line, its help."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMES = 7
"""Starts of each; the median is reported, the first one warms the disk cache."""

STARTS = {
    "a Python that does nothing": ["-c", "pass"],
    "start.py, nothing to install": ["start.py", "--lang", "en", "install"],
    "fieldsuite --version": ["-P", "-m", "fieldsuite", "--version"],
    "fieldsuite id --help": ["-P", "-m", "fieldsuite", "id", "--help"],
}


def run() -> dict[str, str]:
    """Measure each start in a process of its own."""
    return {name: f"{_median(words) * 1000:.0f} ms" for name, words in STARTS.items()}


def _median(words: list[str]) -> float:
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, *words], cwd=ROOT, capture_output=True, check=True, stdin=subprocess.DEVNULL
        )
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)
