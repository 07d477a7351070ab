"""Letters that came in slices: joined once all of them are here, and read like any other file."""

from pathlib import Path

from fieldsuite.casework import inbox
from fieldsuite.office import Office
from sync.gather import Gathered, arriving, gather
from sync.pack import SUFFIX


def scan(office: Office, folder: Path) -> tuple[Path, ...]:
    """Give the files of a folder that may be for this office, those that its slices make among them.

    Slices that are not complete wait in the office. Raises OfficeError when it is no folder, SyncError (E_DISK,
    E_INPUT).
    """
    found, shelf = list(inbox.scan(folder)), office.home.inbox / "slices"
    for file, slices in arriving([folder]).items():
        if (office.home.outbox / f"{file}{SUFFIX}").exists():
            continue
        *_, last = gather(file, slices, shelf, shelf / "whole")
        if isinstance(last, Gathered) and last.path is not None:
            found.append(last.path)
    return tuple(found)
