"""``models``: engines that are not built in, from signed packs of the province."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from fieldsuite.cli import models_build
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.errors import OfficeError
from fieldsuite.words import of_error, say

app = typer.Typer(help="Model packs (模型包): list, install, use, again, verify, remove; build at the desk.",
                  no_args_is_help=True)  # fmt: skip

Name = Annotated[str, typer.Argument(help="Name of a pack, or its folder as `models list` shows it.")]


@app.command("list")
def list_(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List the built-in engines and every pack: which is in use, and how many people each still verifies."""
    from fieldsuite.casework import models

    with opened(officer, passphrase_file) as office:
        rows = models.listed(office)
    shown, lines = [], []
    for row in rows:
        problem = of_error(row.problem, now.lang)[0] if row.problem else None
        shown.append(
            {"name": row.name or None, "folder": row.folder or None, "modality": row.modality or None,
             "engine": row.engine or None, "version": row.version or None, "title": row.title, "licence": row.licence,
             "source": row.source, "bytes": row.size, "signer": row.signer or None, "active": row.active,
             "enforced": row.enforced, "people": row.people, "problem": problem}
        )  # fmt: skip
        name = row.name or say("models.built_in", now.lang)
        mark = "*" if row.active else "!" if problem else " "
        parts = (
            name,
            row.modality,
            f"{row.engine} {row.version}",
            row.licence,
            str(row.people),
            problem or "",
        )
        lines.append("  ".join((mark, *parts)).rstrip())
    answer({"models": shown}, lines)


@app.command("install")
def install(
    file: Annotated[Path, typer.Argument(help="Pack on the stick.")],
    use: Annotated[bool, typer.Option("--use", help="Use it from now on.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Check a pack of the province and unpack it; refused (exit 4) when it is damaged, unsigned or foreign."""
    from fieldsuite.casework import models

    with opened(officer, passphrase_file) as office:
        found = models.install(office, file)
        if use:
            models.use(office, found.pack.folder.name)
    said = found.manifest
    answer(
        {"name": said.name, "folder": found.pack.folder.name, "modality": said.modality, "engine": said.engine,
         "version": said.version, "licence": said.licence, "signer": found.signer, "active": use},
        [f"{said.name}  {said.engine} {said.version}  {said.licence}  {found.signer}"],
    )  # fmt: skip


@app.command("use")
def use(
    name: Annotated[str, typer.Argument(help="Name of a pack; not with --built-in.")] = "",
    built_in: Annotated[
        Literal["face", "voice", "passive"] | None,
        typer.Option("--built-in", help="Back to what is built in; passive: no such check."),
    ] = None,
    enforce: Annotated[bool, typer.Option("--enforce", help="Passive check: a low score refuses.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Choose the engine that models from now on, as a signed record; then `models again` says who must come."""
    from fieldsuite.casework import again, models

    if bool(name) == bool(built_in) or (enforce and built_in):
        raise OfficeError("cli.usage", code="E_USAGE", problem="models use NAME | --built-in")
    with opened(officer, passphrase_file) as office:
        chosen = (
            models.use_built_in(office, built_in) if built_in else models.use(office, name, enforced=enforce)
        )
        waiting = again.again(office)
    answer(
        {"modality": chosen.modality, "name": chosen.pack or None, "engine": chosen.engine or None,
         "version": chosen.version or None, "enforced": chosen.enforced, "again": len(waiting)},
        [f"{chosen.modality}  {chosen.pack or say('models.built_in', now.lang)}",
         say("models.again_count", now.lang, people=len(waiting))],
    )  # fmt: skip


@app.command("again")
def again(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List who must be enrolled again (重新建模名单), by village; until then their old engine verifies them."""
    from fieldsuite.casework import again as job

    with opened(officer, passphrase_file) as office:
        found = job.again(office)
    answer(
        {"people": [{"person": one.person_id, "name": one.name, "village": one.village, "modality": one.modality,
                     "engine": one.engine, "version": one.version} for one in found]},
        [f"{one.village}  {one.name}  {one.modality}  {one.engine} {one.version}" for one in found],
    )  # fmt: skip


@app.command("verify")
def verify(
    pack: Annotated[str, typer.Argument(help="Name of an installed pack, or a file on the stick.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Check a pack again: its signature, and every file against its digest."""
    from fieldsuite.casework import models

    with opened(officer, passphrase_file) as office:
        on_stick = Path(pack).exists()
        found = models.look_at(office, Path(pack)) if on_stick else models.check(office, pack)
    said = found.manifest
    answer(
        {"name": said.name, "engine": said.engine, "version": said.version, "modality": said.modality,
         "licence": said.licence, "source": said.source, "made_at": said.made_at, "signer": found.signer,
         "digest": said.digest, "thresholds": {name: said.threshold(name) for name in said.thresholds},
         "files": [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in said.files]},
        [f"{said.name}  {said.engine} {said.version}  {said.licence}  {found.signer}",
         *(f"{one.sha256}  {one.name}" for one in said.files)],
    )  # fmt: skip


@app.command("remove")
def remove(name: Name, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Remove a pack; refused while it is in use, or people would be left without an engine."""
    from fieldsuite.casework import models

    with opened(officer, passphrase_file) as office:
        gone = models.remove(office, name)
    answer({"removed": gone}, [gone])


app.command("build")(models_build.build)
