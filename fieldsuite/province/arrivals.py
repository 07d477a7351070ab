"""Which files of a folder may be bundles of offices: a stick also carries the letters this desk wrote itself."""

from pathlib import Path

from sqlmodel import select

from fieldsuite.office import Office
from fieldsuite.tables import ReceivedBundle
from sync.gather import is_slice
from sync.pack import SUFFIX
from sync.transport import find_files


def find(office: Office, path: Path) -> tuple[Path, ...]:
    """Give a file as it is, and of a folder every finished file and every slice that did not leave from this desk's
    own outbox.

    A letter that came back would be refused (it is sealed to its office) and stand in the queue as if someone had
    sent something wrong.
    """
    if not path.is_dir():
        return (path,)
    slices = sorted(one for one in path.iterdir() if is_slice(one))
    return tuple(
        file
        for file in (*find_files(path), *slices)
        if not (office.home.outbox / f"{file.name[:64]}{SUFFIX}").exists()
    )


def not_taken(office: Office, folder: Path) -> int:
    """Count the bundles of a folder that this desk has not taken in yet, by the digests that name them."""
    if not folder.is_dir():
        return 0
    with office.store.session() as session:
        known = set(session.exec(select(ReceivedBundle.digest)))
    return len({file.name[:64] for file in find(office, folder)} - known)
