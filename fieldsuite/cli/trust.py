"""``trust``: how an office and its province come to know each other's keys."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import trust_areas, trust_changes, trust_metadata, trust_roots
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.errors import OfficeError

app = typer.Typer(help="Keys of the province and of its offices.", no_args_is_help=True)

trust_metadata.add_to(app)
trust_changes.add_to(app)
trust_roots.add_to(app)
trust_areas.add_to(app)

File = Annotated[Path, typer.Argument(help="File on the stick.")]
Out = Annotated[Path, typer.Option("-o", "--out", help="File to write.")]


@app.command("request")
def request(out: Out, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Write the request that asks the province to trust this device and its officers; read its fingerprint aloud."""
    from fieldsuite.casework import staff

    with opened(officer, passphrase_file) as office:
        fingerprint = staff.write_request(office, out)
    answer({"path": str(out), "fingerprint": fingerprint}, [str(out), fingerprint])


@app.command("approve")
def approve(
    file: File,
    out: Out,
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="As the office read it aloud.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At the province: trust an office whose fingerprint was compared, and write the new trust statement.

    Where two people must sign, the change waits for the second: trust waiting, trust confirm.
    """
    from fieldsuite.province import enrol

    data = file.read_bytes()
    with opened(officer, passphrase_file) as office:
        asked = enrol.read_request(data)
        if "".join(filter(str.isalnum, fingerprint)) != "".join(filter(str.isalnum, asked.fingerprint)):
            raise OfficeError("office.fingerprint", code="E_SIGNATURE")
        trust = enrol.approve(office, data)
    out.write_bytes(trust.data)
    answer({"path": str(out), "version": trust.statement.version, "site": asked.office.id}, [str(out)])


@app.command("export")
def export(out: Out, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Write the trust statement that holds here; its fingerprint is what offices compare at their set-up."""
    with opened(officer, passphrase_file) as office:
        trust = office.require_trust()
    out.write_bytes(trust.data)
    answer({"path": str(out), "anchor": trust.fingerprint}, [str(out), trust.fingerprint])


@app.command("import")
def import_(
    file: File,
    anchor: Annotated[str, typer.Option("--anchor", help="First time: the province's fingerprint.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Take the province's trust: a statement, or the folder fieldsuite-trust of a stick. The first time by its
    fingerprint, later by what is held.
    """
    from fieldsuite.casework import taking

    with opened(officer, passphrase_file, as_of) as office:
        trust = taking.take_from(office, file, anchor)
    statement = trust.statement
    answer({"version": statement.version, "province": statement.province, "keys": len(statement.keys)},
           [f"{statement.province} v{statement.version}"])  # fmt: skip


@app.command("show")
def show(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show whose keys are believed, for what and until when."""
    with opened(officer, passphrase_file) as office:
        trust = office.require_trust()
    keys = [{"role": key.role, "name": key.name, "office": key.office, "until": key.not_after, "status": key.status,
             "key": key.kid[:16]} for key in trust.statement.keys]  # fmt: skip
    answer({"version": trust.statement.version, "anchor": trust.fingerprint, "keys": keys},
           [trust.fingerprint,
            *(f"{key['role']}  {key['name']}  {key['office']}  {key['until']}" for key in keys)])  # fmt: skip
