"""Scores a list of trials: several recordings of one person against one recording of the same or another."""

import csv
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.errors import BiometricError, MediaUnreadable
from biometric.evaluation import PairScores
from biometric.sound_file import read_sound
from biometric.steps import Progress
from biometric.voice.engine import VoiceEngine
from biometric.voice.voiceprint import everywhere, likeness, voiceprint

EVERY = 50
"""Trials between two words of progress."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison and its true answer."""

    enrol: tuple[Path, ...]
    probe: Path
    same: bool


def read_trials(path: Path) -> list[Trial]:
    """Read a CSV with the columns ``enrol`` (paths joined by ``;``), ``probe``, ``same`` (0 or 1); paths
    relative to it.

    Raises MediaUnreadable ``trials_unreadable`` when a column is missing or a value is not one of these.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            return [_trial(row, path.parent) for row in csv.DictReader(file)]
        except (KeyError, ValueError, AttributeError, csv.Error) as error:
            raise MediaUnreadable("trials_unreadable", file=path.name) from error


def score(trials: Sequence[Trial], engine: VoiceEngine) -> Iterator[Progress | PairScores]:
    """Score every trial by the likeness that a verification gives; Progress as it goes, the PairScores at the end.

    Every recording is embedded once for each use, however many trials it is in. The list does not say which digits are
    said, so the digits check, which is a gate of its own, has no part in it.
    """
    enrolled = {path for trial in trials for path in trial.enrol}
    probes = {trial.probe for trial in trials}
    voices: dict[Path, NDArray[np.float32]] = {}
    heard: dict[Path, NDArray[np.float32]] = {}
    total, seconds = len(enrolled) + len(probes), 0.0
    for number, path in enumerate(sorted(enrolled)):
        yield Progress(number, total)
        if (sound := _readable(path)) is not None:
            voices[path] = everywhere([sound], engine)
    for number, path in enumerate(sorted(probes)):
        yield Progress(len(enrolled) + number, total)
        started = time.perf_counter()
        if (sound := _readable(path)) is not None:
            heard[path] = engine.embed(sound)
        seconds += time.perf_counter() - started
    yield from _compared(trials, voices, heard, 1000 * seconds / max(len(heard), 1))


def _compared(
    trials: Sequence[Trial],
    voices: Mapping[Path, NDArray[np.float32]],
    heard: Mapping[Path, NDArray[np.float32]],
    milliseconds: float,
) -> Iterator[Progress | PairScores]:
    prints: dict[tuple[Path, ...], NDArray[np.float32]] = {}
    scores: dict[bool, list[float]] = {True: [], False: []}
    failed = 0
    for number, trial in enumerate(trials):
        if number % EVERY == 0:
            yield Progress(number, len(trials))
        if trial.probe not in heard or any(path not in voices for path in trial.enrol):
            failed += 1
            continue
        if trial.enrol not in prints:
            prints[trial.enrol] = voiceprint(np.concatenate([voices[path] for path in trial.enrol]))
        scores[trial.same].append(likeness(prints[trial.enrol], heard[trial.probe]))
    yield PairScores(tuple(scores[True]), tuple(scores[False]), failed, milliseconds)


def _trial(row: dict[str, str], folder: Path) -> Trial:
    enrol = tuple(folder / part.strip() for part in row["enrol"].split(";") if part.strip())
    if not enrol or row["same"].strip() not in ("0", "1") or not row["probe"].strip():
        raise ValueError("a trial needs recordings and 0 or 1")
    return Trial(enrol, folder / row["probe"].strip(), row["same"].strip() == "1")


def _readable(path: Path) -> Sound | None:
    """Give the recording, or None when it cannot be had or is silent: that is counted, not an end."""
    try:
        sound = read_sound(path)
    except (BiometricError, OSError):
        return None
    return sound if np.any(sound.samples) else None
