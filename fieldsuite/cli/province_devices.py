"""``province lost`` and ``province provision``: a laptop that is gone, and one that came back from a backup."""

from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

Named = Annotated[
    str, typer.Argument(help="Code of the office, or the beginning of a device's key (12 digits).")
]


def add_to(app: typer.Typer) -> None:
    """Give ``province`` these two verbs."""
    app.command("lost")(lost)
    app.command("provision")(provision)


def lost(
    named: Named,
    revoke: Annotated[bool, typer.Option("--revoke", help="Believe its key no more, from now on.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="lost or stolen.")] = "lost",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Say what was on a lost laptop; with --revoke refuse its bundles from now on."""
    from fieldsuite.province import lost as job

    if reason not in ("lost", "stolen"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--reason {reason}")
    with opened(officer, passphrase_file) as office:
        found = job.declare(office, named, reason) if revoke else job.report(office, named)  # type: ignore[arg-type]  # checked
    lines = []
    for one in found:
        lines.append(say(one.sentence, output.now.lang, site=one.site, device=one.device[:12], people=len(one.people),
                         records=sum(one.records.values()), evidence=one.evidence,
                         last=one.last_bundle))  # fmt: skip
        lines += [f"{person.person_id}  {person.name}  {person.records}" for person in one.people]
    if revoke:
        lines.append(say("safe.lost_revoked", output.now.lang))
    answer({"devices": [plain(one) for one in found], "revoked": revoke}, lines)


def provision(named: Named, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Let a device that came back from a backup send again: its next list grants it a new epoch."""
    from fieldsuite.province import provisioning

    with opened(officer, passphrase_file) as office:
        granted = provisioning.provision(office, named)
    answer({"granted": [plain(one) for one in granted]},
           [say("safe.provisioned", output.now.lang, device=one.device[:12], epoch=one.epoch, site=one.site)
            for one in granted])  # fmt: skip
