"""Two cards that open an office nobody can open any more: each is worth nothing, both together are its master key.

A card is 16 random bytes written in Crockford's base 32 with two letters of check, so that it can be printed, kept in
an envelope and typed. ``keys/recovery.json`` holds the master key under both. Whoever has one card and the whole disk
has nothing: the other card is 128 bits away.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import replace
from pathlib import Path

from keys import attempts
from keys.canonical import decode_object, encode
from keys.cards import OfficerCard, OfficerRole
from keys.ed25519 import SigningKey
from keys.encoding import b64, unb64
from keys.errors import KeysError, PassphraseRefused, SealRefused, VaultUnusable
from keys.files import make_folder, read_owner_only, write_owner_only
from keys.keyring import Keyring
from keys.officer_file import officer_path, write_officer
from keys.passphrase import Cost, calibrate
from keys.symmetric import subkey, unwrap, wrap
from keys.vault import officers

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are misread."""
SECRET_BYTES, CHECK = 16, 2
_PURPOSE = b"fos/v1/recovery"


def make_cards(keyring: Keyring) -> tuple[str, str]:
    """Make both cards of an unlocked office; those made before open nothing from now on.

    Raises KeysError ``cannot_write``.
    """
    first, second = secrets.token_bytes(SECRET_BYTES), secrets.token_bytes(SECRET_BYTES)
    sealed = wrap(_key(first, second), keyring.master, _PURPOSE)
    write_owner_only(keyring.folder / "recovery.json", encode({"format": 1, "sealed": b64(sealed)}))
    return _spelt(first), _spelt(second)


def open_cards(folder: Path, first: str, second: str) -> bytes:
    """Give the office's master key for both cards, in either order.

    Raises VaultUnusable ``no_cards`` (E_NOT_FOUND); PassphraseRefused ``card_mistyped`` (its check does not fit),
    ``cards_wrong``.
    """
    path = folder / "recovery.json"
    if not path.is_file():
        raise VaultUnusable("no_cards", code="E_NOT_FOUND")
    key = _key(_read(first, 1), _read(second, 2))
    try:
        return unwrap(key, unb64(decode_object(read_owner_only(path))["sealed"]), _PURPOSE)
    except SealRefused:
        raise PassphraseRefused("cards_wrong") from None
    except (KeysError, KeyError, TypeError) as error:
        if isinstance(error, VaultUnusable):
            raise
        raise VaultUnusable("keys_damaged", path=str(path)) from None


def renew(
    folder: Path,
    master: bytes,
    officer_id: str,
    passphrase: str,
    cost: Cost | None = None,
    role: OfficerRole | None = None,
) -> OfficerCard:
    """Give an officer a new passphrase and a new signing key: the old key is lost with the old passphrase.

    What the old key signed still counts; the province must be asked to trust the new one. ``role``: another than
    before, which only a new key can prove. Raises VaultUnusable
    ``officer_unknown``, PassphraseRefused ``passphrase_short``.
    """
    card = next((one for one in officers(folder) if one.id == officer_id), None)
    if card is None:
        raise VaultUnusable("officer_unknown", code="E_NOT_FOUND", officer=officer_id)
    fresh = replace(card, role=role or card.role, public_spki="", proof="")
    put_aside(folder, card)
    made = write_officer(folder, fresh, SigningKey.generate(), master, passphrase, cost or calibrate())
    attempts.release(folder, officer_id)
    return made


def leave(folder: Path, officer_id: str) -> OfficerCard:
    """Let an officer open the office no more; their card stays, for it says who signed what.

    Raises VaultUnusable ``officer_unknown``, ``last_officer`` (E_INPUT).
    """
    everyone = officers(folder)
    card = next((one for one in everyone if one.id == officer_id), None)
    if card is None:
        raise VaultUnusable("officer_unknown", code="E_NOT_FOUND", officer=officer_id)
    if len(everyone) == 1:
        raise VaultUnusable("last_officer", code="E_INPUT", name=card.name)
    put_aside(folder, card)
    officer_path(folder, officer_id).unlink()
    return card


def put_aside(folder: Path, card: OfficerCard) -> None:
    """Keep a card whose key opens nothing any more."""
    make_folder(folder / "left")
    write_owner_only(folder / "left" / f"{card.kid[:32]}.json", encode(card.data()))


def _key(one: bytes, other: bytes) -> bytes:
    return subkey(b"".join(sorted((one, other))), "recovery")


def _spelt(secret: bytes) -> str:
    letters = _letters(secret) + _check(secret)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _letters(secret: bytes) -> str:
    number = int.from_bytes(secret, "big") << 2  # 128 bits in 26 letters of 5
    return "".join(LETTERS[number >> 5 * at & 31] for at in range(25, -1, -1))


def _check(secret: bytes) -> str:
    digest = hashlib.sha256(_PURPOSE + secret).digest()
    return "".join(LETTERS[byte & 31] for byte in digest[:CHECK])


def _read(typed: str, number: int) -> bytes:
    plain = unicodedata.normalize("NFKC", typed).upper().translate(str.maketrans("OIL", "011"))
    letters = "".join(letter for letter in plain if letter in LETTERS)
    if len(letters) != 26 + CHECK:
        raise PassphraseRefused("card_mistyped", number=number)
    value = 0
    for letter in letters[:26]:
        value = value << 5 | LETTERS.index(letter)
    secret = (value >> 2).to_bytes(17, "big")[1:]
    if _check(secret) != letters[26:] or _letters(secret) != letters[:26]:
        raise PassphraseRefused("card_mistyped", number=number)
    return secret
