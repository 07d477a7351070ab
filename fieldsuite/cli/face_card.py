"""``face card`` and ``face state``: what goes before a model, and where its review stands."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.words import say


def card(
    person: Person,
    front: Annotated[Path, typer.Option("--front", help="Front of the card, with the portrait.")],
    back: Annotated[Path, typer.Option("--back", help="Back of the card, with the emblem.")],
    in_hand: Annotated[Path, typer.Option("--in-hand", help="The person with the card in the hand.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Keep the photographs of the card and of the card in the hand (证件采集); needs the person's consent."""
    from biometric.steps import Refused
    from fieldsuite.casework import card_set

    with opened(officer, passphrase_file) as office:
        found = card_set.take(office, person, front, back, in_hand)
    if isinstance(found, Refused):
        told = say(f"biometric.{found.advice}", now.lang)
        shown = {"kept": False, "reason": found.reason, "advice": found.advice, "source": found.source}
        answer({**shown, "measures": plain(found.measures)}, [f"{found.source}: {told}"], exit_code=1)
        return
    answer(
        {"kept": True, **plain(found)},
        [f"{found.record_id}  {found.ratio:.2f}  {found.likeness:.2f}"],
    )


def state(
    person: Person, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:  # fmt: skip
    """Say where the modelling of a face stands: what is missing, attempts, 等待审核 or 建模通过."""
    from fieldsuite.casework import modelling

    with opened(officer, passphrase_file, as_of) as office:
        found = modelling.of_person(office, person)
    lines = [say(f"template.state_{found.state}", now.lang, day=found.review_until)] if found.state else []
    if found.locked:
        lines.append(say("office.modelling_locked", now.lang, count=found.failures, day=found.review_until))
    if found.missing:
        fields = tuple(modelling.LABELS[name] for name in found.missing)
        lines.append(say("office.particulars_missing", now.lang, fields=fields))
    if found.card_missing:
        lines.append(say("office.card_set_missing", now.lang))
    answer(plain(found), lines or [say("template.state_none", now.lang)])
