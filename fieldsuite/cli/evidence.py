"""``evidence``: what pictures and sounds policy lets go of, at an office or the desk; letting go is a signed record."""

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="Evidence: what is over, erasing it.", no_args_is_help=True)


@app.command("policy")
def policy(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Say what this office keeps of a verification, for how long, and whether the challenge decides."""
    from fieldsuite.rule_files import profile_of

    with opened(officer, passphrase_file) as office:
        profile = profile_of(office)
    found = profile.policy
    names = ("liveness", "pictures", "pictures_days", "sound", "sound_days")
    shown = {name: getattr(found, name) for name in names}
    answer(
        {"profile": profile.name, "version": profile.version, **shown},
        [f"{profile.name} {profile.version}", *(f"{name}: {value}" for name, value in shown.items())],
    )


@app.command("due")
def due(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List the evidence of closed cases whose days are over."""
    from fieldsuite.casework import erasing

    with opened(officer, passphrase_file) as office:
        rows = erasing.due(office)
    answer(
        {"people": [plain(row) for row in rows], "pieces": sum(len(row.pieces) for row in rows)},
        [f"{row.name}  {len(row.pieces)}" for row in rows] or ["0"],
    )


@app.command("erased")
def erased(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List what was erased here, by whom and by which rules; each is a signed record."""
    from fieldsuite.casework import erasing

    with opened(officer, passphrase_file) as office:
        rows = erasing.erased(office)
    answer(
        {"erasures": [plain(row) for row in rows], "pieces": sum(row.pieces for row in rows)},
        [
            f"{row.on}  {row.name}  {row.pieces}  {row.officer}  {row.profile}  {row.record_id[:8]}"
            for row in rows
        ]
        or ["0"],
    )


@app.command("erase")
def erase(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Erase the evidence of closed cases whose days are over; a signed record names every piece."""
    from fieldsuite.casework import erasing

    with opened(officer, passphrase_file) as office:
        done = [step for step in erasing.erase(office) if isinstance(step, erasing.Erased)]
    answer(
        {"people": [plain(row) for row in done], "pieces": sum(row.pieces for row in done)},
        [f"{row.name}  {row.pieces}  {row.record_id[:8]}" for row in done] or ["0"],
    )
