"""``visit plan``, ``visit attempt``, ``visit survey``: the day plan, empty visits, questions to dependants."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say


def plan(
    village: Annotated[str, typer.Option("--village", help="Only this village.")] = "",
    on: Annotated[str, typer.Option("--on", help="Day that is planned; default: today.")] = "",
    most: Annotated[int, typer.Option("--most", min=1, help="Visits at most.")] = 30,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Plan the visits of a day: appointments, then village after village, those who cannot come first."""
    from fieldsuite.casework.visits.plan import day_plan

    with opened(officer, passphrase_file, as_of) as office:
        stops = day_plan(office, on=day(on, "--on") if on else None, village=village, most=most)
    told = []
    for one in stops:
        row = one.person
        where = f"{row.village}  {row.name}  {row.mobility}  {row.address}"
        told.append(
            f"{one.appointment or '     '}  {where}  {row.status}  {one.last_outcome} {one.tried or ''}"
        )
    answer({"stops": plain(stops)}, told)


def attempt(
    person: Person,
    outcome: Annotated[str, typer.Option("--outcome", help="absent, moved, hospital or refused.")],
    place: Annotated[str, typer.Option("--place")],
    on: Annotated[str, typer.Option("--on", help="YYYY-MM-DD; default: today.")] = "",
    at: Annotated[str, typer.Option("--at", help="HH:MM; default: now.")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    where_now: Annotated[str, typer.Option("--where-now", help="New address, or hospital and ward.")] = "",
    again_on: Annotated[str, typer.Option("--again-on", help="Day of the next visit.")] = "",
    photo: Annotated[list[Path] | None, typer.Option("--photo")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record a visit that met nobody, and say what comes next."""
    from fieldsuite.casework.visits import attempt as job
    from fieldsuite.clock import local_time

    if outcome not in ("absent", "moved", "hospital", "refused"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--outcome {outcome}")
    with opened(officer, passphrase_file) as office:
        form = job.AttemptForm(
            outcome, place, day(on, "--on") if on else office.today(),  # type: ignore[arg-type]  # checked above
            at or local_time(office.now(), office.config.timezone), note, where_now,
            day(again_on, "--again-on") if again_on else None, tuple(photo or ()),
        )  # fmt: skip
        saved, step, again = job.save(office, person, form)
    told = say(f"visits.step_{step}", now.lang, on=again or "-")
    answer({**plain(saved), "step": step, "again_on": plain(again), "next": told}, [told])


def survey(
    person: Person,
    kin: Annotated[str, typer.Option("--kin", help="child, grandchild, sibling, spouse, parent or grandparent.")],
    answered_by: Annotated[str, typer.Option("--answered-by")] = "",
    adopted_on: Annotated[str, typer.Option("--adopted-on")] = "",
    remarried_on: Annotated[str, typer.Option("--remarried-on")] = "",
    employed_on: Annotated[str, typer.Option("--employed-on")] = "",
    enlisted_on: Annotated[str, typer.Option("--enlisted-on")] = "",
    incapable: Annotated[bool, typer.Option("--incapable", help="Working capacity lost entirely.")] = False,
    ask: Annotated[bool, typer.Option("--ask", help="Only show the questions of this kinship.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Ask a dependant of a worker who died at work, and record the answers."""
    from typing import get_args

    from fieldsuite.casework.visits import survey as job
    from fieldsuite.rules.survivors import Kin

    if kin not in get_args(Kin):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--kin {kin}")
    if ask:
        asked = job.questions(kin)  # type: ignore[arg-type]  # checked above
        answer({"questions": [{"field": key, "question": zh if now.lang == "zh" else en} for key, zh, en in asked]},
               [zh if now.lang == "zh" else en for _, zh, en in asked])  # fmt: skip
        return
    days = {"adopted_on": adopted_on, "remarried_on": remarried_on, "employed_on": employed_on,
            "enlisted_on": enlisted_on}  # fmt: skip
    given = {key: day(text, f"--{key.replace('_', '-')}") for key, text in days.items() if text}
    with opened(officer, passphrase_file) as office:
        answers = job.Answers(kin, answered_by, incapable=incapable, **given)  # type: ignore[arg-type]  # checked above
        made, grounds = job.save(office, person, answers)
    shown = [
        {"key": one.key, "article": one.article, "text": say(one.key, now.lang, **one.values)}
        for one in grounds
    ]
    answer({"record_id": made, "grounds": shown}, [made, *(one["text"] for one in shown)])
