"""``voice``: compare recordings, and the verbs for people of the office."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import capture_later, voice_office
from fieldsuite.cli.opened import Officer, PassphraseFile
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.with_model import Model, voice_model
from fieldsuite.words import say

app = typer.Typer(help="Voices: compare, enrol, verify.", no_args_is_help=True)


@app.command("compare")
def compare(
    enrol: Annotated[list[Path], typer.Option("--enrol", help="Recordings of the person who is known.")],
    probe: Annotated[Path, typer.Option("--probe", help="Recording whose speaker is asked for.")],
    model: Model = "", officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Say whether a recording is of the same speaker as others; exit 1 when it is not."""
    from biometric.sound_file import read_sound
    from biometric.voice.voiceprint import everywhere, likeness, voiceprint

    engine = voice_model(model, officer, passphrase_file)
    known = voiceprint(everywhere([read_sound(path) for path in enrol], engine))
    alike = likeness(known, engine.embed(read_sound(probe)))
    same = alike >= engine.accept
    sentence = say("biometric.voice_compared_same" if same else "biometric.voice_compared_other", now.lang)
    answer(
        {
            "likeness": round(alike, 4),
            "same": same,
            "threshold": engine.accept,
            "review_threshold": engine.review,
            "engine": engine.name,
            "version": engine.version,
        },
        [f"{sentence} {alike:.3f} / {engine.accept:.2f} {engine.name}"],
        exit_code=0 if same else 1,
    )


app.command("enrol")(voice_office.enrol)
app.command("verify")(voice_office.verify)
app.command("capture")(capture_later.voice)
