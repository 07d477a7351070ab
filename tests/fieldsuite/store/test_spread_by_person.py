"""The tables can be spread over servers by person, as docs/storage.md says how."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from fieldsuite import tables
from tests.spread import SPREAD

WIDENED = {"journal", "benefit", "knowncertification", "knownevent", "assignment", "comparedsign"}
"""Tables whose primary key gets the person when they are spread: by itself it is one number."""
COPIED = {"comparedfile"}
"""Tables that spread ones refer to by another column: reference tables."""
NUMBERED = {("journal", ("id",))}
"""Unique keys that a table of its own keeps (``journal_key``), which is spread by them."""


def test_foreign_keys_follow_the_person() -> None:
    """Citus takes a foreign key between spread tables only where both ends are what they are spread by."""
    assert tables.Person
    for table in SQLModel.metadata.tables.values():
        for key in table.foreign_keys:
            ends = (table.name, key.parent.name), (key.column.table.name, key.column.name)
            if ends[0][0] in SPREAD and ends[1][0] not in COPIED:
                assert all(SPREAD.get(name) == column for name, column in ends), ends
            else:
                assert ends[1][0] in COPIED, ends


def test_no_key_of_a_spread_table_is_unique_without_the_person_but_those_that_are_known() -> None:
    for name, column in SPREAD.items():
        table = SQLModel.metadata.tables[name]
        alone = [tuple(one.columns.keys()) for one in table.constraints if isinstance(one, UniqueConstraint)]
        alone += [tuple(one.columns.keys()) for one in table.indexes if one.unique]
        assert {(name, key) for key in alone if column not in key} <= NUMBERED
        assert (column in table.primary_key.columns) is (name not in WIDENED)
