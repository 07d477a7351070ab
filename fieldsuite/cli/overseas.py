"""``overseas``: the consulate's counter: who is next, last year's form copied, checked, printed, recorded."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldsuite.cli import form_office
from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.seen_documents import read_documents
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

if TYPE_CHECKING:
    from fieldsuite.casework.overseas.views import OverseasSheet

app = typer.Typer(help="境外审核表: the consulate's counter.", no_args_is_help=True)

Who = Annotated[str, typer.Argument(metavar="PERSON", help="Name, number or id; - for somebody on no list.")]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="OUT.pdf", help="Where the paper is written.")]
Sets = Annotated[
    list[str] | None, typer.Option("--set", help="FIELD=VALUE, keys of the form; may be repeated.")
]


def shown(sheet: "OverseasSheet") -> dict[str, Any]:
    """Give a form as JSON, messages in the language of the moment."""
    made: dict[str, Any] = plain(sheet)
    for name in ("errors", "warnings"):
        made[name] = [{"field": one.field, "message": one.text(now.lang)} for one in getattr(sheet, name)]
    return {**made, "valid": sheet.valid}


def lines(sheet: "OverseasSheet") -> list[str]:
    """Give a form as people read it."""
    from forms import overseas_review

    labels = {field.key: field.label(now.lang) for field in overseas_review.FIELDS}
    told = [f"{sheet.name}  {sheet.form_no}"]
    told += [f"  {labels[key]}: {value}" for key, value in sheet.data.items() if key in labels]
    right = (
        say("overseas.valid", now.lang)
        if sheet.valid
        else say("overseas.invalid", now.lang, count=len(sheet.errors))
    )
    told.append(right)
    return told + [
        f"  {labels.get(one.field, one.field)}: {one.text(now.lang)}"
        for one in (*sheet.errors, *sheet.warnings)
    ]


def pairs(words: list[str] | None, option: str) -> dict[str, str]:
    """Read FIELD=VALUE words. Raises OfficeError E_USAGE."""
    found = {}
    for word in words or ():
        key, mark, value = word.partition("=")
        if not mark:
            raise OfficeError("cli.usage", code="E_USAGE", problem=f"{option} {word}")
        found[key.strip()] = value
    return found


@app.command("arrive")
def arrive(person: Who, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Give a number to somebody who came to the counter."""
    from fieldsuite.casework.overseas import queue

    with opened(officer, passphrase_file) as office:
        ticket = queue.arrive(office, person)
    answer(
        plain(ticket),
        [say("overseas.ticket", now.lang, number=ticket.number, name=ticket.name, at=ticket.at)],
    )


