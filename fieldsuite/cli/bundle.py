"""``bundle``: pack what is new, say what a file is, verify one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="Signed, sealed bundles.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="A .fosb file.")]


@app.command("pack")
def pack(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the stick.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Seal everything new into one bundle in a folder, and read it back; what was sealed and never left goes first."""
    from fieldsuite.casework import send
    from fieldsuite.casework.views import PackStep, Sent

    written: list[Sent] = []

    def noted(steps: Iterator[PackStep | Sent]) -> Iterator[PackStep | Sent]:
        for step in steps:
            if isinstance(step, Sent):
                written.append(step)
            yield step

    with opened(officer, passphrase_file) as office:
        follow(noted(send.to_province(office, out)))
    *earlier, sent = written
    answer(
        {"path": sent.path, "bundle": sent.bundle, "digest": sent.digest, "records": sent.records, "blobs": sent.blobs,
         "bytes": sent.size, "earlier": [one.path for one in earlier]},
        [one.path for one in written],
    )  # fmt: skip


@app.command("inspect")
def inspect(file: File) -> None:
    """Say what can be said of a file without a key."""
    from sync.open import inspect as look

    found = look(file)
    shown = {"format": found.format, "suite": found.suite, "bundle": found.bundle, "recipients": list(found.recipients),
             "bytes": found.bytes}  # fmt: skip
    answer(shown, [f"{key}: {value}" for key, value in shown.items()])


@app.command("verify")
def verify(file: File, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Verify a bundle to its last byte with this office's key; nothing is imported."""
    from fieldsuite.letters import opened as unsealed

    with opened(officer, passphrase_file) as office, unsealed(office, file, "bundle") as bundle:
        made = bundle.manifest
        shown = {"signers": [plain(signer) for signer in bundle.signers], "device": made.device, "epoch": made.epoch,
                 "seq": made.seq, "records": len(bundle.records), "blobs": len(bundle.blobs)}  # fmt: skip
    answer(shown, [f"{key}: {value}" for key, value in shown.items()])
