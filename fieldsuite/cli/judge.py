"""``enrol alarms``, ``enrol judge``: what stands for two people, and what a person says of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.words import say

if TYPE_CHECKING:
    from fieldsuite.casework.pairs import Pair


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``enrol``."""
    app.command("alarms")(alarms)
    app.command("judge")(judge)


def alarms(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List what stands for two people, what was judged of it, and what the province said; nothing is searched."""
    from fieldsuite.casework import pairs

    with opened(officer, passphrase_file) as office:
        rows = pairs.pairs(office)
    waiting = sum(row.judged is None for row in rows)
    answer(
        {"alarms": [_shown(row) for row in rows], "to_judge": waiting},
        [*map(_line, rows), say("enrol.alarms", now.lang, number=len(rows), waiting=waiting)],
    )


def judge(
    record: Annotated[str, typer.Argument(help="Alarm: its id, or the first 8 characters that lists show.")],
    finding: Annotated[str, typer.Option("--finding", help="two_people, one_person, or agency (let it decide).")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Say what an alarm is; signed, sent with the next bundle, and not asked again unless something new comes."""
    from fieldsuite.matching import judging

    with opened(officer, passphrase_file) as office:
        made = judging.judge(office, record, finding, reason)
    answer(
        {"record": made.record_id, "finding": made.finding, "reason": made.reason},
        [
            say(
                "enrol.judged",
                now.lang,
                finding=say(f"jobs.judge_{made.finding}", now.lang),
                record=made.record_id[:8],
            )
        ],
    )


def _shown(row: "Pair") -> dict[str, object]:
    return {**plain(row), "likeness": round(row.likeness, 4)}


def _line(row: "Pair") -> str:
    start = say(
        f"enrol.{row.reason}", now.lang, name=row.later.name, other=row.earlier.name,
        likeness=f"{row.likeness:.2f}",
    )  # fmt: skip
    said = (
        say(f"jobs.judge_{row.judged.finding}", now.lang) if row.judged else say("jobs.judge_open", now.lang)
    )
    return f"{row.record_id[:8]}  {start}  {said}"
