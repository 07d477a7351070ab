"""Finds the noun, runs the verb, and shows every failure as a sentence."""

import contextlib
import importlib
import io
import os
import sys
import traceback
from datetime import UTC, datetime

# Typer carries its own click and shows these two under no public name.
import typer
from typer._click.core import Command, Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperGroup

from fieldsuite.cli import output
from fieldsuite.cli.before import take_out
from fieldsuite.cli.logged import logged
from fieldsuite.errors import OfficeError

NOUNS = {
    "id": "identity", "policy": "policy", "form": "form", "face": "face", "voice": "voice", "bench": "bench",
    "bundle": "bundle", "province": "province", "receipt": "receipt", "due": "due", "demo": "demo", "doctor": "doctor",
    "setup": "setup", "trust": "trust", "officer": "officer", "people": "people", "visit": "visit", "review": "review",
    "roster": "roster", "list": "worklist", "outbox": "outbox", "enrol": "enrol",
    "models": "models",
    "overseas": "overseas", "mail": "mail", "ledger": "ledger", "service": "service", "contact": "contact",
    "death": "death", "notice": "notice", "slip": "slip", "report": "report",
    "roll": "roll", "compare": "compare", "approval": "approval", "undo": "undo",
    "match": "match", "template": "template", "evidence": "evidence", "relay": "relay", "calibrate": "calibrate",
    "site": "site", "audit": "audit", "backup": "backup",
    "serve": "serve", "update": "update", "support": "support",
    "manual": "manual",
}  # fmt: skip
"""Noun -> module of this package; each has ``app``, a Typer with the verbs."""


class Nouns(TyperGroup):
    """Loads a noun's module when it is named, so that one command never pays for another's imports."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Give every noun, in the order of the table."""
        return list(NOUNS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Load the noun's commands, or None when there is no such noun."""
        if cmd_name not in NOUNS:
            return None
        module = importlib.import_module(f"fieldsuite.cli.{NOUNS[cmd_name]}")
        command = typer.main.get_group(module.app)  # a noun with one verb is still a noun
        command.name = cmd_name
        return command


ANYWHERE = (
    "Anywhere in the line: --home DIR (folder of the office), --json (one JSON object on stdout), "
    "--lang zh|en (language of messages)."
)
"""Told under the help of the program: ``main`` takes these three out before the noun is looked for."""

app = typer.Typer(
    cls=Nouns,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=ANYWHERE,
)


@app.callback()
def _open(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version"),
    plain: bool = typer.Option(
        False, "--plain", help="Line by line: for screen readers, dumb terminals, pipes."
    ),
) -> None:
    """FieldSuite 领取社会保险待遇资格认证. Without a noun it opens the screens."""
    if version:
        from fieldsuite import __version__

        output.answer({"version": __version__}, [f"fieldsuite {__version__}"])
    elif ctx.invoked_subcommand is None and not output.now.as_json and (plain or _line_by_line()):
        from fieldsuite.plain.session import open_plain

        output.now.exit = open_plain(output.now.home, output.now.lang)
    elif ctx.invoked_subcommand is None:
        if output.now.as_json or not sys.stdout.isatty():
            raise OfficeError("cli.no_terminal", code="E_USAGE")
        from fieldsuite.app import open_screens

        output.now.exit = open_screens(output.now.home, output.now.lang)


def _line_by_line() -> bool:
    from fieldsuite.config import default_home
    from fieldsuite.display import line_by_line

    return line_by_line(output.now.home or default_home())


def run(words: list[str]) -> int:
    """Run the words; give the exit status. Nothing that goes wrong shows a traceback."""
    with logged(words, NOUNS):
        return _ran(words)


def _ran(words: list[str]) -> int:
    try:
        left = take_out(words)
        if output.now.as_json:
            _as_json(left)
        else:
            _run(left)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read our lines has had enough: ``fieldsuite due list | head``. That is no fault; Typer makes of it an
        # exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except (KeyboardInterrupt, typer.Abort):
        output.fail(OfficeError("cli.interrupted", code="E_USAGE"))
        return 130
    except Exception as error:
        _failed(error)
    return output.now.exit


def _as_json(words: list[str]) -> None:
    """Let nothing but the one object onto stdout: what else is said there, such as a help, becomes the object."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        _run(words)
    if not output.now.answered:
        output.answer({"help": said.getvalue()})


def _run(words: list[str]) -> None:
    try:
        ended = typer.main.get_command(app).main(args=words, prog_name="fieldsuite", standalone_mode=False)
    except NoArgsIsHelpError as error:
        print(error.format_message())
        output.now.exit = 2
        if output.now.as_json:
            raise OfficeError(
                "cli.usage", code="E_USAGE", problem=error.ctx.command_path if error.ctx else ""
            ) from error
    except UsageError as error:
        raise OfficeError("cli.usage", code="E_USAGE", problem=error.format_message()) from error
    else:
        if ended == 130:  # what Typer makes of Ctrl-C
            raise KeyboardInterrupt


NO_FILE = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def _failed(error: Exception) -> None:
    if hasattr(error, "code") and hasattr(error, "key"):
        output.fail(error)
    elif isinstance(error, OSError):
        key, code = ("cli.no_such_file", "E_INPUT") if isinstance(error, NO_FILE) else ("cli.disk", "E_DISK")
        output.fail(
            OfficeError(key, code=code, path=error.filename or "", problem=error.strerror or str(error))
        )
    else:
        output.fail(OfficeError("cli.bug", code="E_BUG", path=_note(error), problem=type(error).__name__))
        output.now.error = error


def _note(error: Exception) -> str:
    """Write a fault of the program down beside the office: frames and the kind of error, never values of people."""
    from fieldsuite.config import default_home

    folder = (output.now.home or default_home()) / "logs"
    path = folder / f"fault-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{type(error).__name__}\n{''.join(frames)}", encoding="utf-8")
    except OSError:
        print("".join(frames), file=sys.stderr)
    return str(path)
