"""Take what the province published from a stick: trust, then rules and forms; packs are offered only."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fieldsuite import rule_files
from fieldsuite.casework import access
from fieldsuite.casework.views import Read
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from keys.errors import KeysError
from keys.files import make_folder
from keys.freshness import fresh_until
from keys.trust import Trust

if TYPE_CHECKING:
    from keys.channel import Offered

FOLDER = "fieldsuite-trust"
"""Folder of a stick that holds the metadata and what they speak of (``province.publish``)."""
TRUST = "trust.fostrust"
PROFILES, FORMS, MODELS, AREAS = "profiles/", "forms/", "models/", "sites/"
PROGRAMS = "programs/"
BLANKS = (".pdf", ".json")
"""Official blanks, of the province or of the office's own city or county, and where their fields stand."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How current what the province said is."""

    version: int
    """Of the trust statement; 0 before there is one."""
    until: datetime | None
    """When it stops being fresh."""
    expired: bool
    """True when key changes and lists wait for a fresh stick; capturing goes on."""


def freshness(office: Office) -> Freshness:
    """Say how current the trust of this office is."""
    if office.trust is None:
        return Freshness(0, None, expired=False)
    return Freshness(office.trust.statement.version, office.trust.expires, office.trust.expired(office.now()))


def stale_since(office: Office) -> date | None:
    """Give the day on which the province's word ran out; None while it is fresh, or before there is one."""
    found = freshness(office)
    return found.until.date() if found.expired and found.until else None


def take(office: Office, folder: Path, *, anchor: str | None = None) -> Read:
    """Take the metadata of a stick and what they speak of; the first time by the fingerprint of the roots.

    Raises KeysError with the code of ``keys.channel.update`` or ``access.take_trust``; what was trusted stays then.
    """
    before = office.trust
    offered = _offered(office, folder, anchor)
    trust = access.take_trust(office, offered.read(TRUST), anchor=anchor, roots=offered.anchor)
    of_area = offered.of_area(office.config.area) if office.config.area else ()
    changed = [path for path in (*sorted(offered.files), *of_area) if _took(office, offered, path)]
    same = before is not None and before.digest == trust.digest and not changed
    return Read("trust", str(trust.statement.version), same=same, valid_until=trust.expires.date())


def take_from(office: Office, path: Path, anchor: str = "") -> Trust:
    """Take the province's trust: the folder of a stick, or a statement alone. The first time by its fingerprint.

    Raises what ``take`` and ``access.take_trust`` raise.
    """
    if path.is_dir():
        folder = path / FOLDER
        take(office, folder if folder.is_dir() else path, anchor=anchor or None)
    else:
        access.take_trust(office, path.read_bytes(), anchor=anchor or None)
    return office.require_trust()


def packs(office: Office, folder: Path) -> tuple[str, ...]:
    """Name the model packs that a stick brings. Raises as ``take`` does."""
    return tuple(path for path in sorted(_offered(office, folder, None).files) if path.startswith(MODELS))


@contextmanager
def pack(office: Office, folder: Path, name: str) -> Iterator[Path]:
    """Give a model pack of a stick, held against the metadata, for as long as it is being installed."""
    offered = _offered(office, folder, None)
    place = office.home.trust / Path(name).name
    try:
        offered.save(name, place)
        yield place
    finally:
        place.unlink(missing_ok=True)


def program(office: Office, folder: Path, name: str) -> bytes:
    """Give the file that says what a pack of the program is, as the province published it. Raises as ``take`` does."""
    return _offered(office, folder, None).read(f"{PROGRAMS}{name}")


def _offered(office: Office, folder: Path, anchor: str | None) -> "Offered":
    # python-tuf loads here, when there is something to take.
    from keys.channel import update

    begin = office.trust.fingerprint if office.trust else anchor
    if begin is None:
        raise OfficeError("office.no_recipient", code="E_SIGNATURE")
    try:
        return update(office.home.trust, folder, begin, office.now())
    finally:
        if office.trust is not None:
            office.trust = office.trust.fresh(fresh_until(office.home.trust))


def _took(office: Office, offered: "Offered", path: str) -> bool:
    if path.startswith(PROFILES):
        return _profile(office, offered, path)
    return path.startswith((FORMS, AREAS)) and path.endswith(BLANKS) and _form(office, offered, path)


def _profile(office: Office, offered: "Offered", path: str) -> bool:
    place = office.home.trust / Path(path).name
    try:
        offered.save(path, place)
        rule_files.install(office, place)
    except (OfficeError, KeysError) as error:
        if error.key == "desk.profile_older":
            return False
        raise
    finally:
        place.unlink(missing_ok=True)
    return True


def _form(office: Office, offered: "Offered", path: str) -> bool:
    target = office.home.path / "forms" / Path(path).name
    data = offered.read(path)
    if target.is_file() and target.read_bytes() == data:
        return False
    make_folder(target.parent)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(data)
    shutil.move(part, target)
    return True
