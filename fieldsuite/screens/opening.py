"""Opens an office for the screens; the database is imported here, behind the passphrase."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from biometric.devices import Camera, Microphone
from biometric.steps import Progress
from fieldsuite.config import OfficeConfig, note_opened
from fieldsuite.errors import OfficeError
from fieldsuite.screens.shell import Shell


def open_for(
    shell: Shell,
    home: Path,
    officer: str,
    passphrase: str,
    tell: Callable[[Progress], object] = lambda _: None,
) -> None:
    """Unlock an office and make it that of the program. ``tell`` and what it raises are those of ``open_office``."""
    from fieldsuite.office import machine_camera, machine_microphone, open_office

    shell.office = open_office(
        home,
        officer,
        passphrase,
        open_camera=shell.open_camera or machine_camera,
        open_microphone=shell.open_microphone or machine_microphone,
        now=shell.now,
        tell=tell,
    )
    note_opened(shell.root, home, officer)


def set_up_office(
    shell: Shell, config: OfficeConfig, officer: str, passphrase: str, trust: Path | None, anchor: str
) -> None:
    """Set an office up where the program looks and open it; a province founds its trust, others take the file.

    Raises what ``access.set_up`` and ``access.take_trust`` raise; with an office that is there already nothing is made.
    """
    from fieldsuite.casework import access
    from fieldsuite.clock import stamp
    from fieldsuite.province import enrol

    data = trust.read_bytes() if trust else None
    province = config.kind == "province"
    made = replace(config, created=stamp(shell.now()))
    keyring = access.set_up(shell.root, made, officer, passphrase, role="clerk" if province else "officer")
    open_for(shell, shell.root, keyring.officer.id, passphrase)
    assert shell.office is not None
    if province:
        enrol.found(shell.office)
    elif data is not None:
        access.take_trust(shell.office, data, anchor=anchor or None)


def open_made(shell: Shell, home: Path, passphrase: str) -> None:
    """Open an office that was made a moment ago for the officer who made it. Raises what ``open_office`` raises."""
    from keys.vault import officers

    first = next(card for card in officers(home / "keys") if card.role == "officer")
    open_for(shell, home, first.id, passphrase)


def camera_of(shell: Shell) -> Camera:
    """Give the first camera, not opened yet; it may be tried before an office is open."""
    from fieldsuite.office import machine_camera

    return (shell.open_camera or machine_camera)(None)


def microphone_of(shell: Shell) -> Microphone:
    """Give the machine's microphone; it may be tried before an office is open."""
    from fieldsuite.office import machine_microphone

    return (shell.open_microphone or machine_microphone)(None)


TESTED = {"no_camera": "doctor.camera_missing", "camera_busy": "doctor.camera_busy",
          "no_microphone": "doctor.microphone_missing"}  # fmt: skip
"""What a capture says of a device -> what a test of it says: there is no other way to take here."""


ENROLLED = {"no_camera": "begin.no_camera_to_enrol", "camera_busy": "begin.no_camera_to_enrol",
            "no_microphone": "begin.no_microphone_to_enrol"}  # fmt: skip
"""The same for a model: M leads to photographs or recordings there, and a person can be certified without one."""


def of_enrolment(error: Exception) -> Exception:
    """Give the error of a device as an enrolment says it."""
    key = ENROLLED.get(getattr(error, "key", ""))
    return OfficeError(key, code="E_DEVICE") if key else error


def of_device(error: Exception) -> Exception:
    """Give the error of a device as a test of it says it."""
    key = TESTED.get(getattr(error, "key", ""))
    return OfficeError(key, code="E_DEVICE") if key else error
