"""`form check` and `form print`: a filled form in a JSON file, checked or put on paper."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldsuite.cli import form_office
from fieldsuite.cli.opened import AsOf, day, home
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.practised import in_practice, today
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

if TYPE_CHECKING:
    from forms.field import Problem
    from forms.form import Form

app = typer.Typer(help="表格 Forms: overseas, roster, death, consent.", no_args_is_help=True)
app.command("setting")(form_office.setting)
app.command("offset")(form_office.offset)
app.command("calibrate")(form_office.calibrate)
app.command("printers")(form_office.printers)
app.command("send")(form_office.send)

Name = Annotated[str, typer.Argument(metavar="NAME", help="overseas, roster, death or consent")]
File = Annotated[
    Path, typer.Argument(metavar="FILE.json", help="The filled form, keys as in the manual; - for stdin.")
]
Practice = Annotated[
    bool, typer.Option("--practice", help="Practice: region 79 passes, the paper is marked 练习.")
]


@app.command("check")
def check(name: Name, file: File, practice: Practice = False, as_of: AsOf = "") -> None:
    """Check a filled form: exit 0 when it is right, 1 when it is not; every wrong field is named."""
    form, data = _form(name), read_form(file)
    on = day(as_of, "--as-of") if as_of else today()
    found = form.check(data, on, practice=practice or in_practice())
    result = {"valid": found.valid, "errors": _listed(found.errors), "warnings": _listed(found.warnings)}
    lines = [
        say("forms.check_right" if found.valid else "forms.check_wrong", now.lang, count=len(found.errors))
    ]
    lines += [
        f"{_place(form, problem)}: {problem.text(now.lang)}" for problem in (*found.errors, *found.warnings)
    ]
    answer(result, lines, exit_code=0 if found.valid else 1)


@app.command("print")
def print_(
    name: Name,
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT.pdf", help="Where the paper is written.")],
    title: Annotated[str | None, typer.Option("--title", help="One of the form's titles.")] = None,
    font: Annotated[
        list[Path] | None, typer.Option("--font", help="Font file or folder to try first.")
    ] = None,
    printer: form_office.Printer = "",
    practice: Practice = False,
    as_of: AsOf = "",
) -> None:
    """Print a filled form as PDF. A form with wrong values is printed as a draft, 草稿 across the page."""
    form, data = _form(name), read_form(file)
    on = day(as_of, "--as-of") if as_of else today()
    practice = practice or in_practice()
    wrong = [
        problem for problem in form.check(data, on, practice=practice).errors if _filled(data, problem.field)
    ]
    from forms.paper.fonts import find_fonts

    fonts = find_fonts(font or (), office=home())
    printed = form.print(data, out, fonts=fonts, practice=practice, draft=bool(wrong), title=title)
    result = {"pages": printed.pages, "path": str(printed.path), "unprintable": [], "draft": _listed(wrong)}
    lines = [say("forms.printed", now.lang, pages=printed.pages, path=printed.path)]
    if wrong:
        lines.append(say("forms.draft", now.lang, count=len(wrong)))
        lines += [f"{_place(form, problem)}: {problem.text(now.lang)}" for problem in wrong]
    form_office.answer_paper(result, lines, printed.path, printer)


def _form(name: str) -> "Form":
    from forms import FORMS

    if name not in FORMS:
        raise OfficeError("forms.no_form", code="E_USAGE", name=name, names="、".join(FORMS))
    return FORMS[name]


def read_form(file: Path) -> dict[str, Any]:
    """Read a filled form from a JSON file, or from stdin for ``-``. Raises OfficeError E_INPUT."""
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise OfficeError("forms.not_json", path=file.name, problem=str(error)) from error
    if not isinstance(data, dict):
        raise OfficeError("forms.not_an_object", path=file.name)
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found


def _listed(problems: "Iterable[Problem]") -> list[dict[str, str]]:
    return [{"field": problem.field, "message": problem.text(now.lang)} for problem in problems]


def _place(form: "Form", problem: "Problem") -> str:
    """Name a field for people: the row, counted from 1, and the field's label."""
    head, _, key = problem.field.rpartition(".")
    label = next((asked.label(now.lang) for asked in form.fields if asked.key == key), problem.field)
    row = head.removeprefix("rows[").removesuffix("]")
    return say("forms.row", now.lang, row=int(row) + 1, field=label) if row.isdigit() else label


def _filled(data: Any, field: str) -> bool:
    """True when the field holds something: what is empty may be written by hand, what is wrong may not
    stand."""
    for key in field.replace("[", ".").replace("]", "").split("."):
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and key.isdigit():
            data = data[int(key)]
    return data not in (None, "", [], False)
