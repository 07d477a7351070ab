"""``roll``: the lists of the desk: entitled, lost, to verify; uncertified people; who is due today."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding

app = typer.Typer(help="名单: entitled, lost, to verify, uncertified, due today.", no_args_is_help=True)

Area = Annotated[str, typer.Option("--area", help="Insured place (six digits), office or village.")]
Benefit = Annotated[str, typer.Option("--benefit", help="pension, work-injury, ...; default: all.")]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", help="Also write it to a file: .xlsx, .csv or .pdf.")
]


@app.command("show")
def show(
    which: Annotated[str, typer.Option("--list", help="eligible, lost or verify; default: all three.")] = "",
    benefit: Benefit = "", area: Area = "", out: Out = None, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Say on which list everybody stands (具备, 丧失, 待核实), from which source, and by which article."""
    from fieldsuite import exports
    from fieldsuite.province import lists
    from fieldsuite.rules.reasons import sentence

    lists.check_list(which)
    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        rows = lists.lists(office, which, benefit=benefit, area=area)
        if out is not None:
            lists.write(office, out, which, rows, coded)
    shown = []
    for row in rows:
        texts = [
            {"rule": one.key.removeprefix("rules."), "text": sentence(one, now.lang), "article": one.article}
            for one in row.reasons
        ]
        shown.append({**plain(row), "reasons": texts})
    counts = {name: sum(row.list == name for row in rows) for name in lists.LISTS}
    answer(
        {"people": shown, "counts": counts, "path": str(out) if out else None},
        [f"{row.list}  {row.name}  {row.benefit}  {sentence(row.reasons[0], now.lang)}" for row in rows],
    )


@app.command("split")
def split(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """Count the list to verify by office and village, and for work injury by unit."""
    from fieldsuite.province import lists

    with opened(officer, passphrase_file, as_of) as office:
        found = lists.split(office)
    answer({"sites": found}, [f"{site}: {counts}" for site, counts in found.items()])


@app.command("assign")
def assign(
    site: Annotated[str, typer.Argument(help="Office whose next list shall carry them.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Put everybody of an office who is to be verified onto its next list; `province send` takes it there."""
    from fieldsuite.province import lists
    from fieldsuite.words import say

    with opened(officer, passphrase_file, as_of) as office:
        count = lists.assign(office, site, say("desk.verify_by_rule", "zh"))
    answer({"assigned": count}, [f"{count}"])


@app.command("sent")
def sent(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """List the lists to verify that left, the days left of their three months, and what came back."""
    from fieldsuite.province import verifying

    with opened(officer, passphrase_file, as_of) as office:
        rows = verifying.sent_lists(office)
    lines = [
        f"{row.sent_on}  {row.site}  {row.back}/{row.to_verify}  {row.due_on}  {row.days}" for row in rows
    ]
    answer({"lists": [plain(row) for row in rows]}, lines)


@app.command("object")
def object_(
    person: Annotated[str, typer.Argument(help="Name, person number, ID number or id.")],
    reason: Annotated[str, typer.Option("--reason", help="One sentence.")],
    by: Annotated[str, typer.Option("--by", help="Who objects: the person, a relative, a unit.")],
    benefit: Annotated[str, typer.Option("--benefit", help="pension, work-injury, ...")] = "pension",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Note that somebody objects to a suspension; until it is settled it becomes no stop (停发异议)."""
    from fieldsuite.casework import people
    from fieldsuite.province import stop_objections

    with opened(officer, passphrase_file, as_of) as office:
        record = stop_objections.object_to(office, people.card(office, person).id, benefit, by, reason)
    answer({"record_id": record}, [record])


@app.command("reject")
def reject(
    person: Annotated[str, typer.Argument(help="Name, person number, ID number or id.")],
    reason: Annotated[str, typer.Option("--reason", help="One sentence.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Let an objection to a suspension no longer count, since it proved wrong; another officer than who noted it."""
    from fieldsuite.casework import people
    from fieldsuite.province import stop_objections

    with opened(officer, passphrase_file, as_of) as office:
        record = stop_objections.reject(office, people.card(office, person).id, reason)
    answer({"record_id": record}, [record])


@app.command("uncertified")
def uncertified(
    area: Area = "", benefit: Benefit = "",
    span: Annotated[int | None, typer.Option("--span", help="First month of a span: 10, 12, 24, 36, 48, 60.")] = None,
    out: Out = None, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """List the uncertified (未认证人员名单) by insured place, benefit and span of time."""
    from fieldsuite import exports
    from fieldsuite.province import daily

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        rows = daily.uncertified(office, area=area, benefit=benefit, span=span)
        if out is not None:
            daily.write(office, out, rows, encoding=coded)
    _give(rows, out)


@app.command("daily")
def daily_(
    area: Area = "", benefit: Benefit = "", out: Out = None, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """List who is about to pass the cycle or has passed it (每日查询名单)."""
    from fieldsuite import exports
    from fieldsuite.province import daily

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        rows = daily.daily(office, area=area, benefit=benefit)
        if out is not None:
            daily.write(office, out, rows, "每日查询名单", coded)
    _give(rows, out)


@app.command("proposals")
def proposals(
    area: Area = "", out: Out = None, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """List what is to be suspended, stopped, cleared up or paid back, and what is objected to, with the article."""
    from fieldsuite import exports
    from fieldsuite.province import proposals as job

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        rows = job.proposals(office, area=area)
        if out is not None:
            job.write(office, out, rows, coded)
    lines = [
        f"{row.what}  {row.name}  {row.benefit}  {row.why}  {row.since or '-'}  {row.article}" for row in rows
    ]
    answer({"proposals": [plain(row) for row in rows], "path": str(out) if out else None}, lines)


@app.command("trend")
def trend(
    months: Annotated[int, typer.Option("--months", min=1, max=120)] = 12,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Count suspended and stopped benefits at the end of each of the last months."""
    from fieldsuite.province import proposals as job

    with opened(officer, passphrase_file, as_of) as office:
        rows = job.trend(office, months)
    shown = [
        {"month": month, "suspended": suspended, "stopped": stopped} for month, suspended, stopped in rows
    ]
    answer({"months": shown}, [f"{month}  {suspended}  {stopped}" for month, suspended, stopped in rows])


@app.command("payroll")
def payroll(
    file: Annotated[Path, typer.Argument(help="Payment list: Excel, or CSV in UTF-8 or GB18030.")],
    id_column: Annotated[str, typer.Option("--id-column", help="Name of the column with the identity numbers.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Compare a payment list with the certifications: who is paid and should not be, who should be and is not."""
    from fieldsuite.province import proposals as job

    with opened(officer, passphrase_file, as_of) as office:
        found = job.payroll(office, file, {"id_no": id_column} if id_column else {})
    answer(plain(found), [*(f"{name}  {status}" for _, name, status in found.paid_uncertified),
                          *(f"-  {name}" for _, name in found.unpaid_entitled)])  # fmt: skip


def _give(rows: tuple, out: Path | None) -> None:  # type: ignore[type-arg]
    from fieldsuite.casework.masks import masked_id, masked_phone

    shown = [{**plain(row), "id_no": masked_id(row.id_no), "phone": masked_phone(row.phone)} for row in rows]
    answer(
        {"people": shown, "path": str(out) if out else None},
        [f"{row.deadline or '-'}  {row.status}  {row.name}  {row.benefit}  {row.months}" for row in rows],
    )
