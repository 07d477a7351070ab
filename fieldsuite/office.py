"""The office: all that a job needs, built in one place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlmodel import col, select

from biometric.devices import Camera, Microphone
from fieldsuite.clock import local_date, utc_now
from fieldsuite.config import Home, OfficeConfig, read_config
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import EvidenceStore
from fieldsuite.store import Store
from fieldsuite.tables import TrustHeld
from keys.trust import Trust, open_trust
from keys.vault import Keyring, OfficerCard, unlock


class Cameras(Protocol):
    """Opens cameras: a webcam of the machine, or a clip given as a path."""

    def __call__(self, source: str | None) -> Camera:
        """Camera for a source: None for the first one, a number, a turned one (``0@180``), or a clip's path."""


class Microphones(Protocol):
    """Opens microphones: that of the machine, or sound files in their order."""

    def __call__(self, source: tuple[str, ...] | None) -> Microphone:
        """Microphone for a source: None for the machine's own, or paths of sound files."""


def machine_camera(source: str | None) -> Camera:
    """Open the machine's camera, or a clip as if it were one. cv2 loads here, on first need."""
    from biometric.webcam import VideoFile, camera_named

    return camera_named(source or "0") or VideoFile(Path(source or "0"))


def machine_microphone(source: tuple[str, ...] | None) -> Microphone:
    """Open the machine's microphone, or sound files as if they were spoken now."""
    from biometric.microphone import LineIn, SoundFiles

    return SoundFiles([Path(path) for path in source]) if source else LineIn()


@dataclass
class Office:
    """One office, unlocked by one officer. Close it: it holds the lock that keeps a second program out."""

    home: Home
    config: OfficeConfig
    keyring: Keyring
    store: Store
    evidence: EvidenceStore
    lock: FileLock
    now: Callable[[], datetime] = utc_now
    open_camera: Cameras = machine_camera
    open_microphone: Microphones = machine_microphone
    trust: Trust | None = field(default=None)

    @property
    def officer(self) -> OfficerCard:
        """Who is at work."""
        return self.keyring.officer

    def today(self) -> date:
        """Local date of the office."""
        return local_date(self.now(), self.config.timezone)

    def require_field(self) -> None:
        """Raise OfficeError at the provincial desk: this is a job of a village, a consulate or a township."""
        if self.config.kind == "province":
            raise OfficeError("office.not_field")

    def require_province(self) -> None:
        """Raise OfficeError everywhere but at the provincial desk."""
        if self.config.kind != "province":
            raise OfficeError("office.not_province")

    def require_trust(self) -> Trust:
        """Give the trust statement. Raises OfficeError when the province's file was not imported yet."""
        if self.trust is None:
            raise OfficeError("office.no_recipient", code="E_SIGNATURE")
        return self.trust

    def close(self) -> None:
        """Close the databases and let others in; may be called twice."""
        self.store.close()
        self.lock.release()


def open_office(
    home: Path,
    officer_id: str,
    passphrase: str,
    *,
    open_camera: Cameras = machine_camera,
    open_microphone: Microphones = machine_microphone,
    now: Callable[[], datetime] = utc_now,
) -> Office:
    """Unlock an office.

    Raises OfficeError E_NOT_FOUND (no office), E_BUSY (another program works on it), E_DATABASE, E_PRACTICE (its
    settings say practice where its trust does not, or the reverse); KeysError E_PASSPHRASE.
    """
    place = Home(home)
    config = read_config(home)
    keyring = unlock(place.keys, officer_id, passphrase)
    lock = take_lock(place)
    try:
        store = _open_store(place, keyring)
        trust = held_trust(store)
        if trust is not None and trust.practice != config.practice:
            raise OfficeError("office.other_practice", code="E_PRACTICE")
    except BaseException:
        lock.release()
        raise
    # What a power cut left of a bundle that was being opened lies there in the clear.
    shutil.rmtree(place.quarantine, ignore_errors=True)
    evidence = EvidenceStore(place.evidence, keyring.evidence_key)
    return Office(place, config, keyring, store, evidence, lock, now, open_camera, open_microphone, trust)


def _open_store(place: Home, keyring: Keyring) -> Store:
    for path in (place.database, place.templates):
        if not path.is_file() or not path.stat().st_size:
            # Opening would make an empty one, and an office would have lost its records without a word.
            raise OfficeError("office.database_gone", code="E_DATABASE", path=str(path))
    store = Store(
        place.database, place.templates, database_key=keyring.database_key, template_key=keyring.template_key
    )
    try:
        store.check()
        store.migrate()
    except BaseException:
        store.close()
        raise
    return store


def held_trust(store: Store) -> Trust | None:
    """Give the newest trust statement, verified against the roots that were compared, or None before there is one."""
    with store.session() as session:
        held = session.exec(select(TrustHeld).order_by(col(TrustHeld.version).desc()).limit(1)).first()
        return open_trust(held.data, None, held.anchor) if held else None


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
