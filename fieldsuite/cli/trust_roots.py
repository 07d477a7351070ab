"""``trust root-key``, ``roots``, ``sign``: a root that several people hold, each on a machine of their own."""

import json
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``trust``."""
    app.command("root-key")(root_key)
    app.command("roots")(roots)
    app.command("sign")(sign)


def root_key(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show this machine's root key, to be handed to the desk; its fingerprint is read aloud."""
    with opened(officer, passphrase_file) as office:
        public = office.keyring.signing_key("root").public
    answer({"root": public.text, "fingerprint": public.fingerprint}, [public.text, public.fingerprint])


def roots(
    keys: Annotated[list[str], typer.Argument(help="Root keys as trust root-key shows them; all of them.")],
    threshold: Annotated[int, typer.Option("--threshold", min=1, help="How many of them must sign.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At the desk: let these keys be the roots. It waits for their holders (exit 4, E_THRESHOLD): trust waiting -o."""
    from fieldsuite.province import changes

    with opened(officer, passphrase_file) as office:
        trust = changes.at_once(office, changes.roots(office, keys, threshold))
    answer({"version": trust.statement.version}, [f"v{trust.statement.version}"])


def sign(
    file: Annotated[Path, typer.Argument(help="A change (trust waiting -o) or a root that waits (root.pending).")],
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write, signed once more.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Add this machine's root signature to a change of trust or to a root."""
    from keys.root_metadata import sign_root
    from keys.trust import countersign

    data = file.read_bytes()
    with opened(officer, passphrase_file) as office:
        key = office.keyring.signing_key("root")
        out.write_bytes(sign_root(data, key) if _is_root(data) else countersign(data, [key]))
    answer({"path": str(out), "key": key.public.kid}, [str(out)])


def _is_root(data: bytes) -> bool:
    """Metadata has a part ``signed``, an envelope a ``payload``; whatever else it is, the reader refuses it."""
    try:
        return "signed" in json.loads(data)
    except (ValueError, RecursionError):
        return False
