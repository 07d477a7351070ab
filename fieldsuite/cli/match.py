"""``match``: captures that wait to be compared (待比对), at an office or at the provincial desk."""

from typing import TYPE_CHECKING

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.words import has, say

if TYPE_CHECKING:
    from fieldsuite.casework.later import Matched, MatchReport

app = typer.Typer(help="待比对: captures that wait to be compared.", no_args_is_help=True)


@app.command("list")
def list_(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List the captures that wait, oldest first, and whether a template is here."""
    from fieldsuite.casework import later

    with opened(officer, passphrase_file) as office:
        rows = later.waiting(office)
    lines = [
        say(
            "later.row", now.lang, day=row.occurred_on, name=row.name,
            method=say(f"later.method_{row.method}", now.lang),
            note=say("later.ready" if row.template else "later.needs_template", now.lang),
        )
        for row in rows
    ]  # fmt: skip
    answer({"waiting": [plain(row) for row in rows]}, lines or [say("later.nothing", now.lang)])


@app.command("run")
def run(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Compare everything that waits on this machine; interrupted, it goes on where it stopped."""
    from fieldsuite.casework import later
    from fieldsuite.province import matches

    with opened(officer, passphrase_file) as office:
        job = matches.match_all if office.config.kind == "province" else later.match_all
        report = follow(job(office))
    assert isinstance(report, later.MatchReport)
    passed = sum(one.passed for one in report.matched)
    answer(
        {
            "matched": [_shown(one) for one in report.matched],
            "left": [_shown(one) for one in report.left],
            "passed": passed,
        },
        [*(_line(one) for one in (*report.matched, *report.left)), _summary(report, passed)],
    )


def _summary(report: "MatchReport", passed: int) -> str:
    if not report.matched and not report.left:
        return say("later.nothing", now.lang)
    return say("later.summary", now.lang, matched=len(report.matched), passed=passed, left=len(report.left))


def _shown(one: "Matched") -> dict[str, object]:
    shown: dict[str, object] = plain(one)
    if one.likeness is not None:
        shown["likeness"] = round(one.likeness, 4)
    return shown


def _line(one: "Matched") -> str:
    key = f"biometric.{one.verdict}"
    return say(
        "later.result", now.lang, name=one.name, method=say(f"later.method_{one.method}", now.lang),
        verdict=say(key if has(key) else f"later.{one.verdict}", now.lang), reason=say(one.reason, now.lang),
    )  # fmt: skip
