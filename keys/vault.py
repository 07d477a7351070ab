"""The folder ``keys/`` of one office: who may open it, and opening it.

Passphrase -> Argon2id -> key-encryption key -> the officer's signing seed and the office's master key;
master key -> HKDF -> one key a purpose, and the key under which the device's own two keys lie. Every
officer opens the same office.
"""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from keys import attempts
from keys.canonical import decode_object, encode
from keys.cards import OfficerCard, read_card
from keys.ed25519 import SigningKey
from keys.encoding import b64, unb64
from keys.errors import KeysError, VaultUnusable
from keys.files import make_folder, read_owner_only, write_owner_only
from keys.keyring import Keyring
from keys.officer_file import officer_path, open_officer, read_content, write_officer
from keys.passphrase import Cost, calibrate, require_length
from keys.sealing import RecipientKey
from keys.symmetric import subkey, unwrap, wrap

__all__ = ["Cost", "Keyring", "OfficerCard", "create_office", "everybody", "officers", "unlock"]

_DEVICE = b"fos/v1/device"


def create_office(folder: Path, officer: OfficerCard, passphrase: str, cost: Cost | None = None) -> Keyring:
    """Make the keys of a new office and its first officer, and leave it unlocked.

    ``cost`` None measures this machine and takes 0.5 to 1 s a try. Raises PassphraseRefused
    ``passphrase_short`` (under 8 characters), VaultUnusable ``office_exists`` (E_INPUT), KeysError
    ``cannot_write`` (E_DISK).
    """
    require_length(passphrase)
    if officers(folder):
        raise VaultUnusable("office_exists", code="E_INPUT", path=str(folder))
    chosen = cost or calibrate()
    master, device, recipient = secrets.token_bytes(32), SigningKey.generate(), RecipientKey.generate()
    make_folder(folder)
    sealed = wrap(subkey(master, "device"), device.seed + recipient.private, _DEVICE)
    # The officer's file comes last: an office has begun when somebody can open it.
    write_owner_only(folder / "device.json", encode({"format": 1, "sealed": b64(sealed)}))
    key = SigningKey.generate()
    card = write_officer(folder, officer, key, master, passphrase, chosen)
    return Keyring(folder, card, key, device, recipient, master, chosen)


def officers(folder: Path) -> tuple[OfficerCard, ...]:
    """Give the cards of everybody who may unlock the office, by id; empty when there is no office yet.

    Raises VaultUnusable ``keys_damaged`` (E_LOCKED).
    """
    cards = []
    for path in sorted(folder.glob("officers/*.json")):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise VaultUnusable("keys_damaged", path=str(path)) from error
        cards.append(read_content(path, data)[0])
    return tuple(cards)


def everybody(folder: Path) -> tuple[OfficerCard, ...]:
    """Give the cards of everybody who may unlock the office and of those who left: they still vouch for what
    they signed. Raises VaultUnusable ``keys_damaged`` (E_LOCKED)."""
    gone = []
    for path in sorted(folder.glob("left/*.json")):
        try:
            gone.append(read_card(decode_object(path.read_bytes())))
        except (OSError, KeysError) as error:
            raise VaultUnusable("keys_damaged", path=str(path)) from error
    return (*officers(folder), *gone)


def unlock(folder: Path, officer_id: str, passphrase: str, *, now: datetime | None = None) -> Keyring:
    """Unlock the office for one officer; the try is counted before it is made (``keys.attempts``).

    Raises PassphraseRefused ``passphrase_wrong``, VaultUnusable ``officer_unknown`` (E_NOT_FOUND),
    ``locked_out`` after ten wrong ones, ``keys_open_to_others`` and ``keys_damaged`` (E_LOCKED),
    ``card_changed`` (E_SIGNATURE).
    """
    if officer_path(folder, officer_id).is_file():
        attempts.begin(folder, officer_id, now or datetime.now(UTC))
    card, key, master, cost = open_officer(folder, officer_id, passphrase)
    attempts.succeeded(folder, officer_id)
    path = folder / "device.json"
    try:
        content = decode_object(read_owner_only(path))
        if set(content) != {"format", "sealed"} or content["format"] != 1:
            raise VaultUnusable("keys_damaged", path=str(path))
        secret = unwrap(subkey(master, "device"), unb64(content["sealed"]), _DEVICE)
    except VaultUnusable:
        raise
    except KeysError:
        raise VaultUnusable("keys_damaged", path=str(path)) from None
    device, recipient = SigningKey.from_seed(secret[:32]), RecipientKey(secret[32:])
    return Keyring(folder, card, key, device, recipient, master, cost)
