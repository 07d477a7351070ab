"""``calibrate``: error rates of the office's own trials, a proposed threshold, and setting it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from fieldsuite.casework.calibration_words import errors_of, lines_of, shown_setting
from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

if TYPE_CHECKING:
    from biometric.template import Modality
    from fieldsuite.casework.calibrate import Calibration
    from fieldsuite.office import Office
    from fieldsuite.thresholds import Captures

app = typer.Typer(help="定标 Thresholds fitted to the office's own trials.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="face|voice")]
One = Annotated[bool, typer.Option("--one", help="Templates of one or two photographs, such as cards.")]
Far = Annotated[float, typer.Option("--far", help="False acceptance to stay below, 95 % sure.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the signed record.")]


@app.command("show")
def show(
    which: Which, one: One = False, far: Far = 0.01,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Picture to write: .png or .pdf.")] = None,
    ascii_: Annotated[bool, typer.Option("--ascii", help="Draw with plain signs.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Draw the DET curve and propose a threshold; exit 1 when there are too few trials for one."""
    from biometric.det_plot import terminal
    from fieldsuite.casework import calibration_picture

    if out is not None and not out.absolute().parent.is_dir():
        raise OfficeError("office.not_a_folder", path=str(out.parent))
    with opened(officer, passphrase_file) as office:
        found = _run(office, which, one, far)
        lines = tuple(lines_of(found, now.lang))
        if out is not None:
            calibration_picture.write(office, found, out, lines, now.lang)
    shown = found.proposal or found.now
    mark = (shown.far.rate, shown.frr.rate)
    picture = terminal(found.curve, mark, plain=ascii_) if found.curve else []
    answer(
        {
            "modality": which, "engine": found.kind.engine, "version": found.kind.version,
            "captures": found.kind.captures, "genuine": found.genuine, "impostor": found.impostor,
            "people": found.people, "left_out": found.left_out, "far_wanted": far, "eer": found.eer,
            "in_force": {**plain(found.in_force), **errors_of(found.now)}, "built_in": plain(found.built_in),
            "proposal": {**errors_of(found.proposal), "unclear": found.unclear} if found.proposal else None,
            "missing": plain(found.wanted) if found.wanted else None, "picture": str(out) if out else None,
        },
        [*lines, *picture], exit_code=0 if found.proposal else 1,
    )  # fmt: skip


@app.command("set")
def set_(
    which: Which,
    accept: Annotated[float, typer.Option("--accept", help="Likeness that certifies from now on, 0..1.")],
    reason: Reason, one: One = False, far: Far = 0.01,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Set the threshold of this office, as a signed record; below the engine's own only when trials bear it out."""
    from fieldsuite.casework import calibrate

    with opened(officer, passphrase_file) as office:
        found = _run(office, which, one, far)
        record = calibrate.set_threshold(office, found, accept, reason)
    answer(
        {"record": record, "accept": accept, "before": plain(found.in_force)},
        [say("calibrate.set", now.lang, accept=f"{accept:.3f}", record=record[:8])],
    )


@app.command("reset")
def reset(
    which: Which,
    reason: Reason,
    one: One = False,
    officer: Officer = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Go back to the thresholds that came with the engine, as a signed record."""
    from fieldsuite.casework import calibrate

    with opened(officer, passphrase_file) as office:
        record = calibrate.reset(office, _modality(which), _captures(one), reason)
    answer({"record": record}, [say("calibrate.reset", now.lang, record=record[:8])])


@app.command("history")
def history(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List every setting of a threshold: who, when, old, new, why."""
    from fieldsuite.casework.calibration_history import settings

    with opened(officer, passphrase_file) as office:
        found = settings(office)
    lines: Iterator[str] = (shown_setting(one, now.lang) for one in found)
    answer(
        {"settings": [plain(one) for one in found]}, list(lines) or [say("calibrate.no_settings", now.lang)]
    )


def _run(office: "Office", which: str, one: bool, far: float) -> "Calibration":
    from fieldsuite.casework import calibrate

    found = follow(calibrate.run(office, _modality(which), _captures(one), far))
    assert isinstance(found, calibrate.Calibration)
    return found


def _modality(which: str) -> "Modality":
    if which not in ("face", "voice"):
        raise OfficeError("calibrate.modality", code="E_USAGE")
    return cast("Modality", which)


def _captures(one: bool) -> "Captures":
    return "one" if one else "several"
