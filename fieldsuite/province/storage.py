"""Moves a provincial desk from the encrypted files of its folder onto a PostgreSQL server."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from biometric.steps import Progress
from fieldsuite.config import write_config
from fieldsuite.databases.postgres import checked
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.store import prepared_on_server


@dataclass(frozen=True, slots=True)
class Moved:
    """The desk stands on the server from the next opening on; its files lie in the folder as they were, sealed."""

    address: str
    rows: int


def to_server(office: Office, address: str) -> Iterator[Progress | Moved]:
    """Copy everything to an empty database and note its address in the settings; the last step is Moved.

    What was begun and not ended left the settings as they were: the desk still stands on its files, and the database
    must be emptied before another try. Raises OfficeError E_INPUT (no address of a database, one with a password,
    one that holds rows, a desk that stands on a server already), E_DATABASE, E_BUSY.
    """
    office.require_province()
    if office.config.storage:
        raise OfficeError("storage.there_already", address=office.config.storage)
    checked(address)
    store = prepared_on_server(address)
    try:
        if store.rows():
            raise OfficeError("storage.not_empty")
        office.note("storage", "", "", {"address": address})
        total, done = office.store.rows(), 0
        for part in office.store.copy_into(store):
            done += part
            yield Progress(done, total, "moving_rows")
    finally:
        store.close()
    write_config(office.home.path, replace(office.config, storage=address))
    yield Moved(address, done)
