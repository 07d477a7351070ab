"""`id check`: what an identity number is worth, and what it says."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, day
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.practised import in_practice, today

app = typer.Typer(help="身份证号 Identity numbers.", no_args_is_help=True)


@app.callback()
def _nouns() -> None:
    """身份证号 Identity numbers."""


@app.command("check")
def check(
    number: Annotated[
        str, typer.Argument(help="18 or 15 characters; spaces, hyphens and full width may stand.")
    ],
    practice: Annotated[
        bool, typer.Option("--practice", help="Let numbers of the practice region 79 pass.")
    ] = False,
    as_of: AsOf = "",
) -> None:
    """Check a number: exit 0 when it is valid, 1 when it is not."""
    from forms import identity_number
    from forms.person import sentence

    on = day(as_of, "--as-of") if as_of else today()
    found = identity_number.check(number, on, practice=practice or in_practice())
    warnings = [{"code": code, "message": sentence(code).text(now.lang)} for code in found.warnings]
    result = {
        "valid": found.valid,
        "kind": found.kind,
        "normal": found.normal,
        "birth": found.birth.isoformat() if found.birth else None,
        "sex": found.sex,
        "problem": found.problem,
        "warnings": warnings,
    }
    if found.problem:
        lines = [sentence(found.problem).text(now.lang)]
    else:
        lines = [" ".join(str(part) for part in (found.normal, found.sex or "", found.birth or "") if part)]
    answer(result, lines + [warning["message"] for warning in warnings], exit_code=0 if found.valid else 1)
