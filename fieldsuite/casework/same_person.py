"""查重: who may stand on the register twice: one number in two spellings, one name and birth, one personal number.

Nobody is merged by the program: a person looks, corrects what is wrong, and the province takes the second entry out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlmodel import col, select

from fieldsuite.office import Office
from fieldsuite.register import number_key
from fieldsuite.rules.names import folded
from fieldsuite.tables import Person

Why = Literal["one_number", "one_person_no", "one_name_and_birth"]


@dataclass(frozen=True, slots=True)
class SameRow:
    """Entries that may be one person."""

    why: Why
    people: tuple[tuple[str, str, str], ...]
    """(id, name, village) of each."""


def same_people(office: Office) -> tuple[SameRow, ...]:
    """Give every group of entries that may be one person; the surest reason first."""
    today, practice = office.today(), office.config.practice
    with office.store.session() as session:
        everybody = list(session.exec(select(Person).order_by(col(Person.id))))
    keys: tuple[tuple[Why, Callable[[Person], str]], ...] = (
        ("one_number", lambda one: number_key(one.id_no, today, practice=practice)),
        ("one_person_no", lambda one: one.person_no),
        ("one_name_and_birth", lambda one: f"{folded(one.name)}|{one.birth}|{one.sex}"),
    )
    return tuple(_groups(everybody, keys))


def _groups(
    everybody: list[Person], keys: tuple[tuple[Why, Callable[[Person], str]], ...]
) -> Iterator[SameRow]:
    told = set[tuple[str, ...]]()
    for why, key in keys:
        by: dict[str, list[Person]] = defaultdict(list)
        for one in everybody:
            by[key(one)].append(one)
        for group in by.values():
            ids = tuple(one.id for one in group)
            if len(group) > 1 and ids not in told:
                told.add(ids)
                yield SameRow(why, tuple((one.id, one.name, one.village) for one in group))
