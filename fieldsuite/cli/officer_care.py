"""``officer release``, ``reset``, ``leave``, ``cards``, ``recover``, ``handover``, ``passphrase``: a passphrase or a
person changes.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened, passphrase
from fieldsuite.cli.output import answer
from fieldsuite.words import say

Name = Annotated[str, typer.Argument(help="Name or id of the officer it is about.")]
New = Annotated[Path | None, typer.Option("--new-passphrase-file", help="File with their new passphrase.")]
Why = Annotated[str, typer.Option("--reason")]
Role = Annotated[
    Literal["officer", "supervisor"] | None, typer.Option("--role", help="Another role from now on.")
]


def add_to(app: typer.Typer) -> None:
    """Give ``officer`` these verbs."""
    for verb in (release, reset, leave, cards, recover, handover):
        app.command(verb.__name__)(verb)
    app.command("passphrase")(change)


def change(
    new_passphrase_file: New = None, officer: Officer = "", passphrase_file: PassphraseFile = None
) -> None:
    """Change one's own passphrase; the key stays, and nobody need be asked."""
    from fieldsuite.casework import staff

    with opened(officer, passphrase_file) as office:
        staff.change_passphrase(office, passphrase(passphrase_file), passphrase(new_passphrase_file))
        card = office.officer
    answer({"id": card.id, "name": card.name}, [say("staff.passphrase_changed", output.now.lang)])


def release(name: Name, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """As a supervisor, let an officer try again who was locked out after ten wrong passphrases."""
    from fieldsuite.casework import colleagues

    with opened(officer, passphrase_file) as office:
        card = colleagues.release(office, name)
    answer({"id": card.id, "name": card.name}, [say("safe.released", output.now.lang, name=card.name)])


def reset(
    name: Name, new_passphrase_file: New = None, reason: Why = "",
    role: Role = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """As a supervisor, give a colleague who forgot their passphrase a new one and a new key; or another role."""
    from fieldsuite.casework import colleagues

    with opened(officer, passphrase_file) as office:
        card = colleagues.reset(office, name, passphrase(new_passphrase_file), reason, role)
    _renewed(card.id, card.name, card.kid)


def leave(
    name: Name, reason: Why = "", officer: Officer = "", passphrase_file: PassphraseFile = None
) -> None:
    """As a supervisor, let an officer who leaves open the office no more."""
    from fieldsuite.casework import colleagues

    with opened(officer, passphrase_file) as office:
        card = colleagues.leave(office, name, reason)
    answer({"id": card.id, "name": card.name, "key": card.kid},
           [say("safe.left", output.now.lang, name=card.name, kid=card.kid[:12])])  # fmt: skip


def cards(
    out: Annotated[Path, typer.Option("-o", "--out", help="PDF to write.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print the two recovery cards; those made before open nothing from then on."""
    from fieldsuite.casework import colleagues

    with opened(officer, passphrase_file) as office:
        colleagues.print_cards(office, out)
    answer({"path": str(out), "cards": 2}, [say("safe.cards", output.now.lang, path=out)])


def recover(
    name: Name,
    card_files: Annotated[list[Path], typer.Option("--card-file", help="File with a card; given twice.")],
    new_passphrase_file: New = None,
) -> None:
    """With both recovery cards, give an officer a new passphrase where nobody can unlock the office."""
    from fieldsuite.casework import colleagues
    from fieldsuite.errors import OfficeError

    if len(card_files) != 2:
        raise OfficeError("cli.usage", code="E_USAGE", problem="--card-file --card-file")
    first, second = (path.read_text(encoding="utf-8-sig").strip() for path in card_files)
    card = colleagues.recover(home(), name, (first, second), passphrase(new_passphrase_file))
    _renewed(card.id, card.name, card.kid)


def handover(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Say what a colleague takes over in the middle of a day."""
    from fieldsuite.casework import colleagues

    with opened(officer, passphrase_file) as office:
        found = colleagues.handover(office)
    answer({"before": found.before, "drafts": list(found.drafts), "waiting_review": found.waiting_review,
            "not_packed": found.not_packed},
           [say(found.sentence, output.now.lang, before=found.before, drafts=len(found.drafts),
                waiting=found.waiting_review, unpacked=found.not_packed), *found.drafts])  # fmt: skip


def _renewed(id_: str, name: str, key: str) -> None:
    answer({"id": id_, "name": name, "key": key}, [say("safe.renewed", output.now.lang, name=name)])
