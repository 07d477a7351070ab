"""The village of the practice ground, opened by an officer to lay something there before the screens open."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fieldsuite.casework import batch, consent, people
from fieldsuite.casework.views import PersonRow
from fieldsuite.office import Office, open_office
from keys.vault import officers
from tests.doubles import card_photos as cards
from tests.fieldsuite.screens.driving import PASSPHRASE, frozen


@contextmanager
def at_work(root: Path, name: str = "李秀英") -> Iterator[Office]:
    who = {card.name: card.id for card in officers(root / "village" / "keys")}
    with closing(open_office(root / "village", who[name], PASSPHRASE, now=frozen)) as office:
        yield office


def agreed(office: Office, number: int) -> tuple[PersonRow, ...]:
    """The first few people of the register, who all said yes to face and voice."""
    rows = people.find(office, limit=number)
    for row in rows:
        consent.give(office, row.id, consent.ConsentForm(face=True, voice=True, read_by="李秀英"))
    return rows


def card_folder(root: Path) -> tuple[Path, tuple[PersonRow, ...]]:
    """Photographs of three people who agreed: two of them the same picture, one of a wall; and one of nobody."""
    folder = root / "cards"
    with at_work(root) as office:
        rows = agreed(office, 3)
    cards.good(folder / f"{rows[0].id}.jpg")
    cards.write(folder / f"{rows[1].id}.jpg", cards.portrait()[15:, 12:], quality=55)
    cards.empty(folder / f"{rows[2].id}.jpg")
    cards.good(folder / "9999999999.jpg")
    return folder, rows


def doubles(root: Path) -> tuple[PersonRow, ...]:
    """Two people who were modelled with one photograph; what is searched at each model has raised the alarms."""
    folder, rows = card_folder(root)
    with at_work(root) as office:
        for _ in batch.folder(office, folder, workers=1):
            pass
    return rows
