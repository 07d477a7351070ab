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
from biometric.sound_file import read_sound
from biometric.steps import Progress
from biometric.voice.bands import Bands, bands
from biometric.voice.cutting import cut
from biometric.voice.digits import STRING_LENGTH
from biometric.voice.engine import VoiceEngine
from biometric.voice.manner import manner, together, unlabelled
from biometric.voice.speech import Flags, levels, speaking
from biometric.voice.voiceprint import everywhere, likeness, voiceprint

LENGTHS = (6, 7, 8)
"""Digits a string to verify may have (``digits.verification_string``)."""
EVERY = 50
"""Trials between two words of progress."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison and its true answer."""

    enrol: tuple[Path, ...]
    probe: Path
    same: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """What a list of trials gave."""

    genuine: tuple[float, ...]
    """Likeness 0..1 of every trial of one person."""
    impostor: tuple[float, ...]
    """Likeness 0..1 of every trial of two persons."""
    failed: int
    """Trials with a recording that could not be read or was silent; they are in neither list."""
    milliseconds: float
    """Mean time of an embedding."""


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


def score(trials: Sequence[Trial], engine: VoiceEngine) -> Iterator[Progress | Scores]:
    """Score every trial as an enrolment and a verification would; Progress per recording, the Scores at the
    end.

    The list does not say which digits are said, so that how they are said is held against all words of the enrolment;
    where its recordings are no strings of six words, the voice alone counts.

    Every recording is embedded once for each use, however many trials it is in.
    """
    enrolled = {path for trial in trials for path in trial.enrol}
    probes = {trial.probe for trial in trials}
    voices: dict[Path, _Voice] = {}
    heard: dict[Path, _Voice] = {}
    total, seconds = len(enrolled) + len(probes), 0.0
    for number, path in enumerate(sorted(enrolled)):
        yield Progress(number, total)
        if (sound := _readable(path)) is not None:
            voices[path] = _Voice(everywhere([sound], engine), _said(sound, (STRING_LENGTH,)))
    for number, path in enumerate(sorted(probes)):
        yield Progress(len(enrolled) + number, total)
        started = time.perf_counter()
        if (sound := _readable(path)) is not None:
            heard[path] = _Voice(engine.embed(sound), _said(sound, LENGTHS))
        seconds += time.perf_counter() - started
    milliseconds = 1000 * seconds / max(len(heard), 1)
    yield from _compared(trials, voices, heard, engine, milliseconds)


@dataclass(frozen=True, slots=True)
class _Said:
    """A recording as words nobody wrote down."""

    rows: Bands
    speech: Flags
    cuts: tuple[slice, ...] | None


@dataclass(frozen=True, slots=True)
class _Voice:
    vectors: NDArray[np.float32]
    said: _Said


def _said(sound: Sound, lengths: Sequence[int]) -> _Said:
    level = levels(sound.samples)
    speech = speaking(level)
    cuts = next((found for count in lengths if (found := cut(level, count)) is not None), None)
    return _Said(bands(sound.samples, speech), speech, None if cuts is None else tuple(cuts))


def _compared(
    trials: Sequence[Trial],
    voices: Mapping[Path, _Voice],
    heard: Mapping[Path, _Voice],
    engine: VoiceEngine,
    milliseconds: float,
) -> Iterator[Progress | Scores]:
    prints: dict[tuple[Path, ...], NDArray[np.float32]] = {}
    words: dict[tuple[Path, ...], list[Bands] | None] = {}
    scores: dict[bool, list[float]] = {True: [], False: []}
    failed = 0
    for number, trial in enumerate(trials):
        if number % EVERY == 0:
            yield Progress(number, len(trials))
        if trial.probe not in heard or any(path not in voices for path in trial.enrol):
            failed += 1
            continue
        if trial.enrol not in prints:
            known = [voices[path] for path in trial.enrol]
            prints[trial.enrol] = voiceprint(np.concatenate([one.vectors for one in known]))
            words[trial.enrol] = _words([one.said for one in known])
        probe, own = heard[trial.probe], words[trial.enrol]
        cost = None if own is None else unlabelled(probe.said.rows, probe.said.speech, probe.said.cuts, own)
        alike = likeness(prints[trial.enrol], probe.vectors)
        scores[trial.same].append(together(alike, None if cost is None else manner(cost), engine))
    yield Scores(tuple(scores[True]), tuple(scores[False]), failed, milliseconds)


def _words(said: Sequence[_Said]) -> list[Bands] | None:
    """Give the words of an enrolment, or None when it is not of strings of digits: then the voice alone counts."""
    if any(one.cuts is None for one in said):
        return None
    return [one.rows[place] for one in said for place in one.cuts or ()]


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
