"""``province work`` and ``province queue``: workers that take in what lies in the drop folder, and how far they are."""

import sys
from contextlib import closing
from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened, passphrase
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.config import read_config
from fieldsuite.words import say


def work(
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that work on it.")] = 1,
    once: Annotated[bool, typer.Option("--once", help="End when the queue is empty.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Write a JSON line a bundle to stderr, without names.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Take in what lies in the drop folder, and go on doing so until Ctrl-C."""
    from fieldsuite.event_log import EventLog
    from fieldsuite.matching.duplicates import DuplicateReport
    from fieldsuite.province.telling import Telling, told
    from fieldsuite.province.worker import Worked
    from fieldsuite.province.workers import run

    done: list[Worked] = []
    alarms = 0
    with (
        opened(officer, passphrase_file, beside=bool(read_config(home()).storage)) as office,
        told(Telling(office, workers, EventLog(sys.stderr) if log else None)) as telling,
        closing(
            run(office, passphrase(passphrase_file), workers, once=once, each_look=telling.look)
        ) as steps,
    ):
        try:
            for step in steps:
                telling.tell(step)
                if isinstance(step, DuplicateReport):
                    alarms += sum(row.fresh for row in step.rows)
                elif isinstance(step, Worked):
                    done += [step] if step.state == "done" else []
                    _told(step)
        except KeyboardInterrupt:  # every worker ends the bundle it has
            pass
    results = {
        name: sum(one.result == name for one in done) for name in ("imported", "same", "held", "rejected")
    }
    answer(
        {
            "workers": workers,
            **results,
            "alarms": alarms,
            "bundles": [plain(one) for one in done] if once else [],
        },
        [say("queue.worked", output.now.lang, alarms=alarms, **results)],
    )


def _told(step: object) -> None:
    from fieldsuite.province.worker import Worked

    assert isinstance(step, Worked)
    if not output.now.as_json:
        print(f"{step.result or step.state}  {step.code}  {step.file}", flush=True)


def queue(
    again: Annotated[
        list[str] | None, typer.Option("--again", help="File that was set aside: let the workers try it again.")
    ] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Show the queue of bundles: how many are in which state, and those that are not done."""
    from fieldsuite.province import queue_views

    with opened(officer, passphrase_file) as office:
        back = queue_views.again(office, again) if again else 0
        view = queue_views.view(office)
    answer(
        {**plain(view), "again": back},
        [
            *(f"{state}: {count}" for state, count in sorted(view.counts.items())),
            *(f"{one.state}  {one.tries}  {one.code}  {one.file}  {one.message}" for one in view.open),
        ],
    )


def add_to(app: typer.Typer) -> None:
    """Give ``province`` these verbs."""
    from fieldsuite.cli.province_storage import storage

    app.command("work")(work)
    app.command("queue")(queue)
    app.command("storage")(storage)
