"""``bench voice``: how well the voice engine tells people apart on a list of trials."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile
from fieldsuite.cli.with_model import Model, voice_model


def voice(
    trials: Annotated[
        Path, typer.Argument(help="CSV with the columns enrol (paths joined by ;), probe, same.")
    ],
    model: Model = "", officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Score trials of voices: equal error rate, acceptance at fixed false acceptance, time."""
    from biometric.evaluation import PairScores
    from biometric.voice.trials import read_trials, score
    from fieldsuite.cli.bench_rates import tell

    scores = follow(score(read_trials(trials), voice_model(model, officer, passphrase_file)))
    assert isinstance(scores, PairScores)
    tell(scores, "recording", ms_per_recording=scores.milliseconds)
