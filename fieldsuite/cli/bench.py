"""``bench``: how good the engines are on lists of trials."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import bench_voice
from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile
from fieldsuite.cli.output import answer
from fieldsuite.cli.with_model import Model, face_model
from fieldsuite.errors import OfficeError

app = typer.Typer(help="Error rates on lists of trials.", no_args_is_help=True)

Trials = Annotated[Path, typer.Argument(help="CSV; paths in it are relative to it, or absolute.")]


@app.command("face")
def face(
    trials: Trials, model: Model = "", officer: Officer = "", passphrase_file: PassphraseFile = None
) -> None:
    """Score pairs of photographs (columns a, b, same): equal error rate, acceptance at fixed false acceptance, time."""
    from biometric.evaluation import eer, tar_at_far
    from biometric.trials import PairScores, read_pairs, score_pairs

    engine, _ = face_model(model, officer, passphrase_file)
    scores = follow(score_pairs(read_pairs(trials), engine))
    assert isinstance(scores, PairScores)
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
        },
        [
            f"{pairs} pairs ({len(scores.genuine)} same), {scores.failed} failed to acquire",
            f"EER {rate:.2%} at {threshold:.3f}; TAR {at['1e-2']:.2%} at FAR 1 %, {at['1e-3']:.2%} at FAR 0.1 %",
            f"{scores.milliseconds:.0f} ms a photograph",
        ],
    )


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
