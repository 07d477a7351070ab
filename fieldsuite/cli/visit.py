"""``visit``: record what a home visit found."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import visit_more
from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError

app = typer.Typer(help="Home visits (上门核实).", no_args_is_help=True)
app.command("plan")(visit_more.plan)
app.command("attempt")(visit_more.attempt)
app.command("survey")(visit_more.survey)

STATUSES = ("self_care", "partial_care", "bedridden", "dead", "missing", "prison", "other")
WAYS = ("home", "activity", "call", "check_up", "household", "counter", "coordinator", "unit", "bank")
Photos = Annotated[
    list[Path] | None, typer.Option("--photo", help="Photograph taken on the spot; may be repeated.")
]


@app.command("record")
def record(
    person: Person,
    status: Annotated[str, typer.Option("--status", help=", ".join(STATUSES))],
    place: Annotated[str, typer.Option("--place")],
    on: Annotated[str, typer.Option("--on", help="YYYY-MM-DD; default: today.")] = "",
    at: Annotated[str, typer.Option("--at", help="HH:MM; default: now.")] = "",
    death_on: Annotated[str, typer.Option("--death-on")] = "",
    missing_reason: Annotated[str, typer.Option("--missing-reason")] = "",
    prison_on: Annotated[str, typer.Option("--prison-on")] = "",
    other: Annotated[str, typer.Option("--other")] = "",
    phone: Annotated[str, typer.Option("--phone", help="As confirmed at the visit.")] = "",
    way: Annotated[str, typer.Option("--way", help="home, activity, call, check_up, household, counter, …")] = "home",
    photo: Photos = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record a visit with its status, place, time and photographs."""
    from fieldsuite.casework import visit
    from fieldsuite.clock import local_time

    if way not in WAYS:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--way {way}")
    if status not in STATUSES:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--status {status}")
    with opened(officer, passphrase_file) as office:
        form = visit.VisitForm(
            status=status,  # type: ignore[arg-type]  # checked above
            place=place,
            on=day(on, "--on") if on else office.today(),
            at=at or local_time(office.now(), office.config.timezone),
            death_on=day(death_on, "--death-on") if death_on else None,
            missing_reason=missing_reason,
            prison_on=day(prison_on, "--prison-on") if prison_on else None,
            other=other,
            phone=phone,
            way=way,  # type: ignore[arg-type]  # checked above
            photos=tuple(photo or ()),
        )
        saved = visit.save(office, person, form)
    answer(plain(saved), [saved.record_id])


@app.command("check")
def check(
    person: Person,
    document: Annotated[str, typer.Option("--document", help="id_card, social_security_card, passport, "
                                          "household_register or other.")],
    reason: Annotated[str, typer.Option("--reason", help="Why no machine verified.")],
    place: Annotated[str, typer.Option("--place")],
    helper: Annotated[str, typer.Option("--helper", help="Who helped, such as a relative.")] = "",
    relation: Annotated[str, typer.Option("--relation", help="How the helper is related.")] = "",
    photo: Photos = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record a human check (人工核实): the document seen, the reason, a photograph."""
    from fieldsuite.casework import verify

    if document not in ("id_card", "social_security_card", "passport", "household_register", "other"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--document {document}")
    with opened(officer, passphrase_file) as office:
        made = verify.HumanCheck(document, reason, place, tuple(photo or ()), helper, relation)  # type: ignore[arg-type]  # checked above
        saved = verify.by_hand(office, person, made)
    answer(plain(saved), [saved.record_id])
