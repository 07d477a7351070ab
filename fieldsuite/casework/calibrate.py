"""定标: error rates of this office's own trials, a proposed threshold, and setting it as a signed act.

``run`` looks and changes nothing. ``set_threshold`` and ``reset`` write a record (who, when, old, new, why, what was
expected); verifications follow it from then on (``thresholds``). Nothing is overwritten: the newest record holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from biometric.calibration import CALIBRATION, Errors, Trials, Wanted, missing, propose
from biometric.evaluation import Det, det, eer
from biometric.steps import Progress
from biometric.template import Modality
from fieldsuite import journal, thresholds
from fieldsuite.care import Threshold
from fieldsuite.casework import calibration_engine
from fieldsuite.casework.calibration_trials import Gathered, gather
from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.thresholds import SCALE, Captures, Kind, Pair
from keys.vault import officers

MILLION = 1_000_000
"""Error rates are signed in millionths: a signed record holds no floating point."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What an office's trials say."""

    kind: Kind
    genuine: int
    impostor: int
    people: int
    """People with genuine trials."""
    left_out: int
    """Pairs that share an alarm."""
    far: float
    """False acceptance that was aimed at."""
    in_force: Pair
    built_in: Pair
    now: Errors
    """What the threshold in force does to these trials."""
    curve: Det | None
    """None without trials of both sorts."""
    eer: float | None
    proposal: Errors | None
    unclear: float | None
    """Likeness from which a person would decide, beside the proposal: as far below it as in the built-in pair."""
    wanted: Wanted | None
    """Trials that are missing; then nothing is proposed."""
    trials: Trials


def run(
    office: Office, modality: Modality, captures: Captures = "several", far: float = CALIBRATION.far
) -> Iterator[Progress | Calibration]:
    """Compare, count and propose; the last step is Calibration. Raises OfficeError E_USAGE for a FAR out of 0..0.5."""
    if not 0 < far <= 0.5:
        raise OfficeError("calibrate.bad_far", code="E_USAGE", far=far)
    kind, built_in = calibration_engine.in_use(office, modality, captures)
    gathered = Gathered((), (), 0)
    for step in gather(office, kind):
        if isinstance(step, Gathered):
            gathered = step
        else:
            yield step
    trials = Trials(gathered.genuine, gathered.impostor)
    wanted = missing(trials, far)
    both = len(trials.genuine) > 0 and len(trials.impostor) > 0
    held = thresholds.in_force(office, kind, built_in)
    proposal = None if wanted else propose(trials, modality, far)
    yield Calibration(
        kind, len(trials.genuine), len(trials.impostor), trials.people, gathered.left_out, far, held, built_in,
        trials.errors(held.accept), det(trials.genuine, trials.impostor) if both else None,
        eer(trials.genuine, trials.impostor)[0] if both else None, proposal,
        beside(proposal.threshold, built_in) if proposal else None, wanted, trials,
    )  # fmt: skip


def beside(accept: float, built_in: Pair) -> float:
    """Give the lower edge of the band in which a person decides, as wide as the built-in one."""
    return round(max(0.0, accept - (built_in.accept - built_in.unclear)), 4)


def set_threshold(office: Office, found: Calibration, accept: float, reason: str) -> str:
    """Set a threshold from now on, on the strength of a calibration; give the record's id.

    Raises OfficeError E_ROLE for anybody but the second person where there is one, E_RULE without a reason, outside of
    what may be proposed, or for one below the built-in that these trials do not bear out.
    """
    why = _allowed(office, reason)
    lowest, highest = CALIBRATION.bounds(found.kind.modality)
    if not lowest <= accept <= highest:
        raise OfficeError(
            "calibrate.out_of_bounds", code="E_RULE", accept=accept, lowest=lowest, highest=highest
        )
    expected = found.trials.errors(accept)
    proved = found.wanted is None and expected.far.high <= found.far
    if accept < found.built_in.accept and not proved:
        raise OfficeError("calibrate.unproven", code="E_RULE", accept=accept, built_in=found.built_in.accept)
    pair = Pair(accept, beside(accept, found.built_in))
    return _write(office, found.kind, pair, found.in_force, why, expected if found.curve else None)


def reset(office: Office, modality: Modality, captures: Captures, reason: str) -> str:
    """Go back to the thresholds that came with the engine; give the record's id. Raises as ``set_threshold``."""
    why = _allowed(office, reason)
    kind, built_in = calibration_engine.in_use(office, modality, captures)
    held = thresholds.in_force(office, kind, built_in)
    if held == built_in:
        raise OfficeError("calibrate.built_in_already", code="E_RULE")
    return _write(office, kind, built_in, held, why, None, built_in=True)


def _allowed(office: Office, reason: str) -> str:
    others = any(card.role == "supervisor" for card in officers(office.home.keys))
    if office.officer.role == "officer" and others:
        raise OfficeError("calibrate.supervisor", code="E_ROLE")
    return required(reason, "reason")


def _write(
    office: Office,
    kind: Kind,
    pair: Pair,
    before: Pair,
    reason: str,
    expected: Errors | None,
    *,
    built_in: bool = False,
) -> str:
    payload = Threshold(
        modality=kind.modality,
        engine=kind.engine,
        version=kind.version,
        captures=kind.captures,
        accept=round(pair.accept * SCALE),
        unclear=round(pair.unclear * SCALE),
        before_accept=round(before.accept * SCALE),
        before_unclear=round(before.unclear * SCALE),
        built_in=built_in,
        reason=reason,
        genuine=expected.frr.trials if expected else 0,
        impostor=expected.far.trials if expected else 0,
        far=round(expected.far.rate * MILLION) if expected else None,
        far_low=round(expected.far.low * MILLION) if expected else None,
        far_high=round(expected.far.high * MILLION) if expected else None,
        frr=round(expected.frr.rate * MILLION) if expected else None,
        frr_low=round(expected.frr.low * MILLION) if expected else None,
        frr_high=round(expected.frr.high * MILLION) if expected else None,
    )
    with office.store.session() as session:
        return journal.append(office, session, payload, "", office.today()).id
