"""``trust revoke``, ``end``, ``people``, ``clerks``, ``suite``; the change that waits: ``waiting``, ``confirm``,
``cancel``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from fieldsuite.office import Office
    from keys.trust import Statement, Trust, TrustedKey

Key = Annotated[str, typer.Argument(help="Name of the key as trust show has it, at least 12 digits.")]
REASONS = ("lost", "stolen", "compromised", "left")


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``trust``."""
    for name, verb in (("revoke", revoke), ("end", end), ("people", people), ("clerks", clerks), ("suite", suite),
                       ("waiting", waiting), ("confirm", confirm), ("cancel", cancel)):  # fmt: skip
        app.command(name)(verb)


def revoke(
    key: Key,
    reason: Annotated[str, typer.Option("--reason", help="lost, stolen, compromised or left.")],
    at: Annotated[str, typer.Option("--at", help="Instant it counts from, UTC, 2026-11-21T08:30:00Z; default: now.")]
    = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Revoke a key: what is sealed with it from the instant on is refused, what came before stays."""
    from fieldsuite.province import changes
    from keys.instants import from_text

    if reason not in REASONS:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--reason {reason}")
    instant = from_text(at) if at else None
    _change(lambda office: changes.revoke(office, key, reason, instant), officer, passphrase_file)  # type: ignore[arg-type]  # checked above


def end(
    key: Key,
    on: Annotated[str, typer.Option("--on", help="Last day, YYYY-MM-DD.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Let a key end in good order on a day."""
    from datetime import UTC, datetime, time, timedelta

    from fieldsuite.province import changes

    last = datetime.combine(day(on, "--on") + timedelta(days=1), time(), UTC)
    _change(lambda office: changes.ending(office, key, last), officer, passphrase_file)


def people(
    number: Annotated[int, typer.Argument(min=1, max=3, help="1 for a desk of one person.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Ask for the signatures of so many different people of the desk for every change from now on."""
    from fieldsuite.province import changes

    _change(lambda office: changes.people_needed(office, number), officer, passphrase_file)


def suite(
    number: Annotated[int, typer.Argument(help="2: X25519 with ML-KEM-768.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Seal and open nothing under this suite of ciphers from now on; it is only ever raised."""
    from fieldsuite.province import changes, suites

    with opened(officer, passphrase_file) as office:
        trust = changes.at_once(office, suites.required(office, number))
        behind = suites.behind(office)
    shown = {"version": trust.statement.version, "least_suite": number, "must_ask_again": list(behind)}
    answer(shown, [f"v{trust.statement.version}", *behind])


def clerks(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Trust the keys of every clerk of this desk (after officer add)."""
    from fieldsuite.province import changes

    _change(changes.clerks, officer, passphrase_file)


def waiting(
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write it for other holders to sign.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Show the change that waits for a second person or for other holders of the root; exit 1 when none does."""
    from fieldsuite.province import changes

    with opened(officer, passphrase_file) as office:
        change = changes.waiting(office)
        if out and change:
            out.write_bytes((office.home.path / changes.WAITING).read_bytes())
    if change is None:
        answer({"waiting": None}, exit_code=1)
        return
    shown = {
        "version": change.version, "added": [_shown(key) for key in change.added],
        "revoked": [_shown(key) for key in change.revoked], "ending": [_shown(key) for key in change.ending],
        "people": change.people, "signed": list(change.signed), "needed": change.needed,
    }  # fmt: skip
    lines = [f"v{change.version}  {len(change.signed)}/{change.needed}  {' '.join(change.signed)}"]
    for word in ("added", "revoked", "ending"):
        lines += [f"{word}  {' '.join(one.values())}" for one in shown[word]]  # type: ignore[attr-defined]
    answer({"waiting": shown}, lines)


def confirm(
    signed: Annotated[Path | None, typer.Option("--signed", help="The change as other holders signed it.")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write the new statement to.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Agree to the change that waits, as one more person of the desk."""
    from fieldsuite.province import changes

    with opened(officer, passphrase_file) as office:
        trust = changes.confirm(office, signed.read_bytes() if signed else None)
    if out:
        out.write_bytes(trust.data)
    _answer(trust)


def cancel(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Drop the change that waits."""
    from fieldsuite.province import changes

    with opened(officer, passphrase_file) as office:
        changes.withdraw(office)
    answer({"waiting": None})


def _change(make: "Callable[[Office], Statement]", officer: str, passphrase_file: Path | None) -> None:
    from fieldsuite.province import changes

    with opened(officer, passphrase_file) as office:
        trust = changes.at_once(office, make(office))
    _answer(trust)


def _answer(trust: "Trust") -> None:
    answer({"version": trust.statement.version}, [f"v{trust.statement.version}"])


def _shown(key: "TrustedKey") -> dict[str, str]:
    return {
        "role": key.role,
        "name": key.name,
        "office": key.office,
        "key": key.kid[:16],
        "until": key.not_after,
    }
