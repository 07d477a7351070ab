"""Which files of a folder may be bundles of offices: a stick also carries the letters this desk wrote itself."""

from pathlib import Path

from fieldsuite.office import Office
from sync.transport import find_files


def find(office: Office, path: Path) -> tuple[Path, ...]:
    """Give a file as it is, and of a folder every finished file that did not leave from this desk's own outbox.

    A letter that came back would be refused (it is sealed to its office) and stand in the queue as if someone had
    sent something wrong.
    """
    if not path.is_dir():
        return (path,)
    return tuple(file for file in find_files(path) if not (office.home.outbox / file.name).exists())
