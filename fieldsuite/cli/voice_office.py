"""``voice enrol`` and ``voice verify``: a person of the office, by microphone or recordings."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.cli.shown import measures_of, verdict_lines
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

Wavs = Annotated[list[Path] | None, typer.Option("--wav", help="Recording in place of the microphone.")]
Digits = Annotated[list[str] | None, typer.Option("--digits", help="Digits that the recording says.")]


def enrol(
    person: Person, wav: Wavs = None, digits: Digits = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Enrol a voice (语音建模) by five recordings of digits; with --wav five times, each with its --digits."""
    from biometric.steps import Enrolled, Refused
    from fieldsuite.casework import enrol as job

    strings = read_strings(wav, digits)
    with opened(officer, passphrase_file) as office:
        last = follow(job.voice(office, person, source=sources_of(wav), strings=strings))
    if isinstance(last, Refused):
        shown = {"enrolled": False, "reason": last.reason, "advice": last.advice, "source": last.source}
        which = [last.source] if last.source and wav else []
        answer({**shown, **measures_of(last)}, [*verdict_lines(last, now.lang), *which], exit_code=1)
        return
    assert isinstance(last, Enrolled)
    made = last.template
    answer(
        {"enrolled": True, "engine": made.engine, "version": made.version, "samples": made.captures},
        [say("screens.voice_enrolled", now.lang), f"{made.engine} {made.version}"],
    )


def verify(
    person: Person, wav: Wavs = None, digits: Digits = None,
    place: Annotated[str, typer.Option("--place")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Verify a voice (语音认证) by fresh digits; a recording needs the --digits it says."""
    from biometric.steps import Verdict
    from fieldsuite.casework import verify as job

    said = read_strings(wav, digits)
    with opened(officer, passphrase_file) as office:
        last = follow(
            job.voice(office, person, source=sources_of(wav), digits=said[0] if said else "", place=place)
        )
        assert isinstance(last, Verdict)
        outcome = job.outcome(office, person, last, 0)
    answer(
        {"verdict": last.verdict, "likeness": last.likeness, "threshold": last.threshold,
         "digits_heard": last.digits_heard, "digits_match": last.digits_match, "seconds": round(last.seconds, 3),
         "engine": last.engine, "version": last.version, "source": "recording" if last.recorded else "live",
         "reason": last.reason, "certifies": outcome.certifies, "deadlines": plain(outcome.deadlines),
         **measures_of(last)},
        verdict_lines(last, now.lang), exit_code=0 if last.passed else 1,
    )  # fmt: skip


def read_strings(wav: list[Path] | None, digits: list[str] | None) -> list[str]:
    """Give the digits of each recording. Raises OfficeError when they are none, or not one string a recording."""
    strings = list(digits or ())
    if wrong := [text for text in strings if not text.isdigit()]:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--digits {wrong[0]}")
    if wav and len(strings) != len(wav):
        raise OfficeError("office.recording_needs_digits")
    return strings


def sources_of(wav: list[Path] | None) -> list[str] | None:
    """Give the recordings that were named. Raises OfficeError when one is not there."""
    for path in wav or ():
        if not path.is_file():
            raise OfficeError("cli.no_such_file", path=str(path))
    return [str(path) for path in wav] if wav else None
