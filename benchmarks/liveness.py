"""How many living faces pass the challenge and how many attacks, by kind, with 95 % bounds; frames a second.

The faces are photographs of the test data (NASA's portrait alone where there is none), animated as in the tests: their
figures bound regressions and are no promise about real people. ``python3 -m benchmarks.liveness --share 0.1`` runs a
seeded tenth; ``--held-out`` only people no limit was chosen on.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks._clips import HELD_OUT, Trial, make, people, trials
from biometric.evaluation import wilson
from biometric.limits import CHALLENGE, FACE
from biometric.session import Acted, act
from tests.doubles.playback import Playback


@dataclass(frozen=True)
class Watched:
    """What became of one clip."""

    trial: Trial
    actions: tuple[str, ...]
    verdict: str
    reason: str
    frames: int
    seconds: float
    """Spent on the check itself, drawing the puppet not counted."""


def watch(trial: Trial) -> Watched:
    """Draw one clip and watch it as a verification would."""
    made, drawing = make(trial), 0.0

    def pictures() -> Iterator[object]:
        nonlocal drawing
        while True:
            begun = time.perf_counter()
            picture = next(made.pictures, None)
            drawing += time.perf_counter() - begun
            if picture is None:
                return
            yield picture

    begun = time.perf_counter()
    found = acted(Playback(pictures(), made.fps), made.actions)
    spent = time.perf_counter() - begun - drawing
    return Watched(trial, made.actions, found.outcome.verdict, found.outcome.reason, found.frames, spent)


def acted(camera: Playback, actions: Sequence[str]) -> Acted:
    """Follow one challenge to its end."""
    from biometric.face.dlib_engine import DlibEngine

    steps = act(camera, actions, DlibEngine(), FACE, CHALLENGE)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def measure(chosen: Sequence[Trial], workers: int) -> list[Watched]:
    """Watch them all, so many at a time; a line of progress on stderr."""
    done: list[Watched] = []
    with get_context("spawn").Pool(workers, _alone) as pool:
        for one in pool.imap_unordered(watch, chosen):
            done.append(one)
            if sys.stderr.isatty() or len(done) % 50 == 0:
                print(f"\r{len(done)}/{len(chosen)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return done


def _alone() -> None:
    """One thread a process: the processes share the cores."""
    import cv2

    cv2.setNumThreads(1)
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"


def told(done: Sequence[Watched], seconds: float) -> dict[str, str]:
    """Say what was measured: in all, for people no limit was chosen on, and by kind."""
    shown = {
        "living faces accepted": _rate(done, live=True),
        "attacks accepted": _rate(done, live=False),
        "frames a second, one core": f"{sum(one.frames for one in done) / sum(one.seconds for one in done):.0f}",
        "whole run": f"{seconds:.0f} s",
    }
    apart = [one for one in done if one.trial.person in HELD_OUT]
    if apart:
        shown["living faces accepted, people held out"] = _rate(apart, live=True)
        shown["attacks accepted, people held out"] = _rate(apart, live=False)
    kinds = dict.fromkeys(one.trial.kind for one in sorted(done, key=lambda one: not one.trial.live))
    for kind in kinds:
        of = [one for one in done if one.trial.kind == kind]
        words = Counter(one.verdict for one in of)
        shown[("live: " if of[0].trial.live else "attack: ") + kind] = (
            f"{words['alive']} of {len(of)} accepted; "
            + ", ".join(f"{n} {word}" for word, n in words.most_common())
        )
    return shown


def _rate(done: Sequence[Watched], *, live: bool) -> str:
    of = [one for one in done if one.trial.live == live]
    alive = sum(one.verdict == "alive" for one in of)
    if not of:
        return "none watched"
    low, high = wilson(alive, len(of))
    return f"{alive} of {len(of)} = {alive / len(of):.1%} (95 %: {low:.1%} to {high:.1%})"


def run(share: float = 1.0, *, held_out: bool = False, live: bool | None = None, wrong: bool = False, seed: int = 11,
        workers: int | None = None) -> dict[str, str]:  # fmt: skip
    """Watch all clips, or a seeded share of them."""
    chosen = [one for one in trials() if live is None or one.live == live]
    chosen = [one for one in chosen if not held_out or one.person in HELD_OUT]
    random.Random(seed).shuffle(chosen)
    chosen = chosen[: max(1, round(share * len(chosen)))]
    begun = time.perf_counter()
    done = measure(chosen, workers or os.cpu_count() or 1)
    shown = told(done, time.perf_counter() - begun)
    shown["people"] = str(len(people()))
    bad = [one for one in done if (one.verdict == "alive") != one.trial.live]
    if wrong:
        shown |= {f"{one.trial.kind} / {one.trial.person} / {one.trial.seed}":
                  f"{';'.join(one.actions)}: {one.verdict} {one.reason}" for one in bad}  # fmt: skip
    return shown


def main() -> None:
    """Run with options."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python3 -m benchmarks.liveness")
    parser.add_argument("--share", type=float, default=1.0, help="part of the clips, 0..1")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--held-out", action="store_true", help="only people no limit was chosen on")
    parser.add_argument("--wrong", action="store_true", help="name every clip that was judged wrongly")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--live", dest="live", action="store_const", const=True)
    which.add_argument("--attacks", dest="live", action="store_const", const=False)
    chosen = parser.parse_args()
    for name, value in run(**vars(chosen)).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
