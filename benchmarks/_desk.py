"""Desks that stand on databases of one PostgreSQL server, made for a measurement and dropped after it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks._province import PASSPHRASE, Still
from fieldsuite.config import read_config, write_config
from fieldsuite.office import Office, open_office
from keys.vault import officers

SERVER = (
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=1GB",
    "max_wal_size=4GB",
)
"""What the tests' server is told to do without, and the memory of a small machine."""


@contextmanager
def database(address: str, name: str, like: str = "template0") -> Iterator[str]:
    """Make a database, empty or a copy of another one, and drop it at the end; give its address."""
    import psycopg
    from sqlalchemy.engine import make_url

    with psycopg.connect(address, autocommit=True) as connection:
        sort = " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" if like == "template0" else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}{sort}")
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def desk_on(desk: Path, home: Path, address: str, bundles: Sequence[Path]) -> Path:
    """Copy a desk so that it stands on this database, with these bundles in its drop folder; give its folder."""
    shutil.copytree(desk, home)
    write_config(home, replace(read_config(home), storage=address))
    (home / "drop").mkdir()
    for path in bundles:
        os.link(path, home / "drop" / path.name)
    return home


@contextmanager
def opened(home: Path, *, beside: bool = False) -> Iterator[Office]:
    """Open an office as its first officer; ``beside`` others who have it open."""
    who = officers(home / "keys")[0].id
    with closing(open_office(home, who, PASSPHRASE, now=Still(), beside=beside)) as office:
        yield office
