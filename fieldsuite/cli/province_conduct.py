"""``province signs``: records and officers that deserve a second look, for people to decide."""

from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.words import say


def add_to(app: typer.Typer) -> None:
    """Give ``province`` this verb."""
    app.command("signs")(signs)


def signs(
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="How far back officers are compared.")] = 90,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """List what deserves a second look (疑点): undecided records by score with their reasons, and officers' habits."""
    from fieldsuite.province import conduct

    lang = output.now.lang
    with opened(officer, passphrase_file, as_of) as office:
        records, habits = conduct.suspects(office), conduct.habits(office, days)
    lines = [
        f"{one.score:3}  {one.record_id[:8]}  {one.occurred_on}  {one.name}  {one.officer}  "
        + say("province.list_mark", lang).join(say(f"province.{sign}", lang) for sign in one.signs)
        for one in records
    ]
    lines += [
        say(f"province.{one.reason}", lang, officer=one.officer, count=one.count, of=one.of) for one in habits
    ]
    answer(
        {"records": [plain(one) for one in records], "officers": [plain(one) for one in habits]},
        lines or [say("province.no_signs", lang)],
    )
