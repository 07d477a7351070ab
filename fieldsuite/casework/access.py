"""Set an office up, let colleagues in, ask the province for trust and take its answer."""

import os
import re
import secrets
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import available_timezones

from fieldsuite.casework.written import LABELS, required
from fieldsuite.clock import stamp
from fieldsuite.config import Home, OfficeConfig, write_config
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules import profiles
from fieldsuite.store import in_files
from fieldsuite.tables import TrustHeld
from keys.cards import ID, OfficerRole
from keys.errors import TrustRefused
from keys.files import make_folder
from keys.freshness import fresh_until, held
from keys.passphrase import Cost
from keys.request import OfficeCard, make_request
from keys.token import Algorithm, TokenKey, make_token_key
from keys.trust import Trust, open_trust
from keys.vault import Keyring, OfficerCard, create_office, officers

LONGEST_NAME = 64
"""Characters of the name of an office or an officer, as keys carry it (``keys.cards``)."""
AREA = re.compile(r"[0-9]{6}", re.ASCII)
"""GB/T 2260."""


def set_up(
    home: Path, config: OfficeConfig, officer: str, passphrase: str, *, role: OfficerRole = "officer",
    cost: Cost | None = None,
) -> Keyring:  # fmt: skip
    """Make a new office: keys, settings, encrypted databases. Its settings are written last: half an office is none.

    Raises OfficeError E_INPUT when there is one already or a setting is wrong, E_DISK; KeysError for a short
    passphrase. What was begun is taken away again.
    """
    place = Home(home)
    if place.exists:
        raise OfficeError("office.exists", path=str(home))
    checked = _checked(config)
    card = _card(officer, role)
    make_folder(home)
    keyring = create_office(place.keys, card, passphrase, cost)
    store = in_files(
        place.database, place.templates, database_key=keyring.database_key, template_key=keyring.template_key
    )
    try:
        store.create()
        store.close()
        for folder in (place.outbox, place.inbox, place.quarantine, place.evidence):
            folder.mkdir(exist_ok=True)
        write_config(home, checked)
    except BaseException:
        # These keys were made a moment ago and have signed nothing; left behind they would bar a second try.
        store.close()
        shutil.rmtree(place.keys, ignore_errors=True)
        for path in (place.database, place.templates):
            path.unlink(missing_ok=True)
        raise
    return keyring


def _checked(config: OfficeConfig) -> OfficeConfig:
    """Give the settings tidied. Raises OfficeError for what would only fail when the office is used."""
    name = required(config.name, "name")
    if not ID.fullmatch(config.site) or len(name) > LONGEST_NAME:
        raise OfficeError("office.bad_site", site=config.site)
    if config.area and not AREA.fullmatch(config.area):
        raise OfficeError("office.bad_area", area=config.area)
    if config.timezone not in available_timezones():
        raise OfficeError("office.bad_timezone", timezone=config.timezone)
    profiles.find(config.profile)
    return replace(config, name=name)


@dataclass(frozen=True, slots=True)
class TokenWish:
    """Into which token a key shall go (``keys.token``); its PIN is the officer's passphrase."""

    module: str
    label: str
    algorithm: Algorithm | None = None


def add_officer(
    office: Office,
    name: str,
    passphrase: str,
    *,
    role: OfficerRole = "officer",
    token: TokenWish | None = None,
) -> OfficerCard:
    """Let a colleague in with a key and a passphrase of their own; the province must still be asked to trust it."""
    card = office.keyring.add_officer(_card(name, role), passphrase, _in_token(token, passphrase))
    office.note("officer", card.id, details={"role": card.role, "key": card.kid[:16]})
    return card


def rotate(office: Office, passphrase: str, *, token: TokenWish | None = None) -> OfficerCard:
    """Give the officer at work a new key, in their file or in a token; the province must be asked to trust it.

    What was signed with the old one stays good; at the province it ends some weeks after the new one is trusted.
    Raises KeysError E_PASSPHRASE, E_DEVICE.
    """
    card = office.keyring.rotate(passphrase, _in_token(token, passphrase))
    office.note("rotate_key", card.id, details={"key": card.kid[:16], "token": token.label if token else ""})
    return card


def _in_token(token: TokenWish | None, pin: str) -> TokenKey | None:
    return make_token_key(token.module, token.label, pin, token.algorithm) if token else None


def _card(name: str, role: OfficerRole) -> OfficerCard:
    said = required(name, "officer")
    if len(said) > LONGEST_NAME:
        raise OfficeError("office.text_long", code="E_RULE", field=LABELS["officer"], most=LONGEST_NAME)
    return OfficerCard(f"o-{secrets.token_hex(5)}", said, role)


def request(office: Office) -> bytes:
    """Write the request that asks the province to trust this device and its officers."""
    card = OfficeCard(office.config.site, office.config.name, office.config.area)
    everyone = officers(office.home.keys)
    return make_request(
        office.keyring, card, everyone, practice=office.config.practice, now=office.now(),
        relay=office.config.kind == "relay",
    )  # fmt: skip


def take_trust(office: Office, data: bytes, *, anchor: str | None = None, roots: str | None = None) -> Trust:
    """Take a trust statement: the first by the fingerprint of its roots, a later one by the trust that is held.

    ``roots`` is the fingerprint of the roots of the metadata it came with; an office that takes metadata takes no newer
    statement without (``casework.taking``). Raises KeysError E_SIGNATURE, E_THRESHOLD, E_EXPIRED (older than the one
    held), E_TYPE, E_CHAIN (other roots than the metadata's), E_PRACTICE; nothing changes then.
    """
    trust = open_trust(data, office.trust, anchor if office.trust is None else None)
    if trust.statement.practice != office.config.practice:
        raise OfficeError("office.other_practice", code="E_PRACTICE")
    if (
        roots is None
        and held(office.home.trust)
        and (not office.trust or office.trust.digest != trust.digest)
    ):
        raise TrustRefused("metadata_only", code="E_TYPE")
    if roots not in (None, trust.fingerprint):
        raise TrustRefused("metadata_mixed", code="E_CHAIN", file="trust.fostrust")
    with office.store.session() as session:
        session.merge(
            TrustHeld(
                version=trust.statement.version,
                data=data,
                anchor=trust.fingerprint,
                taken_at=stamp(office.now()),
            )
        )
    office.trust = trust.fresh(fresh_until(office.home.trust))
    return office.trust


def sticks(office: Office | None) -> tuple[Path, ...]:
    """Give the folders of removable disks that are plugged in now; on a practice ground its folder comes first."""
    beside = office.home.path.parent / "stick" if office is not None and office.config.practice else None
    return (*((beside,) if beside is not None and beside.is_dir() else ()), *_plugged_in())


def proposed(office: Office | None, name: str) -> Path:
    """Give where a file of this name is proposed: on the stick that is plugged in, otherwise in the user's folder."""
    return next(iter(sticks(office)), Path.home()) / name


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
