"""The ways on which a sealed file leaves: a folder (stick, mail, drop folder), or the desk's upload address."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.casework.views import PackStep
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from sync.online import Desk, desk_at
from sync.slice_index import USB_SLICE
from sync.slices import carry
from sync.transport import Copying, SafeToPull
from sync.upload import Delivered, Paused, upload


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file is where it was to go, read back or acknowledged: line and stick are no longer needed for it."""

    place: str
    """Path of the file, or address of the desk."""
    to: str
    """Folder or address, as the outbox shows it."""
    digest: str
    bytes: int


Carrier = Callable[[Path, str], Iterator[PackStep | Paused | Arrived]]
"""Takes a sealed file and its SHA-256 somewhere; the last step is Arrived."""


def to_folder(folder: Path, slice_bytes: int = USB_SLICE) -> Carrier:
    """Carry into a folder, in slices where a file is longer than one. Raises OfficeError when there is none."""
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))

    def into(path: Path, digest: str) -> Iterator[PackStep | Paused | Arrived]:
        for step in carry(path, folder, slice_bytes=slice_bytes):
            if isinstance(step, Copying):
                yield step_of(step)
            elif isinstance(step, SafeToPull):
                yield Arrived(str(step.path), str(folder), step.digest, step.bytes)

    return into


def to_desk(office: Office) -> Carrier:
    """Carry to the upload address of the settings. Raises OfficeError when none is set."""
    desk, device = desk_of(office), office.keyring.device_key

    def over(path: Path, digest: str) -> Iterator[PackStep | Paused | Arrived]:
        for step in upload(desk, path, digest, device):
            if isinstance(step, Delivered):
                address = office.config.desk_address
                yield Arrived(address, address, step.digest, step.bytes)
            else:
                yield step_of(step) if isinstance(step, Copying) else step

    return over


def desk_of(office: Office) -> Desk:
    """Give the desk of the settings. Raises OfficeError ``office.no_desk``, SyncError for an address that is none."""
    config = office.config
    if not config.desk_address:
        raise OfficeError("office.no_desk")
    return desk_at(
        config.desk_address, pin=config.desk_pin, ca=Path(config.desk_ca) if config.desk_ca else None
    )


def step_of(step: Copying) -> PackStep:
    """Give a step of copying as a step of sending."""
    return PackStep("write" if step.stage == "writing" else "verify", step.done, step.total)
