"""``demo province``: an invented province of any size, to try the desk on."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import day
from fieldsuite.cli.output import answer


def add_to(app: typer.Typer) -> None:
    """Give ``demo`` this verb."""
    app.command("province")(province)


def province(
    out: Annotated[Path, typer.Option("-o", "--out", help="Empty folder for the province.")],
    people: Annotated[int, typer.Option("--people", min=1_000, max=20_000_000)] = 20_000,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 1,
    months: Annotated[
        int, typer.Option("--months", min=1, max=24, help="Months of work before the last day.")
    ] = 3,
    until: Annotated[str, typer.Option("--until", help="Last day of those months, YYYY-MM-DD.")] = "",
) -> None:
    """Invent a province: a desk with its register, bundles to import, and labels of what was planted in them."""
    from fieldsuite.practice.province.make import Province, make
    from fieldsuite.practice.province.plan import LAST, Plan

    last: date = day(until, "--until") if until else LAST
    made = follow(make(out, Plan(people, seed, months, last)))
    assert isinstance(made, Province)
    shown = {
        "province_home": str(made.home), "passphrase_file": str(made.passphrase_file), "register": str(made.register),
        "bundles": str(made.bundles), "labels": str(made.labels), "people": made.people, "offices": made.offices,
        "records": made.records, "evidence": made.pieces, "planted": made.planted, "digest": made.digest,
    }  # fmt: skip
    answer(shown, [f"{key}: {value}" for key, value in shown.items()])