@app.command("queue")
def queue_(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show who came today, and who is done."""
    from fieldsuite.casework.overseas import queue

    with opened(officer, passphrase_file) as office:
        found = queue.tickets(office)
    told = [(one, say(f"overseas.state_{one.state}", now.lang)) for one in found]
    answer({"tickets": plain(found)}, [f"{one.number}  {one.name}  {one.at}  {state}" for one, state in told])


@app.command("next")
def next_(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Call the next one, with the form of last year copied."""
    from fieldsuite.casework.overseas import queue

    with opened(officer, passphrase_file) as office:
        ticket, sheet = queue.take_next(office)
    answer({"ticket": plain(ticket), "sheet": shown(sheet)}, lines(sheet))


@app.command("leave")
def leave(person: Who, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Note that somebody left before they were served."""
    from fieldsuite.casework.overseas import queue, sheet

    with opened(officer, passphrase_file) as office:
        there = queue.finish(office, sheet.look(office, person).key, "left")
    answer({"left": there}, [], exit_code=0 if there else 1)


@app.command("fill")
def fill(
    person: Who,
    file: Annotated[Path | None, typer.Option("--file", help="JSON object with fields of the form.")] = None,
    sets: Sets = None,
    mrz: Annotated[list[str] | None, typer.Option("--mrz", help="A line at the foot of the passport; twice.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was typed before.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Fill the form in and check it: exit 0 when it is right, 1 when a field is to be mended. It is kept as a draft."""
    from fieldsuite.casework.overseas import sheet
    from fieldsuite.cli.form import read_form

    typed = {key: str(value) for key, value in read_form(file).items()} if file else {}
    if mrz:
        if len(mrz) != 2:
            raise OfficeError("overseas.mrz_unreadable")
        typed |= sheet.typed_line(*mrz)
    typed |= pairs(sets, "--set")
    with opened(officer, passphrase_file) as office:
        found = sheet.fill(office, person, typed, fresh=fresh)
    answer(shown(found), lines(found), exit_code=0 if found.valid else 1)


@app.command("print")
def print_(
    person: Who, out: Out,
    sheet_only: Annotated[bool, typer.Option("--sheet-only", help="Without the papers that go with it.")] = False,
    blank: Annotated[str, typer.Option("--blank", help="none, overprint (fields only), merged (on it).")] = "none",
    printer: form_office.Printer = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print the form and its papers; it gets its number now."""
    from fieldsuite.casework import printers
    from fieldsuite.casework.overseas import pack

    if blank not in ("none", "overprint", "merged"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--blank {blank}")
    with opened(officer, passphrase_file) as office:
        if printer:
            printers.prefer(office, printer)
        if blank != "none":
            made = pack.overprint(office, person, out, on_blank=blank == "merged")
            result, told = {"pages": made.pages, "path": str(made.path), "unprintable": []}, [str(made.path)]
        else:
            result, told = _printed(pack.print_pack(office, person, out, sheet_only=sheet_only))
    form_office.answer_paper(result, told, out, printer)


@app.command("reprint")
def reprint(
    number: Annotated[str, typer.Argument(help="Number of a recorded form, or a person whose form is open.")],
    out: Out, officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print a form again, with the number it has."""
    from fieldsuite.casework.overseas import pack

    with opened(officer, passphrase_file) as office:
        printed = pack.reprint(office, number, out)
    answer(*_printed(printed))


def _printed(pack: Any) -> tuple[dict[str, Any], list[str]]:
    made = pack.printed
    told = [say("overseas.printed", now.lang, pages=made.pages, number=pack.form_no, path=made.path)]
    if pack.draft:
        told.append(say("overseas.draft", now.lang))
    result = {"form_no": pack.form_no, "pages": made.pages, "path": str(made.path), "draft": pack.draft}
    return {**result, "unprintable": []}, told


@app.command("record")
def record(
    person: Who,
    photo: Annotated[list[Path] | None, typer.Option("--photo", help="Scan of the signed sheet, of documents.")] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", help="KIND[:NUMBER[:YYYY-MM-DD[:copy]]]; may be repeated.")
    ] = None,
    explain: Annotated[list[str] | None, typer.Option("--explain", help="FIELD=REASON for what differs.")] = None,
    category: Annotated[str, typer.Option("--category", help="pensioner, survivor or short_stay.")] = "pensioner",
    notary_on: Annotated[str, typer.Option("--notary-on", help="Day of the notary's act, by mail.")] = "",
    override: Annotated[str, typer.Option("--override", help="Why a fourth year by proxy is taken.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record the signed form with its scan and the documents seen; a colleague reviews it."""
    from fieldsuite.casework.overseas import record as job

    if category not in ("pensioner", "survivor", "short_stay"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--category {category}")
    signed = job.Signed(
        tuple(photo or ()), read_documents(document or ()), pairs(explain, "--explain"), category,  # type: ignore[arg-type]  # checked above
        day(notary_on, "--notary-on") if notary_on else None, override,
    )  # fmt: skip
    with opened(officer, passphrase_file) as office:
        saved = job.save(office, person, signed)
    key = "recorded" if saved.person_id else "recorded_unlisted"
    answer(plain(saved), [say(f"overseas.{key}", now.lang, record=saved.record_id[:8])])


@app.command("void")
def void(
    number: Annotated[str, typer.Argument(help="Number of the spoilt form.")],
    reason: Annotated[str, typer.Option("--reason")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Make the number of a spoilt form void."""
    from fieldsuite.casework.overseas import numbers

    with opened(officer, passphrase_file) as office:
        made = numbers.void(office, number, reason)
    answer({"record_id": made, "form_no": number}, [number])


@app.command("unlisted")
def unlisted(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List forms of people whom no list names; at the desk those of every office."""
    from fieldsuite.casework.overseas.unlisted import unlisted as job

    with opened(officer, passphrase_file) as office:
        found = job(office)
    told = [
        f"{one.on}  {one.form_no}  {one.name}  {one.id_no}  {one.site}  {one.known_as or '-'}"
        for one in found
    ]
    answer({"forms": plain(found)}, told)


@app.command("series")
def series(
    after: Annotated[int, typer.Option("--after", min=0, help="Number this laptop goes on after.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Let this laptop's numbers go on after another one: two laptops of one office never give the same."""
    from fieldsuite.casework.overseas import numbers

    with opened(officer, passphrase_file) as office:
        numbers.start(office, after)
    answer({"after": after}, [str(after)])
