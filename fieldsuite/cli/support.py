"""``support``: what whoever helps needs to see, shown first and saved when it may be."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import home
from fieldsuite.cli.output import answer, now
from fieldsuite.clock import utc_now
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(invoke_without_command=True)  # a noun without verbs


@app.callback()
def support(
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="File to save it to (.zip); without it nothing is saved."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Save without asking, where it was read already.")
    ] = False,
) -> None:
    """Show versions, findings, settings and the program's log, with nothing of people or keys in it; then save it."""
    from fieldsuite import support as job
    from fieldsuite.doctor import examine

    files = job.collect(home(), examine(home()), utc_now())
    if not now.as_json:
        for name, text in files.items():
            print(f"──── {name}", text, sep="\n")
    if out is None:
        answer({"files": files, "path": None, "bytes": 0}, [say("support.shown", now.lang)])
        return
    if not (yes or _agreed(out)):
        answer({"files": files, "path": None, "bytes": 0}, [say("support.not_saved", now.lang)], exit_code=1)
        return
    size = job.save(files, out)
    answer(
        {"files": files, "path": str(out), "bytes": size},
        [say("support.saved", now.lang, path=out, size=size)],
    )


def _agreed(out: Path) -> bool:
    if now.as_json or not sys.stdin.isatty():
        raise OfficeError("support.unread", code="E_USAGE")
    return typer.confirm(say("support.ask", now.lang, path=out), default=False)
