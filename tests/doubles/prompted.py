"""A puppet before a live camera that does what a capture without models asks, when it asks, or not."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from biometric.keep import KeepLimits
from tests.doubles.playback import Playback

FPS = 12
QUICK = KeepLimits(neutral=1.0, action=1.6, back=0.8, late=0.6, rate=12.0)
"""A capture in a third of the time."""
USUAL = KeepLimits()


def obeying(
    puppet, actions: Sequence[str], *, late: float = 0.2, seed: int = 1, limits: KeepLimits = QUICK
) -> Playback:
    """A live camera on somebody who does every action ``late`` seconds after it is asked."""
    rest = limits.action + limits.back - 1.0
    pictures = _drawn(puppet, tuple(actions), limits.neutral + late, rest, seed)
    return Playback(_longer(pictures), FPS, recorded=False)


@lru_cache(maxsize=2)
def _drawn(puppet, actions: tuple[str, ...], neutral: float, rest: float, seed: int) -> tuple:
    """Every picture of an obedient puppet: drawn once for the many tests that want the same (50 MB at most)."""
    return tuple(puppet.frames(actions, FPS, neutral=neutral, each=1.0, rest=rest, seed=seed))


def hurrying(puppet, actions: Sequence[str]) -> Playback:
    """A live camera on a clip of the right actions at another pace: recorded from another challenge."""
    pictures = puppet.frames(actions, FPS, neutral=0.6, each=0.8, rest=0.3)
    return Playback(_longer(pictures), FPS, recorded=False)


def still(puppet) -> Playback:
    """A live camera on a photograph."""
    return Playback(_longer(iter([puppet.picture])), FPS, recorded=False)


def _longer(pictures: Iterable) -> Iterable:
    """Hold the last picture with a little noise until nobody reads any more."""
    last = None
    for picture in pictures:
        last = picture
        yield picture
    rng = np.random.default_rng(9)
    for _ in range(FPS * 30):
        noise = rng.normal(0, 2, last.shape)
        yield np.clip(last + noise, 0, 255).astype(np.uint8)
