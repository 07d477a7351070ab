"""``face capture`` and ``voice capture``: keep a challenge now, compare it later (待比对)."""

from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.face_office import Camera, Video, read_actions, source_of
from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.shown import verdict_lines
from fieldsuite.cli.voice_office import Digits, Wavs, read_strings, sources_of

if TYPE_CHECKING:
    from biometric.steps import Verdict

Place = Annotated[str, typer.Option("--place")]


def face(
    person: Person, camera: Camera = None, video: Video = None,
    actions: Annotated[str, typer.Option("--actions", help="What the clip shows, in its order: blink;left.")] = "",
    place: Place = "", officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Keep a challenge before the camera without any model; it is compared later (待比对), here or at the province."""
    from biometric.steps import Verdict
    from fieldsuite.casework import later

    with opened(officer, passphrase_file) as office:
        steps = later.face(
            office, person, source=source_of(camera, video), actions=read_actions(actions), place=place
        )
        last = follow(steps)
    assert isinstance(last, Verdict)
    _answer(last)


def voice(
    person: Person, wav: Wavs = None, digits: Digits = None, place: Place = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Keep fresh digits without any model; they are compared later (待比对), here or at the province."""
    from biometric.steps import Verdict
    from fieldsuite.casework import later

    said = read_strings(wav, digits)
    with opened(officer, passphrase_file) as office:
        steps = later.voice(
            office, person, source=sources_of(wav), digits=said[0] if said else "", place=place
        )
        last = follow(steps)
    assert isinstance(last, Verdict)
    _answer(last)


def _answer(last: "Verdict") -> None:
    kept = last.verdict == "no_model"
    answer(
        {
            "verdict": last.verdict,
            "kept": kept,
            "actions": [{"asked": one.action, "asked_at": one.asked_at} for one in last.actions],
            "seconds": round(last.seconds, 3),
            "source": "recording" if last.recorded else "live",
            "reason": last.reason,
        },
        verdict_lines(last, now.lang),
        exit_code=0 if kept else 1,
    )
