"""The voice alone, and voice and digits together, against GE2E alone in four rooms; the digits check on wrong strings.

Recorded single digits of the test data become strings. Five strings of six enrol, one verifies; nobody says a digit of
the enrolment again. GE2E alone is the mean of the five embeddings against the one. Impostors say the right digits.
Together a trial passes when the voice is alike and the digits are heard as right. For its EER both limits are swept at
once: a trial scores the lesser of two margins, the likeness over ``accept`` in steps from ``review`` to ``accept``, and
what is left of the digits' limit as a share of it; 0 is where both limits stand as shipped. Nothing is fitted for it.
"""

import os
from functools import partial
from itertools import product
from multiprocessing import get_context
from multiprocessing.pool import Pool

import numpy as np

from benchmarks import _voice_digits, _voice_people
from biometric.evaluation import eer, wilson
from biometric.voice.builtin import built_in_engine
from biometric.voice.engine import VoiceEngine

DRAWS = 1000
"""Bootstrap draws; whole probes are drawn, for the trials of one probe hang together."""
LEAST = -1e3
"""Margin that stands for digits which are not heard at all."""
Table = np.ndarray


def run() -> dict[str, str]:
    """Measure both; about 25 minutes of one core, on all of them."""
    people = _voice_people.people()
    if not people:
        return {"not measured": "needs shared/testdata/digits_en and speech_cohort_en beside the project"}
    engine = built_in_engine()
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        digits, limits = _voice_digits.table(people, pool)
        known = pool.starmap(_enrol, product(people, range(2)), chunksize=1)
        found: dict[str, str] = {}
        for room in _voice_people.ROOMS:
            found |= _room(room, known, limits, engine, pool)
    return found | digits


def _enrol(name: str, number: int) -> _voice_people.Known:
    return _voice_people.enrol(name, number, built_in_engine())


def _scored(probe: _voice_people.Probe, known: list[_voice_people.Known]) -> _voice_people.Scored:
    return _voice_people.scored(probe, known, built_in_engine())


def _room(
    room: str, known: list[_voice_people.Known], limits: dict[str, float], engine: VoiceEngine, pool: Pool
) -> dict[str, str]:
    """Score every probe of everybody against every enrolment."""
    probes = list(_voice_people.probes(known, room))
    scored = pool.map(partial(_scored, known=known), probes, chunksize=10)
    same, off = np.stack([one.same for one in scored]), np.stack([one.digits for one in scored])
    alone, ours = np.stack([one.alone for one in scored]), np.stack([one.ours for one in scored])
    voice = (ours - engine.accept) / (engine.accept - engine.review)
    both = np.minimum(voice, np.maximum(1 - off, LEAST))
    peer = _rate(alone, same)
    found = {f"{room}, GE2E alone": _line(alone, same)}
    for name, scores in (("the voice alone", ours), ("voice and digits", both)):
        found[f"{room}, {name}"] = f"{_line(scores, same)}; {_share(_rate(scores, same), peer)}"
    # The speaker's own voice with other digits, as a recording would have it, is one trial more of others.
    replays = np.minimum(voice[same], np.maximum(1 - np.array([one.other for one in scored]), LEAST))
    with_replays = np.column_stack([both, replays]), np.column_stack([same, np.zeros(len(same), np.bool_)])
    found[f"{room}, voice and digits, own voice with other digits too"] = _line(*with_replays)
    # Nobody's own trials say which limit the digits are held to: it is the one chosen on the other speakers.
    held = np.array([[limits[name] for name in sorted(limits)]] * len(same))
    for name, passed in (
        ("as shipped", off <= 1),
        ("the digits' limit chosen on the others", off <= held),
    ):
        accepted = passed & (ours >= engine.accept)
        found[f"{room}, {name}"] = (
            f"right digits {_count(passed[same])} of themselves; {_count(~accepted[same])} not accepted for certain, "
            f"{_count((~passed | (ours < engine.review))[same])} refused; "
            f"{_count(accepted[~same])} of others accepted (voice {(ours >= engine.accept)[~same].mean():.2%}, digits "
            f"{passed[~same].mean():.2%})"
        )
    replayed = np.array([one.other <= 1 for one in scored])
    again = np.array([one.asked_again for one in scored])
    return found | {
        f"{room}, other digits by the own voice": f"{_count(replayed)} heard as right",
        f"{room}, recordings": f"{_count(again)} would be asked again as poor (here judged all the same)",
    }


def _count(flags: Table) -> str:
    low, high = wilson(int(flags.sum()), flags.size)
    return f"{flags.sum()} of {flags.size}, {flags.mean():.2%} ({low:.2%} to {high:.2%})"


def _line(scores: Table, same: Table) -> str:
    low, high = _interval(scores, same)
    return f"EER {_rate(scores, same):.2%} (95 % {low:.2%} to {high:.2%})"


def _share(rate: float, peer: float) -> str:
    return f"{rate / peer:.2f} of GE2E's" if peer else f"GE2E's is 0, ours is {rate:.2%}"


def _rate(scores: Table, same: Table) -> float:
    return eer(scores[same], scores[~same])[0]


def _interval(scores: Table, same: Table) -> tuple[float, float]:
    random = np.random.default_rng(4)
    rates = [
        _rate(scores[drawn], same[drawn]) for drawn in random.integers(0, len(scores), (DRAWS, len(scores)))
    ]
    low, high = np.percentile(rates, [2.5, 97.5])
    # The bootstrap knows no error where none was seen: what may hide behind so few trials is Wilson's bound.
    least = wilson(round(_rate(scores, same) * same.sum()), int(same.sum()))[1]
    return float(low), max(float(high), least)
