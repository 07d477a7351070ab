"""``province``: the jobs of the provincial desk."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import (
    output,
    province_batches,
    province_conduct,
    province_devices,
    province_seen,
    province_work,
)
from fieldsuite.cli.doubts import doubt
from fieldsuite.cli.follow import follow, followed
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.words import say

app = typer.Typer(help="The provincial desk.", no_args_is_help=True)

province_devices.add_to(app)
province_conduct.add_to(app)
province_work.add_to(app)
province_batches.add_to(app)
province_seen.add_to(app)

Records = Annotated[list[str], typer.Argument(help="Ids of records.")]


@app.command("receive")
def receive(
    files: Annotated[list[Path] | None, typer.Argument(help="Bundles, or the folder of a stick.")] = None,
    uploaded: Annotated[bool, typer.Option("--uploaded", help="Also what came over the network (serve).")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what taking them in would do, and leave nothing behind.")
    ] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Receive bundles: verify, import in one transaction, write the receipt. Exits with the highest status of them."""
    from fieldsuite.matching.duplicates import DuplicateReport
    from fieldsuite.province.intake import NotLooked, take_in
    from fieldsuite.province.views import ArrivedBundle
    from keys.files import make_folder

    if not files and not uploaded:
        raise OfficeError("cli.usage", code="E_USAGE", problem="FILES, --uploaded")
    if dry_run:
        province_seen.look_first(files or (), officer, passphrase_file)
        return
    with opened(officer, passphrase_file) as office:
        if uploaded:
            make_folder(office.home.drop)
        given = [*(files or ()), *([office.home.drop] if uploaded else [])]
        steps = list(followed(take_in(office, given)))
    arrived = [step for step in steps if isinstance(step, ArrivedBundle)]
    found = [row for step in steps if isinstance(step, DuplicateReport) for row in step.rows if row.fresh]
    alarms = [plain(row) for row in found]
    missed = [step.error for step in steps if isinstance(step, NotLooked)]
    shown = [{"file": one.file, "bundle": one.bundle, "result": one.result, "code": one.code, **one.counts,
              "counts": one.counts, "receipt": one.receipt,
              **({"log": one.log} if one.log else {}),
              **({"slices": one.slices, "missing": list(one.missing)} if one.result == "waiting" else {})}
             for one in arrived]  # fmt: skip
    worst = max(
        (exit_status(one.code) if one.result in ("held", "rejected") else 0 for one in arrived), default=0
    )
    if not worst:
        answer(
            {"bundles": shown, "alarms": alarms, "looked": not missed},
            [
                *(f"{one.result}  {one.code}  {one.counts}  {one.file}" for one in arrived),
                *("! " + say(f"province.log_{one.log}", output.now.lang) for one in arrived if one.log),
                *(doubt(row) for row in found),
                *(say("province.not_looked", output.now.lang) for _ in missed),
            ],
        )
        return
    bad = next(one for one in arrived if one.result in ("held", "rejected"))
    message = say(bad.message, output.now.lang) if bad.message else bad.code
    error = OfficeError(
        "province.refused",
        code=bad.code,
        extra={"bundles": shown, "alarms": [plain(row) for row in found]},
        file=bad.file,
        reason=message,
    )
    output.fail(error)
    output.now.exit = worst


