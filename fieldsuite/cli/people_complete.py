"""``people complete``: fill in what is asked for before a face is modelled."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.words import say


def complete(
    person: Annotated[str, typer.Argument(help="Name, person number, ID number or id.")],
    phone: Annotated[str, typer.Option("--phone")] = "",
    address: Annotated[str, typer.Option("--address")] = "",
    village: Annotated[str, typer.Option("--village")] = "",
    unit: Annotated[str, typer.Option("--unit")] = "",
    insured_area: Annotated[str, typer.Option("--insured-area", help="GB/T 2260, six digits.")] = "",
    mobility: Annotated[str, typer.Option("--mobility", help="self_care, partial_care or bedridden.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Fill in particulars (完善个人信息) and say what is still missing before modelling; exit 1 while something is."""
    from fieldsuite.casework import completing
    from fieldsuite.casework.modelling import LABELS

    values = {"phone": phone, "address": address, "village": village, "unit": unit, "insured_area": insured_area,
              "mobility": mobility}  # fmt: skip
    with opened(officer, passphrase_file) as office:
        done, missing = completing.complete(office, person, values)
    lines = [f"{one.field}: {one.before} → {one.after}" for one in done]
    if missing:
        fields = tuple(LABELS[name] for name in missing)
        lines.append(say("office.particulars_missing", now.lang, fields=fields))
    answer({"written": plain(done), "missing": list(missing)}, lines, exit_code=1 if missing else 0)
