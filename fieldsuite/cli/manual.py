"""``manual``: the manual read in the terminal, searched, or written as HTML and PDF."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.output import answer, now
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(invoke_without_command=True)  # a noun without verbs


@app.callback()
def manual(
    page: Annotated[str, typer.Argument(metavar="[PAGE]", help="Page or error code: verify, E_DISK.")] = "",
    find: Annotated[str, typer.Option("--find", help="List the pages with these words.")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="FILE.html, FILE.pdf, or a folder for all four files.")
    ] = None,
) -> None:
    """Show a page of the manual, list or search the pages, or write all of it as HTML or PDF."""
    from fieldsuite.manual import contents, finding, reading
    from fieldsuite.screens.bindings import pressed

    if out is not None:
        made = [str(path) for path in reading.write(out, now.lang, pressed)]
        answer({"paths": made}, [say("manual.written", now.lang, path=path) for path in made])
        return
    if not page:
        rows = finding.find(find)
        shown = [{"page": row.name, "section": row.section, "title": row.titles[now.lang]} for row in rows]
        answer({"pages": shown}, [f"{row.name:<22} {row.titles[now.lang]}" for row in rows])
        return
    found = contents.page_named(page)
    if found is None:
        raise OfficeError("manual.no_page", code="E_NOT_FOUND", page=page)
    chapter = contents.chapter(found, now.lang, pressed)
    lines = list(reading.lines(chapter))
    answer({"page": found.name, "title": chapter.title, "text": "\n".join(lines)}, lines)
