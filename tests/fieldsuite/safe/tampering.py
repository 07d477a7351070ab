"""Edits the database of an office by hand, as somebody with its key would."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from keys.vault import officers, unlock
from tests.grounds import PASSPHRASE, Place


def by_hand(place: Place, *statements: tuple[str, tuple[Any, ...]]) -> None:
    """Run statements on the village's database, outside the program."""
    with_key(place.village, PASSPHRASE, *statements)


def with_key(home: Path, passphrase: str, *statements: tuple[str, tuple[Any, ...]]) -> None:
    """Run statements on the database of an office, outside the program."""
    ring = unlock(home / "keys", officers(home / "keys")[0].id, passphrase)
    connection = sqlcipher.connect(str(home / "office.db"))
    connection.execute(f"PRAGMA key = \"x'{ring.database_key.hex()}'\"")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()
