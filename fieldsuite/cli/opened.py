"""Opens the office for a command and closes it again: who, with which passphrase, on which day."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from fieldsuite.cli import output
from fieldsuite.cli.follow import Line
from fieldsuite.config import Home, default_home, read_config
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from fieldsuite.office import Office

Officer = Annotated[
    str, typer.Option("--officer", help="Who is at work: name or id; default: the first one.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="File with the passphrase; FIELDSUITE_PASSPHRASE works too."),
]
AsOf = Annotated[str, typer.Option("--as-of", help="Day that counts as today, YYYY-MM-DD.")]

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def home() -> Path:
    """Give the office's folder: ``--home``, or the platform's user-data folder."""
    return output.now.home or default_home()


def passphrase(file: Path | None) -> str:
    """Read the passphrase from a file or from FIELDSUITE_PASSPHRASE; ask for it on a terminal.

    Raises OfficeError E_PASSPHRASE when there is none, E_INPUT when the file cannot be read.
    """
    if file is not None:
        try:
            return next(iter(file.read_text(encoding="utf-8-sig").splitlines()), "").strip()
        except (OSError, ValueError) as error:
            raise OfficeError("cli.passphrase_file", path=str(file)) from error
    if given := os.environ.get("FIELDSUITE_PASSPHRASE"):
        return given
    if os.isatty(0) and not output.now.as_json:
        return str(typer.prompt("口令 passphrase", hide_input=True, err=True))
    raise OfficeError("cli.no_passphrase", code="E_PASSPHRASE")


def day(text: str, option: str) -> date:
    """Read YYYY-MM-DD and nothing else: a week date or one without hyphens is likelier a slip. Raises OfficeError
    E_USAGE.
    """
    try:
        if not ISO_DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise OfficeError("cli.bad_date", code="E_USAGE", option=option, text=text) from error


@contextmanager
def opened(
    officer: str = "", passphrase_file: Path | None = None, as_of: str = "", *, beside: bool = False
) -> Iterator["Office"]:
    """Open the office of this invocation for one command; ``beside`` takes no lock and marks that workers are here.

    Raises OfficeError E_NOT_FOUND, E_BUSY; KeysError E_PASSPHRASE.
    """
    from fieldsuite.clock import utc_now
    from fieldsuite.office import open_office
    from fieldsuite.opening import working
    from keys.vault import officers

    config = read_config(home())
    # A colleague who reviews is named; without a name it is the one who does the daily work.
    known = sorted(officers(Home(home()).keys), key=lambda card: card.role == "supervisor")
    who = next((card for card in known if officer in ("", card.id, card.name)), None)
    if who is None:
        raise OfficeError("cli.no_officer", code="E_NOT_FOUND", officer=officer)
    today = day(as_of, "--as-of") if as_of else None

    def at_noon() -> datetime:
        assert today is not None
        return datetime.combine(today, time(12), ZoneInfo(config.timezone)).astimezone(UTC)

    line = Line()
    with working(Home(home())) if beside else nullcontext():
        office = open_office(
            home(),
            who.id,
            passphrase(passphrase_file),
            now=utc_now,
            as_of=at_noon if today else None,
            beside=beside,
            tell=line,
        )
        line.clear()
        try:
            yield office
        finally:
            office.close()
