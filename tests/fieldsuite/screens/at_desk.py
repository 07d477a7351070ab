"""The provincial desk of the practice ground with three clerks, and how a test works at it."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import select
from textual.pilot import Pilot

from fieldsuite.casework import access
from fieldsuite.office import Office, open_office
from fieldsuite.tables import Person
from keys.vault import officers
from tests.fieldsuite.screens.driving import PASSPHRASE, field, frozen, on, unlock, until

CLERKS = ("省级经办员", "甲经办", "乙经办")


def staff(root: Path) -> None:
    """Add two clerks, so that there are three."""
    with clerk(root) as office:
        for name in CLERKS[1:]:
            access.add_officer(office, name, PASSPHRASE, role="clerk")


@contextmanager
def clerk(root: Path, name: str = CLERKS[0]) -> Iterator[Office]:
    who = {card.name: card.id for card in officers(root / "province" / "keys")}
    with closing(open_office(root / "province", who[name], PASSPHRASE, now=frozen)) as office:
        yield office


def people_of(root: Path) -> list[Person]:
    with clerk(root) as office, office.store.session() as session:
        return list(session.exec(select(Person).order_by(Person.person_no)))


def named(root: Path, name: str, benefit: str = "pension") -> Person:
    """The only one of this name in the practice ground."""
    return next(one for one in people_of(root) if one.name == name)


def table(path: Path, rows: Sequence[Sequence[str]], encoding: str = "gb18030") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


async def at_desk(pilot: Pilot[Any], officer: str = CLERKS[0]) -> None:
    """Unlock the desk and wait until every job was counted."""
    await unlock(pilot, office="省级", officer=officer)
    await until(pilot, lambda: on(pilot, "DeskHomeScreen")() and len(pilot.app.screen.counts) == 9)  # type: ignore[attr-defined]


async def job(pilot: Pilot[Any], key: str, screen: str) -> None:
    """Open a job by its digit and wait for what it lists."""
    await pilot.press(key)
    await until(pilot, on(pilot, screen))
    if pilot.app.screen.query("#count"):
        await listed(pilot)


async def listed(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: not {"正在算…", "counting…"} & {str(field(pilot, "count").render())})
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def go_to(pilot: Pilot[Any], name: str, benefit: str = "") -> None:
    """Put the cursor on the line of somebody."""
    screen: Any = pilot.app.screen
    row = next(
        one for one in screen.kept() if one.name == name and benefit in ("", getattr(one, "benefit", ""))
    )
    listing = screen.query_one("#rows")
    listing.move_cursor(row=listing.get_row_index(screen.name_of(row)))
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def about(pilot: Pilot[Any]) -> str:
    """What stands behind the chosen line."""
    return str(pilot.app.screen.query_one("#about").text)  # type: ignore[attr-defined]


async def answer(pilot: Pilot[Any], screen: str, **said: str) -> None:
    """Fill the fields of a question and press Enter in the last."""
    await until(pilot, on(pilot, screen))
    for name, words in said.items():
        field(pilot, name).value = words
        field(pilot, name).focus()
    await pilot.press("enter")
    await until(pilot, lambda: not on(pilot, screen)())
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def pick(pilot: Pilot[Any], name: str, value: str) -> None:
    field(pilot, name).value = value
    await pilot.pause()
    await listed(pilot)
