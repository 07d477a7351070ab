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
    mail: Annotated[bool, typer.Option("--mail", help="In slices of 8 MiB, one a mail.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Seal everything new into one bundle in a folder, and read it back; what was sealed and never left goes first.

    A bundle that is longer than a slice (512 MiB; 8 MiB by mail) is written as slices and an index.
    """
    from fieldsuite.casework import send
    from fieldsuite.casework.views import PackStep, Sent
    from sync.slice_index import MAIL_SLICE, USB_SLICE

    written: list[Sent] = []

    def noted(steps: Iterator[PackStep | Sent]) -> Iterator[PackStep | Sent]:
        for step in steps:
            if isinstance(step, Sent):
                written.append(step)
            yield step

    with opened(officer, passphrase_file) as office:
        follow(noted(send.to_province(office, out, slice_bytes=MAIL_SLICE if mail else USB_SLICE)))
    *earlier, sent = written
    answer(
        {"path": sent.path, "bundle": sent.bundle, "digest": sent.digest, "records": sent.records, "blobs": sent.blobs,
         "bytes": sent.size, "earlier": [one.path for one in earlier]},
        [one.path for one in written],
    )  # fmt: skip


@app.command("send")
def send_(
    everything: Annotated[bool, typer.Option("--all", help="Also what left on a stick and has no receipt.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Seal everything new, send it to the province's upload address (setup online), and fetch the receipts.

    Cut off, run it again: it goes on where it stopped. Exits with 3 when the address cannot be reached.
    """
    from fieldsuite.casework import online
    from fieldsuite.cli.sent_online import shown

    with opened(officer, passphrase_file) as office:
        shown(online.to_province(office, everything=everything))


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


@app.command("slice")
def slice_(
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the slices.")],
    size: Annotated[int, typer.Option("--size", min=1, help="MiB of a slice.")] = 8,
) -> None:
    """Cut a file into slices and an index; slices that lie there already and are whole stay as they are."""
    from fieldsuite.errors import OfficeError
    from sync.slices import cut
    from sync.transport import SafeToPull

    if not out.is_dir():
        raise OfficeError("office.not_a_folder", path=str(out))
    done = follow(cut(file, out, size * 1024**2))
    assert isinstance(done, SafeToPull)
    slices = sorted(str(path) for path in out.glob(f"{done.digest}.[0-9][0-9][0-9][0-9]"))
    answer({"index": str(done.path), "digest": done.digest, "bytes": done.bytes, "slices": slices},
           [str(done.path), *slices])  # fmt: skip


@app.command("join")
def join(
    paths: Annotated[
        list[Path], typer.Argument(help="Slices and indexes, or folders of them, in any order.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the joined file.")],
) -> None:
    """Join slices that arrived; until all are here they are kept in the folder, and the missing ones are told."""
    from fieldsuite.errors import OfficeError
    from sync.gather import Gathered, arriving, gather, waiting

    for path in paths:
        if not path.exists():
            raise OfficeError("cli.no_such_file", path=str(path))
    if not out.is_dir():
        raise OfficeError("office.not_a_folder", path=str(out))
    shelf, found = out / "slices", []
    for file, slices in arriving(paths).items():
        one = follow(gather(file, slices, shelf, out))
        assert isinstance(one, Gathered)
        found.append(one)
    known = {one.file for one in found}
    found += [one for one in waiting(shelf) if one.file not in known]
    if not found:
        raise OfficeError("cli.no_slices")
    shown = [{"file": one.file, "complete": one.path is not None, "path": str(one.path or ""), "have": one.have,
              "total": one.total, "missing": list(one.missing)} for one in found]  # fmt: skip
    answer(
        {"files": shown},
        [f"{one.file[:16]}  {one.have}/{one.total}  {one.path or list(one.missing)}" for one in found],
        exit_code=0 if all(one.path for one in found) else 1,
    )
