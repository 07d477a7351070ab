"""Edits the database of an office by hand, as somebody with its key would."""

from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from keys.vault import officers, unlock
from tests.grounds import PASSPHRASE, Place


def by_hand(place: Place, *statements: tuple[str, tuple[Any, ...]]) -> None:
    """Run statements on the village's database, outside the program."""
    keys = place.village / "keys"
    ring = unlock(keys, officers(keys)[0].id, PASSPHRASE)
    connection = sqlcipher.connect(str(place.village / "office.db"))
    connection.execute(f"PRAGMA key = \"x'{ring.database_key.hex()}'\"")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()
