"""Set an office up, let colleagues in, ask the province for trust and take its answer."""

import os
import secrets
import sys
from pathlib import Path

from fieldsuite.clock import stamp, utc_now
from fieldsuite.config import Home, OfficeConfig, write_config
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.store import Store
from fieldsuite.tables import TrustHeld
from keys.cards import OfficerRole
from keys.passphrase import Cost
from keys.request import OfficeCard, make_request
from keys.trust import Trust, open_trust
from keys.vault import Keyring, OfficerCard, create_office, officers


def set_up(
    home: Path, config: OfficeConfig, officer: str, passphrase: str, *, role: OfficerRole = "officer",
    cost: Cost | None = None,
) -> Keyring:  # fmt: skip
    """Make a new office: keys, settings, encrypted databases. Its settings are written last: half an office is none.

    Raises OfficeError E_INPUT when there is one already or a name is empty; KeysError for a short passphrase.
    """
    place = Home(home)
    if place.exists:
        raise OfficeError("office.exists", path=str(home))
    for value, field in (
        (config.name, "名称 / name"),
        (officer, "姓名 / officer"),
        (config.site, "代码 / site"),
    ):
        if not value.strip():
            raise OfficeError("office.name_missing", field=field)
    home.mkdir(parents=True, exist_ok=True)
    keyring = create_office(place.keys, _card(officer, role), passphrase, cost)
    store = Store(
        place.database, place.templates, database_key=keyring.database_key, template_key=keyring.template_key
    )
    store.create()
    store.close()
    for folder in (place.outbox, place.inbox, place.quarantine, place.evidence):
        folder.mkdir(exist_ok=True)
    write_config(home, config)
    return keyring


def add_officer(office: Office, name: str, passphrase: str, *, role: OfficerRole = "officer") -> OfficerCard:
    """Let a colleague in with a key and a passphrase of their own; the province must still be asked to trust it."""
    if not name.strip():
        raise OfficeError("office.name_missing", field="姓名 / officer")
    return office.keyring.add_officer(_card(name, role), passphrase)


def _card(name: str, role: OfficerRole) -> OfficerCard:
    return OfficerCard(f"o-{secrets.token_hex(5)}", name.strip(), role)


def request(office: Office) -> bytes:
    """Write the request that asks the province to trust this device and its officers."""
    card = OfficeCard(office.config.site, office.config.name, office.config.area)
    everyone = officers(office.home.keys)
    return make_request(office.keyring, card, everyone, practice=office.config.practice, now=office.now())


def take_trust(office: Office, data: bytes, *, anchor: str | None = None) -> Trust:
    """Take a trust statement: the first by the fingerprint of its roots, a later one by the trust that is held.

    Raises KeysError E_SIGNATURE, E_THRESHOLD, E_EXPIRED (older than the one held), E_PRACTICE; nothing changes then.
    """
    trust = open_trust(data, office.trust, anchor if office.trust is None else None)
    if trust.statement.practice != office.config.practice:
        raise OfficeError("office.other_practice", code="E_PRACTICE")
    with office.store.session() as session:
        session.merge(
            TrustHeld(
                version=trust.statement.version,
                data=data,
                anchor=trust.fingerprint,
                taken_at=stamp(utc_now()),
            )
        )
    office.trust = trust
    return trust


def sticks(office: Office) -> tuple[Path, ...]:
    """Give the folders of removable disks that are plugged in now; on a practice ground its folder comes first."""
    beside = office.home.path.parent / "stick"
    practice = (beside,) if office.config.practice and beside.is_dir() else ()
    return (*practice, *_plugged_in())


def _plugged_in() -> tuple[Path, ...]:
    if sys.platform == "win32":
        drives = (Path(f"{letter}:/") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")
        return tuple(drive for drive in drives if drive.exists())
    user = os.environ.get("USER", "root")
    roots = (Path("/media") / user, Path("/run/media") / user, Path("/media"), Path("/Volumes"))
    found = (
        child for root in roots if root.is_dir() for child in sorted(root.iterdir()) if os.path.ismount(child)
    )
    return tuple(dict.fromkeys(found))
