"""``province conflicts``, ``about``, ``figures``, and the look before an import: what the desk shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.follow import followed
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.words import Lang, say


def add_to(app: typer.Typer) -> None:
    """Give ``province`` these verbs."""
    app.command("conflicts")(conflicts)
    app.command("about")(about)
    app.command("figures")(figures)


def conflicts(
    person: Annotated[str, typer.Option("--person", help="Name, person number, ID number or id.")] = "",
    which: Annotated[str, typer.Option("--which", help="open or all.")] = "open",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List records that contradict each other: alive and dead, two places in an hour, two offices, two contents."""
    from fieldsuite.casework import people
    from fieldsuite.province import conflicts as job

    with opened(officer, passphrase_file) as office:
        who = people.card(office, person).id if person else ""
        rows = job.conflicts(office, who, which=which)
    lang = output.now.lang
    answer(
        {"conflicts": [plain(row) for row in rows]},
        [f"{say(f'rulings.conflict_{row.kind}', lang)}  {row.name}  {row.first.at} {row.first.site} {row.first.officer}"
         f"  |  {row.second.at} {row.second.site} {row.second.officer}" for row in rows],
    )  # fmt: skip


def about(
    person: Annotated[str, typer.Argument(help="Name, person number, ID number or id.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Show what the desk holds of one person beside the card: decisions, letters, laptops, signs, who looked."""
    from fieldsuite.casework import people
    from fieldsuite.province import dossier

    with opened(officer, passphrase_file) as office:
        found = dossier.dossier(office, people.card(office, person).id)
    answer(
        plain(found),
        [
            *(f"{one.at}  {one.status}  {one.kind} {one.on}  {one.clerk}  {one.code} {one.todo}"
              for one in found.decisions),
            *(f"{one.at}  {one.kind}  {one.site}" for one in found.letters),
            *(f"{one.device[:12]}  {one.name}  {one.records}" for one in found.laptops),
            *(f"{one.at}  {one.who}  {one.what}" for one in found.looks),
        ],
    )  # fmt: skip


def figures(
    since: Annotated[str, typer.Option("--since", help="First day, YYYY-MM-DD; thirty days when left out.")] = "",
    until: Annotated[str, typer.Option("--until", help="Last day, YYYY-MM-DD.")] = "",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write .xlsx, .csv or .pdf as well.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Count what was decided: by clerk, by office, by day, with the time to the first decision."""
    from fieldsuite.province import figures as job

    first = day(since, "--since") if since else None
    last = day(until, "--until") if until else None
    with opened(officer, passphrase_file, as_of) as office:
        rows = job.figures(office, first, last)
        if out is not None:
            job.write(office, out, rows)
    answer(
        {"figures": [plain(row) for row in rows]},
        [f"{row.name}  {row.arrived}  {row.waiting}  {row.accepted}  {row.held}  {row.returned}  {row.undone}  "
         f"{'-' if row.hours is None else row.hours}" for row in rows],
    )  # fmt: skip


def look_first(files: Sequence[Path], officer: str, passphrase_file: PassphraseFile) -> None:
    """``province receive --dry-run``: say of each bundle what taking it in would do; exits as the import would."""
    from fieldsuite.province.rehearsal import Rehearsal, rehearse

    with opened(officer, passphrase_file) as office:
        found = [step for step in followed(rehearse(office, files)) if isinstance(step, Rehearsal)]
    lang = output.now.lang
    shown = [
        {"file": one.arrived.file, "bundle": one.arrived.bundle, "result": one.arrived.result,
         "code": one.arrived.code, "counts": one.arrived.counts, **one.arrived.counts,
         "records": plain(one.records), "cases": plain(one.cases)}
        for one in found
    ]  # fmt: skip
    refused = [one.arrived for one in found if one.arrived.result in ("held", "rejected")]
    if refused:
        bad = refused[0]
        reason = say(bad.message, lang) if bad.message else bad.code
        output.fail(
            OfficeError("province.refused", code=bad.code, extra={"dry_run": True, "bundles": shown}, file=bad.file,
                        reason=reason)
        )  # fmt: skip
        output.now.exit = max(exit_status(one.code) for one in refused)
        return
    answer({"dry_run": True, "bundles": shown}, [line for one in found for line in _lines(one, lang)])


def _lines(one: object, lang: Lang) -> list[str]:
    from fieldsuite.province.rehearsal import Rehearsal

    assert isinstance(one, Rehearsal)
    head = f"{one.arrived.result}  {one.arrived.code}  {one.arrived.counts}  {one.arrived.file}"
    odd = [f"  {row.status}  {row.code}  {row.name}  {row.kind}  {row.occurred_on}  {row.against}"
           for row in one.records if row.status != "stored"]  # fmt: skip
    moved = [
        f"  {case.name}  {case.method}  {benefit}  {now or '-'} -> {then or '-'}  {','.join(case.flags)}"
        for case in one.cases
        for benefit, _, now, then in case.benefits
    ]
    return [head, *odd, *moved, say("rulings.dry_run", lang, waiting=len(one.cases))]
