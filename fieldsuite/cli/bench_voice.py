"""``bench voice``: how well the voice engine tells people apart on a list of trials."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile
from fieldsuite.cli.output import answer
from fieldsuite.cli.with_model import Model, voice_model
from fieldsuite.errors import OfficeError


def voice(
    trials: Annotated[
        Path, typer.Argument(help="CSV with the columns enrol (paths joined by ;), probe, same.")
    ],
    model: Model = "", officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Score trials of voices: equal error rate, acceptance at fixed false acceptance, time."""
    from biometric.evaluation import eer, tar_at_far
    from biometric.voice.trials import Scores, read_trials, score

    scores = follow(score(read_trials(trials), voice_model(model, officer, passphrase_file)))
    assert isinstance(scores, Scores)
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
            "ms_per_recording": scores.milliseconds,
        },
        [
            f"{pairs} pairs ({len(scores.genuine)} same), {scores.failed} failed to acquire",
            f"EER {rate:.2%} at {threshold:.3f}; TAR {at['1e-2']:.2%} at FAR 1 %, {at['1e-3']:.2%} at FAR 0.1 %",
            f"{scores.milliseconds:.0f} ms a recording",
        ],
    )
