"""``audit``: the log of every act, shown, verified, taken out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.words import has, say

if TYPE_CHECKING:
    from fieldsuite.casework.audit import EntryRow, Report

app = typer.Typer(help="审计日志: who did what, when and why.", no_args_is_help=True)

Since = Annotated[str, typer.Option("--since", help="First day, YYYY-MM-DD.")]
Until = Annotated[str, typer.Option("--until", help="Day before which it ends, YYYY-MM-DD.")]


@app.command("list")
def list_(
    act: Annotated[str, typer.Option("--act", help="One kind of act: unlock, unmask, pack, …")] = "",
    by: Annotated[str, typer.Option("--by", help="One officer: name or id.")] = "",
    since: Since = "", until: Until = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000)] = 500,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List the newest entries, the newest first."""
    from fieldsuite.casework import audit

    first = day(since, "--since").isoformat() if since else ""
    last = day(until, "--until").isoformat() if until else ""
    with opened(officer, passphrase_file) as office:
        rows = audit.listed(office, act=act, officer=by, since=first, until=last, most=limit)
    answer(
        {"entries": [{name: getattr(row, name) for name in row.__slots__} for row in rows]},
        [f"{row.position}  {row.at}  {row.officer_name or row.officer}  {act_word(row.act)}  {row.subject}  "
         f"{row.why}{written(row)}" for row in rows] or [say("audit.empty", now.lang)],
    )  # fmt: skip


def written(row: "EntryRow") -> str:
    """Say which file an entry speaks of, and how many rows it holds; nothing for other entries."""
    if not row.file:
        return ""
    key = "audit.file" if row.rows is None else "audit.file_rows"
    return say(key, now.lang, file=row.file, rows=row.rows)


@app.command("verify")
def verify(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Verify the log from its first entry, and every signed record with it; exit 1 when it is not whole."""
    from fieldsuite.casework import audit

    with opened(officer, passphrase_file) as office:
        report = audit.verified(office)
    _tell(report)


@app.command("export")
def export(
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write, one line an entry.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write the log without names and reasons, so that others can verify it."""
    from fieldsuite.casework import audit

    with opened(officer, passphrase_file) as office:
        count = audit.export(office, out)
    answer({"entries": count, "path": str(out)}, [say("audit.exported", now.lang, entries=count, path=out)])


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A log that an office took out.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Verify a log that was taken out; at the province also against the heads that came with its bundles."""
    from fieldsuite.casework import audit

    with opened(officer, passphrase_file) as office:
        report = audit.check_file(office, file)
    _tell(report)


@app.command("clock")
def clock(
    reason: Annotated[str, typer.Option("--reason", help="What was found.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Confirm as a supervisor that the machine's clock is right."""
    from fieldsuite.casework import audit

    with opened(officer, passphrase_file) as office:
        audit.confirm_clock(office, reason)
    answer({"confirmed": True}, [say("audit.clock_confirmed", now.lang)])


def act_word(act: str) -> str:
    """Name of an act in the language of the moment; its own word where it has no other."""
    return next((say(key, now.lang) for key in (f"audit.act_{act}", f"screens.kind_{act}") if has(key)), act)


def _tell(report: "Report") -> None:
    breaks: list[dict[str, object]] = [
        {"entry": one.position, "kind": one.kind, "until": one.until, "at": one.at, "act": one.act,
         "message": say(f"audit.break_{one.kind}", now.lang, position=one.position, until=one.until, at=one.at,
                        act=act_word(one.act))}
        for one in report.breaks
    ]  # fmt: skip
    broken: list[dict[str, object]] = [
        {"record": one.record, "kind": one.kind,
         "message": say(f"audit.record_{one.kind}", now.lang, record=one.record)}
        for one in report.broken_records
    ]  # fmt: skip
    lines = [say("audit.whole", now.lang, entries=report.entries, records=report.records)]
    if not report.intact:
        lines = [say("audit.not_whole", now.lang, first=report.first_break)] if breaks else []
        lines += [say("audit.records_not_whole", now.lang, count=len(broken))] if broken else []
        lines += [str(one["message"]) for one in (*breaks, *broken)]
    answer(
        {"entries": report.entries, "intact": report.intact, "first_break": report.first_break, "breaks": breaks,
         "records": report.records, "broken_records": broken},
        lines,
        exit_code=0 if report.intact else 1,
    )  # fmt: skip
