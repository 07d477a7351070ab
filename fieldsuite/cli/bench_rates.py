"""What ``bench face`` and ``bench voice`` tell of scored trials: the same rates for both."""

from typing import Any

from biometric.evaluation import PairScores, eer, tar_at_far
from fieldsuite.cli.output import answer
from fieldsuite.errors import OfficeError


def tell(scores: PairScores, each: str, **more: Any) -> None:
    """Answer with the rates; ``each`` is what the time was taken of, ``more`` is only for machines.

    Raises OfficeError ``biometric.trials_one_sided`` where every trial is of one person, or none is.
    """
    if not scores.genuine or not scores.impostor:
        raise OfficeError("biometric.trials_one_sided", code="E_INPUT")
    rate, threshold = eer(scores.genuine, scores.impostor)
    at = {name: tar_at_far(scores.genuine, scores.impostor, float(name)) for name in ("1e-2", "1e-3")}
    pairs = len(scores.genuine) + len(scores.impostor) + scores.failed
    answer(
        {
            "pairs": pairs,
            "same_pairs": len(scores.genuine),
            "eer": rate,
            "tar_at_far": at,
            "threshold": threshold,
            "failed_to_acquire": scores.failed,
            "ms_per_image": scores.milliseconds,
            **more,
        },
        [
            f"{pairs} pairs ({len(scores.genuine)} same), {scores.failed} failed to acquire",
            f"EER {rate:.2%} at {threshold:.3f}; TAR {at['1e-2']:.2%} at FAR 1 %, {at['1e-3']:.2%} at FAR 0.1 %",
            f"{scores.milliseconds:.0f} ms a {each}",
        ],
    )
