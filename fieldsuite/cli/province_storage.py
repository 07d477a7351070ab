"""``province storage``: where the desk's tables and its evidence lie, and moving them onto servers."""

from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.config import read_config
from fieldsuite.errors import OfficeError
from fieldsuite.words import say


def storage(
    postgres: Annotated[
        str, typer.Option("--postgres", help="Move the tables: postgresql://user@host/database, without a password.")
    ] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", help="Move the evidence: s3://bucket/prefix?endpoint=https://host, or folder.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Open every piece of evidence and compare it.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Say where the desk's tables and evidence lie; move them onto a server or into a bucket; look evidence over."""
    if sum(map(bool, (postgres, evidence, check))) > 1:
        raise OfficeError("cli.usage", code="E_USAGE", problem="--postgres, --evidence, --check")
    if postgres:
        _tables(postgres, officer, passphrase_file)
    elif evidence:
        _evidence(evidence, officer, passphrase_file)
    elif check:
        _check(officer, passphrase_file)
    else:
        config, lang = read_config(home()), output.now.lang
        stands = "stands_on_server" if config.storage else "stands_in_files"
        tables = say(f"storage.{stands}", lang, address=config.storage)
        key = "evidence_in_bucket" if config.evidence else "evidence_in_folder"
        answer({"address": config.storage, "evidence": config.evidence},
               [tables, say(f"storage.{key}", lang, address=config.evidence)])  # fmt: skip


def _tables(address: str, officer: str, passphrase_file: PassphraseFile) -> None:
    from fieldsuite.province.storage import Moved, to_server

    with opened(officer, passphrase_file) as office:
        moved = follow(to_server(office, address))
    assert isinstance(moved, Moved)
    answer(plain(moved), [say("storage.moved", output.now.lang, address=moved.address, rows=moved.rows)])


def _evidence(address: str, officer: str, passphrase_file: PassphraseFile) -> None:
    from fieldsuite.province.evidence_moves import EvidenceMoved, evidence_to

    with opened(officer, passphrase_file) as office:
        moved = follow(evidence_to(office, address))
    assert isinstance(moved, EvidenceMoved)
    answer(
        plain(moved), [say("storage.evidence_moved", output.now.lang, address=address, pieces=moved.pieces)]
    )


def _check(officer: str, passphrase_file: PassphraseFile) -> None:
    from fieldsuite.province.evidence_moves import Looked, look_over

    with opened(officer, passphrase_file) as office:
        looked = follow(look_over(office))
    assert isinstance(looked, Looked)
    if looked.wrong:
        named = [{"state": state, "digest": digest} for state, digest in looked.wrong]
        raise OfficeError(
            "storage.evidence_wrong", code="E_EVIDENCE", extra={"pieces": looked.pieces, "wrong": named},
            number=len(named), digests=", ".join(f"{one['digest'][:12]} ({one['state']})" for one in named[:20]),
        )  # fmt: skip
    answer({"pieces": looked.pieces, "wrong": []},
           [say("storage.evidence_right", output.now.lang, pieces=looked.pieces)])  # fmt: skip
