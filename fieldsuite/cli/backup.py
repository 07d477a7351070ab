"""``backup``: everything of an office in one sealed file, verified, and back."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened, passphrase
from fieldsuite.cli.output import answer, now
from fieldsuite.words import say

app = typer.Typer(help="备份: encrypted backups of an office.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="A .fosbak file.")]


@app.command("create")
def create(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write it to: another disk.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write a backup and read it back."""
    from fieldsuite.casework import backup

    with opened(officer, passphrase_file) as office:
        made = follow(backup.create(office, out))
    assert isinstance(made, backup.Made)
    size = f"{made.bytes / 1e6:.1f}"
    answer({"path": str(made.path), "digest": made.digest, "files": made.files, "bytes": made.bytes},
           [say("safe.backup_made", now.lang, path=made.path, files=made.files, size=size)])  # fmt: skip


@app.command("verify")
def verify(file: File, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Read a backup to its last byte and look its databases over; needs no office here."""
    from fieldsuite.casework import backup
    from fieldsuite.casework.backup_reading import Found

    found = follow(backup.verify(file, officer, passphrase(passphrase_file)))
    assert isinstance(found, Found)
    answer({**found.about, "files": found.files, "bytes": found.bytes, "records": found.records},
           [say("safe.backup_sound", now.lang, records=found.records, **found.about)])  # fmt: skip


@app.command("restore")
def restore(file: File, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Make an office of a backup in the empty folder --home."""
    from fieldsuite.casework import backup
    from fieldsuite.casework.backup_reading import Found

    found = follow(backup.restore(file, home(), officer, passphrase(passphrase_file)))
    assert isinstance(found, Found)
    answer({**found.about, "home": str(home()), "files": found.files, "records": found.records, "may_send": False},
           [say("safe.backup_restored", now.lang, path=home(), records=found.records, **found.about)])  # fmt: skip


@app.command("rescue")
def rescue(
    damaged: Annotated[Path, typer.Argument(help="Folder of the damaged office.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """After a restore, take in the signed records that can still be read of the damaged office."""
    from fieldsuite.casework import rescue as job

    with opened(officer, passphrase_file) as office:
        found = job.rescue(office, damaged)
    answer({"records": found.records, "evidence": found.evidence, "last": found.last},
           [say("safe.rescued", now.lang, records=found.records, evidence=found.evidence)])  # fmt: skip
