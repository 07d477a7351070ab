"""The office: all that a job needs, built in one place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from filelock import FileLock
from sqlmodel import col, func, select

from biometric.devices import Camera, Microphone
from fieldsuite.audit.log import append
from fieldsuite.audit.opening import note_opening
from fieldsuite.audit.watch import watching
from fieldsuite.clock import instant, local_date, stamp, utc_now
from fieldsuite.config import Home, OfficeConfig, read_config
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import EvidenceStore
from fieldsuite.office_time import OfficeTime, read_time
from fieldsuite.opening import Tell, copied_out, no_lock, one_at_a_time, open_store, others_work, take_lock
from fieldsuite.recovery import Mended, clean, cut_off
from fieldsuite.shelves.named import shelf_at
from fieldsuite.signed_rules import rules_in
from fieldsuite.standings.computing import Present
from fieldsuite.standings.keeping import noticing, settling
from fieldsuite.store import Store
from fieldsuite.tables import TrustHeld
from keys import attempts
from keys.freshness import fresh_until
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
    time: OfficeTime = field(default_factory=OfficeTime)
    """What is known of the machine's clock."""
    scratch: Path | None = None
    """Where the databases were copied to from a disk that takes no writes."""
    mended: tuple[Mended, ...] = ()
    """What was put right when it was opened."""

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

    @property
    def read_only(self) -> bool:
        """True on a disk that takes no writes: everything can be looked at, nothing recorded."""
        return self.scratch is not None

    def note(
        self, act: str, subject: str = "", why: str = "", details: Mapping[str, object] | None = None
    ) -> None:
        """Note an act that writes no row of its own (an unlocking, a print) in the log; nothing on a read-only disk."""
        if self.read_only:
            return
        with self.store.session() as session:
            append(session, at=stamp(self.time.wall()), officer=self.officer.id, act=act, subject=subject, why=why,
                   details=details)  # fmt: skip

    def close(self) -> None:
        """Close the databases and let others in; may be called twice."""
        self.store.close()
        self.lock.release()
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)


def open_office(
    home: Path,
    officer_id: str,
    passphrase: str,
    *,
    open_camera: Cameras = machine_camera,
    open_microphone: Microphones = machine_microphone,
    now: Callable[[], datetime] = utc_now,
    as_of: Callable[[], datetime] | None = None,
    beside: bool = False,
    tell: Tell = lambda _: None,
) -> Office:
    """Unlock an office. ``now`` is the machine's clock; ``as_of`` what counts as the present where a rule asks.

    ``beside`` is for workers, of a program that has the office open or beside the screens of a desk on a server: they
    take no lock of their own, mend nothing and note no opening.

    ``tell`` hears how far it is where an older program's office is brought up to date, which may take minutes.

    On a disk that takes no writes a copy is opened, to look at. Raises OfficeError E_NOT_FOUND (no office), E_BUSY
    (another program works on it), E_DATABASE, E_PRACTICE (its settings say practice where its trust does not, or the
    reverse), E_VERSION (a newer program's); KeysError E_PASSPHRASE, E_LOCKED (ten wrong passphrases).
    """
    place = Home(home)
    config = read_config(home)
    shelf = shelf_at(config.evidence, place.evidence)
    with one_at_a_time(place) if beside else nullcontext():
        keyring = unlock(place.keys, officer_id, passphrase, now=now())
    scratch = None if os.access(home, os.W_OK) else copied_out(place)
    lock = no_lock(place) if beside else take_lock(Home(scratch) if scratch else place)
    try:
        # What workers have half opened is theirs; it is tidied when nobody works.
        tidy = not scratch and not beside and not others_work(place)
        cut, mended = (cut_off(place), clean(place)) if tidy else (False, ())
        store = open_store(
            config, Home(scratch) if scratch else place, keyring, read_only=scratch is not None, tell=tell
        )
        try:
            trust = held_trust(store, place)
            if trust is not None and trust.practice != config.practice:
                raise OfficeError("office.other_practice", code="E_PRACTICE")
            with store.session() as session:
                time = read_time(session, now, trust.statement.issued if trust else None)
        except BaseException:
            store.close()
            raise
    except BaseException:
        lock.release()
        raise
    evidence = EvidenceStore(shelf, keyring.evidence_key)
    office = Office(
        place, config, keyring, store, evidence, lock, as_of or time.now, open_camera, open_microphone, trust, time,
        scratch, (Mended("cut_off"), *mended) if cut else mended,
    )  # fmt: skip
    try:
        watch(office) if beside else begin_log(office)
    except BaseException:
        office.close()
        raise
    return office


def begin_log(office: Office) -> None:
    """Note who opened the office and what came before; from now on every act is noted."""
    if office.read_only:
        return
    zone, who = office.config.timezone, office.officer.id
    with office.store.session() as session:
        note_opening(
            session, at=stamp(office.time.wall()), officer=who, clock=office.time.word,
            failed=attempts.read(office.home.keys).untold, mended=[(one.key, one.count) for one in office.mended],
            day=lambda at: local_date(instant(at), zone),
        )  # fmt: skip
    attempts.told(office.home.keys)
    watch(office)


def watch(office: Office) -> None:
    """Note from now on every act in the transaction that writes it."""
    office.store.watch(watching(office.officer.id, lambda: stamp(office.time.wall())))
    if office.config.kind == "province":
        office.store.keep(noticing, settling(lambda: present(office)))


def present(office: Office) -> Present:
    """Give the day for which standings are computed, and by which rules."""
    rules = rules_in(office.home.profiles, office.trust)
    return Present(office.today(), stamp(office.now()), rules, office.config.timezone)


def renew_trust(office: Office) -> None:
    """Take a newer trust statement that somebody else brought in since: a key that was revoked counts no more.

    One query where there is none.
    """
    with office.store.session() as session:
        newest = session.exec(select(func.max(TrustHeld.version))).one()
    if newest is not None and (office.trust is None or newest != office.trust.statement.version):
        office.trust = held_trust(office.store, office.home)


def held_trust(store: Store, place: Home) -> Trust | None:
    """Give the newest trust statement, verified against the roots that were compared, or None before there is one."""
    with store.session() as session:
        held = session.exec(select(TrustHeld).order_by(col(TrustHeld.version).desc()).limit(1)).first()
        return open_trust(held.data, None, held.anchor).fresh(fresh_until(place.trust)) if held else None
