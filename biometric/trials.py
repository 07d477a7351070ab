"""Scores lists of trials: pairs of photographs, and clips of live people and of attacks."""

import csv
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from biometric.devices import Camera
from biometric.errors import MediaUnreadable
from biometric.evaluation import PairScores
from biometric.face.compare import likeness
from biometric.face.engine import FaceEngine, Vector
from biometric.limits import CHALLENGE, FACE
from biometric.photographs import vectors
from biometric.session import act
from biometric.steps import Action, Progress
from biometric.webcam import VideoFile


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photographs and whether they show one person."""

    a: Path
    b: Path
    same: bool


@dataclass(frozen=True, slots=True)
class ClipTrial:
    """A clip, the challenge that was asked, and whether a living person answers it."""

    clip: Path
    actions: tuple[Action, ...]
    live: bool


@dataclass(frozen=True, slots=True)
class ClipScores:
    """How many clips were accepted as alive."""

    accepted_live: int
    rejected_live: int
    accepted_attack: int
    rejected_attack: int
    fps: float
    """Frames a second that the check keeps up with, decoding included."""
    wrong: tuple[tuple[str, str], ...]
    """(clip, verdict) of every clip that was judged wrongly."""


def read_pairs(path: Path) -> list[Pair]:
    """Read a CSV with the columns a, b, same (0 or 1). Raises MediaUnreadable ``trials_unreadable``."""
    return [
        Pair(path.parent / row["a"], path.parent / row["b"], bool(int(row["same"])))
        for row in _rows(path, "a", "b", "same")
    ]


def read_clips(path: Path) -> list[ClipTrial]:
    """Read a CSV with the columns clip, actions (joined by ;), live. Raises MediaUnreadable ``trials_unreadable``."""
    found = []
    for row in _rows(path, "clip", "actions", "live"):
        actions = tuple(word.strip() for word in row["actions"].split(";") if word.strip())
        if not actions or any(word not in get_args(Action) for word in actions):
            raise MediaUnreadable("trials_unreadable", file=path.name)
        found.append(ClipTrial(path.parent / row["clip"], actions, bool(int(row["live"]))))  # type: ignore[arg-type]  # checked
    return found


def score_pairs(pairs: Sequence[Pair], engine: FaceEngine) -> Iterator[Progress | PairScores]:
    """Embed every photograph once and compare every pair; Progress per photograph, PairScores at the end."""
    paths = sorted({path for pair in pairs for path in (pair.a, pair.b)})
    found: dict[Path, Vector | None] = {}
    start = time.perf_counter()
    for number, (path, vector) in enumerate(vectors(paths, engine), start=1):
        found[path] = vector
        yield Progress(number, len(paths))
    each = 1000 * (time.perf_counter() - start) / max(1, len(paths))
    genuine: list[float] = []
    impostor: list[float] = []
    failed = 0
    for pair in pairs:
        one, other = found[pair.a], found[pair.b]
        if one is None or other is None:
            failed += 1
        else:
            (genuine if pair.same else impostor).append(likeness(one, other))
    yield PairScores(tuple(genuine), tuple(impostor), failed, each)


def score_clips(trials: Sequence[ClipTrial], engine: FaceEngine) -> Iterator[Progress | ClipScores]:
    """Watch every clip as a verification would; Progress per clip, ClipScores at the end."""
    counts = {(live, alive): 0 for live in (True, False) for alive in (True, False)}
    wrong: list[tuple[str, str]] = []
    frames, start = 0, time.perf_counter()
    for number, trial in enumerate(trials, start=1):
        verdict, seen = _watch(VideoFile(trial.clip), trial.actions, engine)
        frames += seen
        counts[trial.live, verdict == "alive"] += 1
        if trial.live != (verdict == "alive"):
            wrong.append((str(trial.clip), verdict))
        yield Progress(number, len(trials))
    rate = frames / max(1e-9, time.perf_counter() - start)
    yield ClipScores(
        counts[True, True], counts[True, False], counts[False, True], counts[False, False], rate, tuple(wrong)
    )


def _watch(camera: Camera, actions: Sequence[Action], engine: FaceEngine) -> tuple[str, int]:
    """Verdict and frames of one clip; a file that is no clip is refused like any other forgery."""
    try:
        camera.open()
        steps = act(camera, actions, engine, FACE, CHALLENGE)
        while True:
            next(steps)
    except StopIteration as end:
        return end.value.outcome.verdict, end.value.frames
    except MediaUnreadable:
        return "unreadable", 0
    finally:
        camera.close()


def _rows(path: Path, *columns: str) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            rows = list(csv.DictReader(file))
        except (UnicodeDecodeError, csv.Error) as error:
            raise MediaUnreadable("trials_unreadable", file=path.name) from error
    for row in rows:
        flag = (row.get(columns[-1]) or "").strip()
        if any(not row.get(column) for column in columns) or flag not in ("0", "1"):
            raise MediaUnreadable("trials_unreadable", file=path.name)
    return rows
