"""The voice alone, and voice and digits together, against GE2E alone in four rooms; the digits check on wrong strings.

Recorded single digits of the test data become strings. Five strings of six enrol, one verifies; nobody says a digit of
the enrolment again. GE2E alone is the mean of the five embeddings against the one. Impostors say the right digits.
Together is what the product does: a trial passes when the digits are heard as right and the voice is alike.
"""

from itertools import product

import numpy as np

from benchmarks import _voice_digits, _voice_people
from biometric.evaluation import eer, wilson
from biometric.voice.builtin import built_in_engine
from biometric.voice.engine import VoiceEngine

DRAWS = 1000
"""Bootstrap draws; whole probes are drawn, for the trials of one probe hang together."""
Table = np.ndarray


def run() -> dict[str, str]:
    """Measure both; about 10 minutes on one core."""
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
    same, digits = np.stack([one.same for one in scored]), np.stack([one.digits for one in scored])
    alone, ours = np.stack([one.alone for one in scored]), np.stack([one.ours for one in scored])
    # Whose digits are not heard as right is refused whatever the voice, at every threshold: so below all others.
    gated = np.where(digits, ours, -1.0)
    peer = _rate(alone, same)
    accepted = digits & (ours >= engine.accept)
    found = {f"{room}, GE2E alone": _line(alone, same)}
    for name, scores in (("the voice alone", ours), ("voice and digits", gated)):
        found[f"{room}, {name}"] = f"{_line(scores, same)}; {_share(_rate(scores, same), peer)}"
    return found | {
        f"{room}, at {engine.accept}": f"right digits heard as right {digits[same].mean():.2%} of themselves; "
        f"{(~accepted[same]).mean():.2%} not accepted, {accepted[~same].mean():.2%} of others accepted (voice "
        f"{(ours >= engine.accept)[~same].mean():.2%}, digits {digits[~same].mean():.2%}); {same.sum()} trials of the "
        f"same and {(~same).sum()} of others"
    }


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
