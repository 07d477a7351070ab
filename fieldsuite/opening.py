"""The steps of opening an office that need no office yet: its databases, a copy to look at, its lock."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from biometric.steps import Progress
from fieldsuite.config import Home, OfficeConfig
from fieldsuite.errors import OfficeError
from fieldsuite.store import Store, in_files, on_server
from keys.vault import Keyring

WORKING = "working"
"""Folder of the marks of programs with workers."""


Tell = Callable[[Progress], object]
"""Hears how far the filling of a table is, while an office of an older program is opened."""


def open_store(
    config: OfficeConfig,
    place: Home,
    keyring: Keyring,
    *,
    read_only: bool = False,
    tell: Tell = lambda _: None,
) -> Store:
    """Open the databases of an office, on its server or in its files, and bring them to today's tables.

    Raises OfficeError E_DATABASE, E_VERSION (of a newer program), E_BUSY (no answer of the server).
    """
    if config.storage:
        return _checked(on_server(config.storage), tell)
    for path in (place.database, place.templates):
        if not path.is_file() or not path.stat().st_size:
            # Opening would make an empty one, and an office would have lost its records without a word.
            raise OfficeError("office.database_gone", code="E_DATABASE", path=str(path))
    made = partial(
        in_files,
        place.database,
        place.templates,
        database_key=keyring.database_key,
        template_key=keyring.template_key,
    )
    store = _checked(made(), tell)
    if read_only:
        store.close()
        return made(read_only=True)
    return store


def _checked(store: Store, tell: Tell) -> Store:
    """Look a store over and bring it to today's tables; close it when that fails."""
    try:
        store.check()
        store.migrate(tell)
    except BaseException:
        store.close()
        raise
    return store


def copied_out(place: Home) -> Path:
    """Copy the databases, sealed as they are, to a folder that takes writes: SQLite needs one even to read."""
    folder = Path(tempfile.mkdtemp(prefix="fieldsuite-"))
    for path in (place.database, place.templates):
        for each in (path, path.with_name(f"{path.name}-wal")):
            if each.is_file():
                shutil.copyfile(each, folder / each.name)
    return folder


def one_at_a_time(place: Home) -> FileLock:
    """Give what workers that begin together hold while each unlocks: the passphrases tried are counted in one file."""
    return FileLock(place.path / "unlocking.lock", timeout=60, thread_local=False)


def no_lock(place: Home) -> FileLock:
    """Give the lock of an office untaken: another program holds it for us."""
    return FileLock(place.lock, timeout=0, thread_local=False)


@contextmanager
def working(place: Home) -> Iterator[None]:
    """Mark that workers are at work on a desk on a server, beside its screens; the system ends it with the program."""
    folder = place.path / WORKING
    folder.mkdir(exist_ok=True)
    path = folder / f"{secrets.token_hex(8)}.lock"
    with FileLock(path, timeout=0, thread_local=False):
        yield
    path.unlink(missing_ok=True)


def others_work(place: Home) -> bool:
    """True while a program with workers is at work on this folder; what one left that was killed is taken away."""
    for path in (place.path / WORKING).glob("*.lock"):
        try:
            with FileLock(path, timeout=0):
                pass
        except Timeout:
            return True
        path.unlink(missing_ok=True)
    return False


def take_lock(place: Home) -> FileLock:
    """Take the lock of an office; the system frees it when the program ends, however it ends.

    Raises OfficeError E_BUSY.
    """
    # One thread opens an office and another closes it: a lock bound to a thread would stay taken.
    lock = FileLock(place.lock, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise OfficeError("office.busy", code="E_BUSY") from error
    return lock
