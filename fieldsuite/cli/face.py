"""``face``: compare photographs; enrol and verify people of the office."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli import capture_later, face_card, face_office
from fieldsuite.cli.opened import Officer, PassphraseFile
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.with_model import Model, face_model
from fieldsuite.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from biometric.steps import Measure

app = typer.Typer(help="Faces: compare, enrol, verify.", no_args_is_help=True)


@app.command("compare")
def compare(
    a: Annotated[Path, typer.Argument(help="A photograph.")],
    b: Annotated[Path, typer.Argument(help="Another photograph.")],
    model: Model = "", officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Say whether two photographs show one person; exit 1 when they do not."""
    from biometric.photographs import compare_photographs

    engine, limits = face_model(model, officer, passphrase_file)
    found = compare_photographs(a, b, engine=engine, limits=limits)
    sentence = say(
        "biometric.face_compared_same" if found.same else "biometric.face_compared_other", now.lang
    )
    answer(
        {
            "likeness": round(found.likeness, 4),
            "same": found.same,
            "threshold": found.threshold,
            "engine": found.engine,
            "version": found.version,
            "quality_a": _quality(found.quality_a),
            "quality_b": _quality(found.quality_b),
        },
        [f"{sentence} {found.likeness:.3f} / {found.threshold:.2f} {found.engine}"],
        exit_code=0 if found.same else 1,
    )


def _quality(measures: "Sequence[Measure]") -> dict[str, object]:
    poor = [measure.advice for measure in measures if measure.advice]
    return {"ok": not poor, "advice": poor[0] if poor else None,
            "measures": {measure.name: round(measure.value, 3) for measure in measures}}  # fmt: skip


app.command("enrol")(face_office.enrol)
app.command("verify")(face_office.verify)
app.command("capture")(capture_later.face)
app.command("card")(face_card.card)
app.command("state")(face_card.state)
