"""How the whole suite runs where nobody says otherwise: on how many processes, and what it says at its end."""

import os

SLOWEST = ("--durations=20", "--durations-min=5")
"""The whole suite ends with its slowest tests, 20 at most; one below 5 s is none of them."""


def pytest_words(words: tuple[str, ...]) -> list[str]:
    """Give pytest's words: the user's own, and how many processes where these do not settle it; without any, SLOWEST.

    One file stays in one process, so that a model that a file's tests share is loaded once. Files begin in the order
    that ``tests/order.py`` gives them, and not, as xdist would have it, those with the most tests first.
    """
    own = list(words) or [*SLOWEST]
    if any(word.startswith(("-n", "--numprocesses", "--pdb", "-s", "--collect-only", "-p")) for word in own):
        return own
    if any("::" in word for word in own):
        return own
    count = workers(os.cpu_count() or 1, _memory())
    spread = [f"--numprocesses={count}", "--dist=loadfile", "--no-loadscope-reorder"]
    return [*spread, *own] if count > 1 else own


def workers(cores: int, gigabytes: float) -> int:
    """Two processes for a core, each with 1.5 GB: with all engines loaded one takes 0.8 GB (biometrics.md).

    A test that drives a screen waits a third of its time for the screen to come to rest, others wait for a disk.
    """
    return max(1, min(2 * cores, int(gigabytes / 1.5)))


def _memory() -> float:
    """Physical memory in GB; 4 where the system does not say (Windows: xdist is then held to two)."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return 4.0
