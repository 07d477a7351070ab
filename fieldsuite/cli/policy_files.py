"""``policy sign``, ``install``, ``verify``, ``held``: profiles that a province adds as signed files."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.rules.profile import Profile

File = Annotated[Path, typer.Argument(help="Signed profile (.fosprofile).")]


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``policy``."""
    app.command("sign")(sign)
    app.command("verify")(verify)
    app.command("install")(install)
    app.command("held")(held)


def sign(
    file: Annotated[Path, typer.Argument(help="Profile as a TOML file.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Signed file to write.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Sign a profile as the province, once every parameter and its article is there."""
    from fieldsuite import rule_files

    written = file.read_bytes()
    with opened(officer, passphrase_file) as office:
        signed = rule_files.sign(office, written)
    out.write_bytes(signed)
    answer({"path": str(out)}, [str(out)])


def verify(file: File, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Say who signed a profile and what it is; changes nothing."""
    from fieldsuite import rule_files

    data = file.read_bytes()
    with opened(officer, passphrase_file) as office:
        found = rule_files.verified(office, data)
    _show(found.profile, found.signer)


def install(file: File, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Take a profile of the province into use; refused (exit 4) when unsigned, damaged, or not newer."""
    from fieldsuite import rule_files

    with opened(officer, passphrase_file) as office:
        found = rule_files.install(office, file)
    _show(found.profile, found.signer)


def held(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List the signed profiles of this office."""
    from fieldsuite import rule_files

    with opened(officer, passphrase_file) as office:
        found = rule_files.held(office)
    lines = [
        f"{one.profile.name} {one.profile.version}  {one.profile.document}  {one.signer}" for one in found
    ]
    answer({"profiles": [{**shown(one.profile), "signer": one.signer} for one in found]}, lines)


def shown(profile: Profile) -> dict[str, object]:
    """Give what a list says of a profile."""
    return {
        "name": profile.name,
        "version": profile.version,
        "source": profile.document,
        "benefits": list(profile.rules),
        "valid_from": profile.valid_from,
        "approved_by": profile.approved_by,
    }


def _show(profile: Profile, signer: str) -> None:
    answer(
        {**shown(profile), "signer": signer},
        [f"{profile.name} {profile.version}  {profile.document}  {signer}"],
    )
