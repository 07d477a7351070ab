"""Right strings and wrong ones, said with pauses and a tempo unlike the enrolment's."""

import time
from multiprocessing.pool import Pool

import numpy as np

from benchmarks._voice_people import RATE, enrolment, fresh, learned, off, other_than, takes_of
from biometric.devices import Sound
from biometric.evaluation import wilson
from biometric.voice.bands import Bands, bands
from biometric.voice.hearing import Hearing
from biometric.voice.speech import levels, near

ENROLMENTS = range(9, 13)
"""Numbers of the enrolments of each speaker."""
STRINGS = 25
"""Recordings for each enrolment; each is a right string."""
CHANGED, RANDOM = 13, 13
"""Strings with one digit changed, and random ones, that each recording is held against: 5,200 of either."""
TEMPO = (0.75, 1.35)
"""How much faster than recorded a string is said."""
WINDOW, SEARCH = 512, 80
"""Samples of a piece and of the search for its best place (WSOLA; Verhelst and Roelands 1993)."""


def table(people: list[str], pool: Pool) -> tuple[dict[str, str], dict[str, float]]:
    """Count what is accepted: by speaker, over all, with the limit chosen on the other speakers, and where the
    enrolment took the earliest recordings alone. And for each speaker the limit so chosen, as a share of ours."""
    jobs = [(name, number, False) for name in people for number in ENROLMENTS]
    each = pool.starmap(_one, jobs, chunksize=1)
    late = pool.starmap(_one, [(name, 9, True) for name in people], chunksize=1)
    rows = {
        name: np.concatenate([one for job, (one, _) in zip(jobs, each, strict=True) if job[0] == name])
        for name in people
    }
    limits = {name: _limit([rows[other] for other in people if other != name]) for name in people}
    apart = {name: rows[name] / (1, limits[name]) for name in people}
    found = {f"digits, {name}": _line(rows[name]) for name in people}
    found["digits, all"] = _line(np.concatenate(list(rows.values())))
    for name in people:
        found[f"digits, {name}, limit chosen on the others ({limits[name]:.2f} of ours)"] = _line(apart[name])
    found["digits, all, limit chosen on the others"] = _line(np.concatenate(list(apart.values())))
    found["digits, all, verified later than enrolled"] = _line(np.concatenate([one for one, _ in late]))
    spent = float(np.mean([seconds for _, seconds in each]))
    return found | {"digits, one recording": f"{1000 * spent:.0f} ms"}, limits


def _limit(others: list[np.ndarray]) -> float:
    """Give the limit at which 2 % of the others' strings with one digit wrong pass."""
    rows = np.concatenate(others)
    return float(np.quantile(rows[rows[:, 0] == 1, 1], 0.02))


def _one(name: str, number: int, drifted: bool) -> tuple[np.ndarray, float]:
    digits, takes = learned(enrolment(name, number, drifted=drifted)), takes_of(name, number, drifted)
    random = np.random.default_rng([11, number, *name.encode()])
    rows, spent = [], 0.0
    for _ in range(STRINGS):
        said, sound = fresh(name, takes, random, (0.03, 0.8))
        heard, seconds = _answers(said, faster(sound, random.uniform(*TEMPO)), digits, random)
        rows.append(heard)
        spent += seconds
    return np.concatenate(rows), spent / STRINGS


def _answers(
    said: str, sound: Sound, digits: dict[str, list[Bands]], random: np.random.Generator
) -> tuple[np.ndarray, float]:
    """Kind (0 right, 1 one digit changed, 2 random) and how far off (1 is the limit) of every string asked for."""
    begun = time.perf_counter()
    speech = near(levels(sound.samples))
    hearing = Hearing(bands(sound.samples, speech), speech, digits)
    rows = [(0, off(hearing, said))]
    seconds = time.perf_counter() - begun
    for _ in range(CHANGED):
        at, by = int(random.integers(6)), int(random.integers(1, 10))
        other = said[:at] + str((int(said[at]) + by) % 10) + said[at + 1 :]
        rows.append((1, off(hearing, other)))
    rows += [(2, off(hearing, other_than(said, random))) for _ in range(RANDOM)]
    return np.array(rows, np.float64), seconds


def _line(rows: np.ndarray) -> str:
    words = ("right", "one digit wrong", "random wrong")
    parts = []
    for kind, word in enumerate(words):
        accepted = rows[rows[:, 0] == kind, 1] <= 1
        low, high = wilson(int(accepted.sum()), len(accepted))
        parts.append(
            f"{word} {accepted.sum()} of {len(accepted)} accepted, {accepted.mean():.2%} ({low:.2%} to {high:.2%})"
        )
    return "; ".join(parts)


def faster(sound: Sound, by: float) -> Sound:
    """Change the tempo and not the pitch: overlapping pieces, each where it continues the one before best."""
    samples = np.pad(sound.samples, (SEARCH, 3 * WINDOW))
    window, half = np.hanning(WINDOW), WINDOW // 2
    total = int(len(sound.samples) / by)
    out, weight = np.zeros(total + WINDOW), np.zeros(total + WINDOW)
    follows: np.ndarray | None = None
    for number, at in enumerate(range(0, total, half)):
        place = min(SEARCH + int(number * half * by), len(samples) - WINDOW - half - SEARCH)
        if follows is not None:
            around = np.lib.stride_tricks.sliding_window_view(
                samples[place - SEARCH : place + SEARCH + WINDOW], WINDOW
            )
            place += int(np.argmax(around @ follows)) - SEARCH
        out[at : at + WINDOW] += window * samples[place : place + WINDOW]
        weight[at : at + WINDOW] += window
        follows = samples[place + half : place + half + WINDOW]
    return Sound((out / np.maximum(weight, 0.1))[:total].astype(np.float32), RATE)
