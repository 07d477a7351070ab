"""`id check`: what an identity number is worth, and what it says."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, day
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.practised import in_practice, today
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

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
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="id, or a travel document: hk_mo, taiwan, prc_passport, passport, other."
        ),
    ] = "id",
    as_of: AsOf = "",
) -> None:
    """Check a number: exit 0 when it is valid, 1 when it is not."""
    if kind != "id":
        _travel(kind, number)
        return
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


def _travel(kind: str, number: str) -> None:
    """Check the number of a travel document by its shape; no authority publishes that of a passport."""
    from forms import identity_number, travel_document

    if kind not in travel_document.KINDS:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--kind {kind}")
    normal = number.strip().upper() if kind == "other" else identity_number.normalise(number)
    right = travel_document.looks_right(kind, normal)
    advisory = kind == "prc_passport" and not right and travel_document.looks_right("passport", normal)
    valid = right or advisory
    warnings = [{"code": "FORMAT", "message": say("forms.shape_unusual", now.lang)}] if advisory else []
    result = {
        "valid": valid, "kind": kind, "normal": normal, "birth": None, "sex": None,
        "problem": None if valid else "LEN", "warnings": warnings,
        "person_key": travel_document.person_key(normal) if valid and kind == "hk_mo" else normal if valid else None,
    }  # fmt: skip
    lines = [normal if valid else say("forms.shape_wrong", now.lang), *(one["message"] for one in warnings)]
    answer(result, lines, exit_code=0 if valid else 1)
