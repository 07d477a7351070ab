"""Voice and digits together against GE2E alone in four rooms, and the digits check on strings that are wrong.

Recorded single digits of the test data become strings. Five strings of six enrol, one verifies; nobody says a digit of
the enrolment again. GE2E alone is the mean of the five embeddings against the one. Impostors say the right digits.
"""

from itertools import product
from typing import Any

import numpy as np

from benchmarks import _voice_digits, _voice_people
from biometric.evaluation import eer
from biometric.voice.builtin import built_in_engine
from biometric.voice.engine import VoiceEngine

DRAWS = 1000
"""Bootstrap draws; whole probes are drawn, for the trials of one probe hang together."""
Table = np.ndarray


def run() -> dict[str, str]:
    """Measure both; about 4 minutes on one core."""
    people = _voice_people.people()
    if not people:
        return {"not measured": "needs shared/testdata/digits_en and speech_cohort_en beside the project"}
    engine = built_in_engine()
    known = [_voice_people.enrol(name, number, engine) for name, number in product(people, range(2))]
    found: dict[str, str] = {}
    for room in _voice_people.ROOMS:
        found |= _room(room, known, engine)
    return found | _voice_digits.table(people)


def _room(room: str, known: list[_voice_people.Known], engine: VoiceEngine) -> dict[str, str]:
    """Score every probe of everybody against every enrolment."""
    scored = [_voice_people.scored(probe, known, engine) for probe in _voice_people.probes(known, room)]
    same = np.stack([one.same for one in scored])
    alone, ours = np.stack([one.alone for one in scored]), np.stack([one.ours for one in scored])
    rates: dict[object, Any] = {}
    for name, scores in (("GE2E alone", alone), ("ours", ours)):
        rate, (low, high) = _rate(scores, same), _interval(scores, same)
        rates[name] = rate
        rates[name, "text"] = f"EER {rate:.2%} (95 % {low:.2%} to {high:.2%})"
    accepted = ours >= engine.accept
    refused, wrongly = (~accepted[same]).mean(), accepted[~same].mean()
    return {
        room: f"GE2E alone {rates['GE2E alone', 'text']}; ours {rates['ours', 'text']}; "
        f"ratio {rates['ours'] / rates['GE2E alone'] if rates['GE2E alone'] else 1:.2f}; "
        f"ours at {engine.accept}: {refused:.2%} not accepted, {wrongly:.2%} of others accepted; "
        f"{same.sum()} trials of the same and {(~same).sum()} of others"
    }


def _rate(scores: Table, same: Table) -> float:
    return eer(scores[same], scores[~same])[0]


def _interval(scores: Table, same: Table) -> tuple[float, float]:
    random = np.random.default_rng(4)
    rates = [
        _rate(scores[drawn], same[drawn]) for drawn in random.integers(0, len(scores), (DRAWS, len(scores)))
    ]
    low, high = np.percentile(rates, [2.5, 97.5])
    # The bootstrap knows no error where none was seen: what may hide behind so few trials is Wilson's bound.
    least = _voice_digits.wilson(round(_rate(scores, same) * same.sum()), int(same.sum()))[1]
    return float(low), max(float(high), least)
