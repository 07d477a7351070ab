"""``people``: find somebody, show everything about one, record a consent."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import people_complete, people_file, people_relative
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain

app = typer.Typer(help="People on the register: find, show, consent, import.", no_args_is_help=True)
app.command("template")(people_file.template)
app.command("export")(people_file.export)
app.command("complete")(people_complete.complete)
people_relative.add_to(app)

Person = Annotated[str, typer.Argument(help="Name, person number, ID number or id.")]


@app.command("find")
def find(
    query: Annotated[str, typer.Argument(help="Part of the name, pinyin initials, last four of the ID number.")] = "",
    which: Annotated[str, typer.Option("--which", help="all, due, overdue, verify or visits.")] = "all",
    limit: Annotated[int, typer.Option("--limit", min=1)] = 200,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Find people by name, by pinyin initials or by the last four characters of the ID number."""
    from fieldsuite.casework import people
    from fieldsuite.errors import OfficeError

    if which not in ("all", "due", "overdue", "verify", "visits"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--which {which}")
    with opened(officer, passphrase_file, as_of) as office:
        rows = people.find(office, query, which=which, limit=limit)  # type: ignore[arg-type]  # checked above
    answer(
        {"people": [plain(row) for row in rows]},
        [f"{row.name}  {row.sex} {row.age}  {row.id_masked}  {row.village}  {row.status}  {row.deadline or '-'}"
         for row in rows],
    )  # fmt: skip


@app.command("show")
def show(
    person: Person, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Show one person: deadlines and why, history, templates, consent."""
    from fieldsuite.casework import people
    from fieldsuite.rules.reasons import explain_lines
    from fieldsuite.words import say

    with opened(officer, passphrase_file, as_of) as office:
        card = people.card(office, person)
    lines = [f"{card.name}  {card.sex}  {card.birth}  {card.id_masked}  {card.village}  {card.phone_masked}"]
    for benefit in card.benefits:
        lines.append(f"[{benefit.benefit}]")
        lines += [f"  {line}" for line in explain_lines(benefit.standing, now.lang)]
        if benefit.standing.record:
            lines.append(f"  {say('desk.caused_by', now.lang, record=benefit.standing.record)}")
    lines += [
        f"{row.on}  {row.kind}  {row.method}  {row.detail}  {row.officer}  {row.state}"
        for row in card.history
    ]
    answer({"card": plain(card)}, lines)


@app.command("consent")
def consent(
    person: Person,
    read_by: Annotated[str, typer.Option("--read-by", help="Who read the notice out.")],
    face: Annotated[bool, typer.Option("--face/--no-face")] = False,
    voice: Annotated[bool, typer.Option("--voice/--no-voice")] = False,
    mark: Annotated[str, typer.Option("--mark", help="signature, thumb or spoken.")] = "signature",
    witness: Annotated[str, typer.Option("--witness")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record what a person agreed to after the notice was read out; face and voice are separate answers."""
    from fieldsuite.casework import consent as job
    from fieldsuite.errors import OfficeError

    if mark not in ("signature", "thumb", "spoken"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--mark {mark}")
    with opened(officer, passphrase_file) as office:
        form = job.ConsentForm(face, voice, read_by, now.lang, mark, witness)  # type: ignore[arg-type]  # checked above
        saved = job.give(office, person, form)
    answer(plain(saved), [saved.record_id])


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Filled table (.xlsx, .csv), or JSON as a work list carries it.")],
    site: Annotated[str, typer.Option("--site", help="Office that shall look after them.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Take people into the province's register."""
    from fieldsuite.province import people_table, register

    take = people_table.take if file.suffix.lower() in (".xlsx", ".csv") else register.take_file
    with opened(officer, passphrase_file) as office:
        taken = take(office, file, site)
    answer({"people": taken}, [f"{taken}"])


@app.command("correct")
def correct(
    person: Person,
    field: Annotated[str, typer.Argument(help="name, phone, id_no, address, pay_name, insured_area, unit, ...")],
    value: Annotated[str, typer.Argument(help="What it should say.")],
    reason: Annotated[str, typer.Option("--reason", help="One sentence; it stays on record.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Put one particular of a person right (更正); who, when and what it said before stay on record."""
    from fieldsuite.casework import correct as job
    from fieldsuite.words import say

    with opened(officer, passphrase_file) as office:
        done = job.correct(office, person, field, value, reason)
    count = done.phone_people
    warnings = (
        [{"code": "PHONE_SHARED", "message": say("desk.phone_shared", now.lang, count=count)}]
        if count
        else []
    )
    lines = [f"{done.field}: {done.before} → {done.after}", *(str(one["message"]) for one in warnings)]
    answer({**plain(done), "warnings": warnings}, lines)


@app.command("corrections")
def corrections(
    person: Annotated[str, typer.Argument(help="Whose; default: everybody's.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List what was put right: from what to what, why, by whom, when."""
    from fieldsuite.casework import correct as job

    with opened(officer, passphrase_file) as office:
        rows = job.corrections(office, person)
    lines = [f"{row.on}  {row.name}  {row.field}: {row.before} → {row.after}  {row.officer}" for row in rows]
    answer({"corrections": [plain(row) for row in rows]}, lines)


@app.command("duplicates")
def duplicates(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Find entries that may be one person: one number in two spellings, one name and birth, one personal number."""
    from fieldsuite.casework.same_person import same_people

    with opened(officer, passphrase_file) as office:
        rows = same_people(office)
    answer({"groups": [plain(row) for row in rows]},
           [f"{row.why}  {'  '.join(name for _, name, _ in row.people)}" for row in rows])  # fmt: skip


@app.command("phones")
def phones(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List telephones that serve more than four people, and people without one that can be used."""
    from fieldsuite.casework import phones as job

    with opened(officer, passphrase_file) as office:
        found = job.report(office)
    answer(plain(found), [*(f"{number}: {'  '.join(names)}" for number, names in found.shared),
                          *(f"-  {name}  {village}" for _, name, village in found.missing)])  # fmt: skip


@app.command("history")
def history(
    person: Person,
    since: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List everything that was recorded of a person (认证记录), or what lies between two days."""
    from datetime import date

    from fieldsuite.casework import people
    from fieldsuite.cli.opened import day

    first, last = day(since, "--from") if since else date.min, day(until, "--to") if until else date.max
    with opened(officer, passphrase_file) as office:
        card = people.card(office, person)
    rows = [row for row in card.history if first <= row.on <= last]
    lines = [f"{row.on}  {row.kind}  {row.method}  {row.detail}  {row.officer}  {row.state}" for row in rows]
    answer({"history": [{**plain(row), "year": row.on.year} for row in rows]}, lines)
