"""``bench``: how good the engines are on lists of trials."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import bench_voice
from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile
from fieldsuite.cli.output import answer
from fieldsuite.cli.with_model import Model, face_model

app = typer.Typer(help="Error rates on lists of trials.", no_args_is_help=True)

Trials = Annotated[Path, typer.Argument(help="CSV; paths in it are relative to it, or absolute.")]


@app.command("face")
def face(
    trials: Trials, model: Model = "", officer: Officer = "", passphrase_file: PassphraseFile = None
) -> None:
    """Score pairs of photographs (columns a, b, same): equal error rate, acceptance at fixed false acceptance, time."""
    from biometric.evaluation import PairScores
    from biometric.trials import read_pairs, score_pairs
    from fieldsuite.cli.bench_rates import tell

    engine, _ = face_model(model, officer, passphrase_file)
    scores = follow(score_pairs(read_pairs(trials), engine))
    assert isinstance(scores, PairScores)
    tell(scores, "photograph")


@app.command("liveness")
def liveness(trials: Trials) -> None:
    """Watch clips (columns clip, actions, live): how many live people and how many attacks are accepted."""
    from biometric.evaluation import wilson
    from biometric.face.dlib_engine import DlibEngine
    from biometric.trials import ClipScores, read_clips, score_clips

    scores = follow(score_clips(read_clips(trials), DlibEngine()))
    assert isinstance(scores, ClipScores)
    live = wilson(scores.accepted_live, scores.accepted_live + scores.rejected_live)
    attacks = wilson(scores.accepted_attack, scores.accepted_attack + scores.rejected_attack)
    answer(
        {
            "accepted_live": scores.accepted_live,
            "rejected_live": scores.rejected_live,
            "accepted_attack": scores.accepted_attack,
            "rejected_attack": scores.rejected_attack,
            "accepted_live_95": [round(bound, 4) for bound in live],
            "accepted_attack_95": [round(bound, 4) for bound in attacks],
            "fps": round(scores.fps, 1),
            "wrong": [{"clip": clip, "verdict": verdict} for clip, verdict in scores.wrong],
        },
        [
            f"live: {scores.accepted_live} accepted, {scores.rejected_live} rejected"
            f" (95 %: {live[0]:.1%} to {live[1]:.1%} accepted)",
            f"attacks: {scores.accepted_attack} accepted, {scores.rejected_attack} rejected"
            f" (95 %: {attacks[0]:.1%} to {attacks[1]:.1%} accepted)",
            f"{scores.fps:.0f} frames a second",
            *(f"{clip}: {verdict}" for clip, verdict in scores.wrong),
        ],
    )


app.command("voice")(bench_voice.voice)
