"""Right strings and wrong ones, said with pauses and a tempo unlike the enrolment's."""

import time

import numpy as np

from benchmarks._voice_people import RATE, enrolment, fresh, learned, takes_of
from biometric.devices import Sound
from biometric.evaluation import wilson
from biometric.voice.bands import Bands, bands
from biometric.voice.hearing import Hearing
from biometric.voice.speech import levels, speaking

STRINGS = 100
"""Recordings of each speaker; each is a right string."""
WRONG = 7
"""Random strings, and strings with one digit changed, that each recording is held against."""
TEMPO = (0.75, 1.35)
"""How much faster than recorded a string is said."""
WINDOW, SEARCH = 512, 80
"""Samples of a piece and of the search for its best place (WSOLA; Verhelst and Roelands 1993)."""


def table(people: list[str]) -> dict[str, str]:
    """Count what is accepted: by speaker, over all, with the limit chosen on the other speakers, and where the
    enrolment took the earliest recordings alone."""
    found, every, spent = {}, [], []
    for name in people:
        rows, seconds = _one(name, STRINGS, drifted=False)
        found[f"digits, {name}"] = _line(rows)
        every.append(rows)
        spent.append(seconds)
    found["digits, all"] = _line(np.concatenate(every))
    folds = [_held_out(every, number) for number in range(len(people))]
    for name, rows in zip(people, folds, strict=True):
        found[f"digits, {name}, limit chosen on the others"] = _line(rows)
    found["digits, all, limit chosen on the others"] = _line(np.concatenate(folds))
    late = np.concatenate([_one(name, STRINGS // 4, drifted=True)[0] for name in people])
    found["digits, all, verified later than enrolled"] = _line(late)
    return found | {"digits, one recording": f"{1000 * float(np.mean(spent)):.0f} ms"}


def _held_out(every: list[np.ndarray], number: int) -> np.ndarray:
    """Rows of a speaker, measured by the limit at which 2 % of the others' strings with one digit wrong pass."""
    others = np.concatenate(every[:number] + every[number + 1 :])
    limit = np.quantile(others[others[:, 0] == 1, 1], 0.02)
    return every[number] / (1, limit)


def _one(name: str, strings: int, *, drifted: bool) -> tuple[np.ndarray, float]:
    digits, takes = learned(enrolment(name, 9, drifted=drifted)), takes_of(name, 9, drifted)
    random = np.random.default_rng([11, *name.encode()])
    rows, spent = [], 0.0
    for _ in range(strings):
        said, sound = fresh(name, takes, random, (0.03, 0.8))
        heard, seconds = _answers(said, faster(sound, random.uniform(*TEMPO)), digits, random)
        rows.append(heard)
        spent += seconds
    return np.concatenate(rows), spent / strings


def _answers(
    said: str, sound: Sound, digits: dict[str, list[Bands]], random: np.random.Generator
) -> tuple[np.ndarray, float]:
    """Kind (0 right, 1 one digit changed, 2 random) and how far off (1 is the limit) of every string asked for."""
    speech = speaking(levels(sound.samples))
    begun = time.perf_counter()
    hearing = Hearing(bands(sound.samples, speech), speech, digits)
    rows = [(0, _off(hearing, said))]
    seconds = time.perf_counter() - begun
    for _ in range(WRONG):
        at, by = int(random.integers(6)), int(random.integers(1, 10))
        other = said[:at] + str((int(said[at]) + by) % 10) + said[at + 1 :]
        rows.append((1, _off(hearing, other)))
        while (other := "".join(random.choice(list("0123456789"), 6))) == said:
            pass
        rows.append((2, _off(hearing, other)))
    return np.array(rows, np.float64), seconds


def _off(hearing: Hearing, asked: str) -> float:
    heard = hearing.hear(asked)
    return np.inf if heard is None else heard.off


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