@app.command("cases")
def cases(
    bundle: Annotated[str, typer.Option("--bundle")] = "",
    which: Annotated[str, typer.Option("--which", help="waiting, decided or all.")] = "waiting",
    whose: Annotated[str, typer.Option("--whose", help="mine, nobody, mine_or_nobody or all.")] = "all",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List the records that wait for a decision, and what accepting each would change."""
    from fieldsuite.province.allotments import marked
    from fieldsuite.province.cases import cases as job

    with opened(officer, passphrase_file) as office:
        rows = marked(office, job(office, bundle=bundle or None, which=which), whose)  # type: ignore[arg-type]  # another word gives mine_or_nobody
    answer({"records": [{**plain(row), "clerk": clerk} for row, clerk in rows]},
           [f"{row.record_id[:8]}  {row.name}  {row.method}  {row.detail}  {row.status}  {','.join(row.flags)}  {clerk}"
            for row, clerk in rows])  # fmt: skip


@app.command("accept")
def accept(records: Records, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Accept records (采纳)."""
    _decide(records, "accepted", "", "", officer, passphrase_file)


@app.command("hold")
def hold(records: Records, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Hold records (待定)."""
    _decide(records, "held", "", "", officer, passphrase_file)


@app.command("return")
def return_(
    records: Records,
    code: Annotated[str, typer.Option("--code", help="PHOTO_UNCLEAR, PERSON_DOUBTFUL, DOCUMENT_MISSING, "
                                      "PLACE_UNCLEAR, DATE_WRONG or OTHER.")],
    todo: Annotated[str, typer.Option("--todo", help="What the office shall do.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Return records with a reason and what to do (退回)."""
    _decide(records, "returned", code, todo, officer, passphrase_file)


def _decide(
    records: list[str], status: str, code: str, todo: str, officer: str, passphrase_file: PassphraseFile
) -> None:
    from fieldsuite.province.adjudicate import decide

    with opened(officer, passphrase_file) as office:
        count = decide(office, records, status, code, todo)  # type: ignore[arg-type]  # the three commands above
    answer({"decided": count, "status": status}, [f"{status}: {count}"])


@app.command("send")
def send(
    site: Annotated[str, typer.Argument(help="Office the stick is for.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the stick.")],
    no_list: Annotated[bool, typer.Option("--no-list", help="Receipts and decisions only.")] = False,
    whole: Annotated[bool, typer.Option("--whole", help="Name everybody on the list, not only changes.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Write receipts, decisions and a new signed work list for an office to a stick."""
    from fieldsuite.province.dispatch import Dispatched
    from fieldsuite.province.dispatch import send as job

    with opened(officer, passphrase_file, as_of) as office:
        done = follow(job(office, site, out, with_list=not no_list, whole=whole))
    assert isinstance(done, Dispatched)
    answer(plain(done), list(done.files))


@app.command("send-waiting")
def send_waiting(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the stick.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Write to every office that waits for a decision, one after the other; each letter is sealed to its office."""
    from fieldsuite.province.dispatch import Dispatched, send_unanswered

    with opened(officer, passphrase_file, as_of) as office:
        done = [step for step in send_unanswered(office, out) if isinstance(step, Dispatched)]
    answer({"offices": [plain(one) for one in done]}, [f"{one.site}: {one.decisions}" for one in done])


@app.command("desk")
def desk(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show the desk: bundles, numbers, offices."""
    from fieldsuite.province.adjudicate import desk as job

    with opened(officer, passphrase_file) as office:
        view = job(office)
    shown = plain(view)
    answer(shown, [f"{key}: {value}" for key, value in shown.items() if not isinstance(value, list)])


@app.command("buckets")
def buckets(
    area: Annotated[str, typer.Option("--area", help="Insured place (six digits), office or village.")] = "",
    benefit: Annotated[str, typer.Option("--benefit")] = "",
    only_counts: Annotated[bool, typer.Option("--counts", help="Say how many, not who.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Count who was not certified for how long, in the six buckets of Sichuan's annex 7."""
    from fieldsuite.province import uncertified

    if only_counts:
        with opened(officer, passphrase_file, as_of) as office:
            counted = uncertified.bucket_counts(office, area=area, benefit=benefit)
        answer({"buckets": [{"from_months": a, "to_months": b, "people": number} for a, b, number in counted]},
               [f"{a}-{b or ''}: {number}" for a, b, number in counted])  # fmt: skip
        return
    with opened(officer, passphrase_file, as_of) as office:
        found = uncertified.buckets(office, area=area, benefit=benefit)
    answer({"buckets": [plain(one) for one in found]},
           [f"{one.from_months}-{one.to_months or ''}: {len(one.people)}" for one in found])  # fmt: skip
