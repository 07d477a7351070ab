"""One officer's file: their card, and their signing seed and the office's master key under their
passphrase."""

import secrets
from dataclasses import asdict
from pathlib import Path

from keys.canonical import decode_object, encode
from keys.cards import ID, OfficerCard, prove, read_card, require_proof
from keys.ed25519 import Signer, SigningKey
from keys.encoding import b64, unb64
from keys.errors import KeysError, PassphraseRefused, SealRefused, VaultUnusable
from keys.files import make_folder, read_owner_only, write_owner_only
from keys.passphrase import SALT_BYTES, Cost, derive, require_length
from keys.symmetric import unwrap, wrap
from keys.token import TokenKey, TokenPlace, open_token_key

FORMAT = 1
"""Version of the file."""


def officer_path(folder: Path, officer_id: str) -> Path:
    """Give the file of an officer. Raises KeysError E_SCHEMA for an id that could name another file."""
    if not ID.fullmatch(officer_id):
        raise KeysError("bad_card", code="E_SCHEMA")
    return folder / "officers" / f"{officer_id}.json"


def write_officer(
    folder: Path, card: OfficerCard, key: Signer, master: bytes, passphrase: str, cost: Cost
) -> OfficerCard:
    """Write an officer's file under a passphrase; give the proven card.

    Of a key in a token the file says where it is and holds nothing of it. Raises PassphraseRefused
    ``passphrase_short``."""
    require_length(passphrase)
    proven = prove(card, key)
    salt = secrets.token_bytes(SALT_BYTES)
    seed = key.seed if isinstance(key, SigningKey) else b""
    wrapped = wrap(derive(passphrase, salt, cost), seed + master, _purpose(card.id))
    content = {
        **({"token": asdict(key.place)} if isinstance(key, TokenKey) else {}),
        "format": FORMAT,
        "card": proven.data(),
        "cost": asdict(cost),
        "salt": b64(salt),
        "wrapped": b64(wrapped),
    }
    path = officer_path(folder, card.id)
    make_folder(path.parent)
    write_owner_only(path, encode(content))
    return proven


def open_officer(folder: Path, officer_id: str, passphrase: str) -> tuple[OfficerCard, Signer, bytes, Cost]:
    """Give card, signing key, master key and cost for a passphrase.

    Raises VaultUnusable ``officer_unknown`` (E_NOT_FOUND), ``keys_open_to_others``, ``keys_damaged``;
    PassphraseRefused ``passphrase_wrong``; what ``keys.token`` raises; TrustRefused ``card_changed``.
    """
    path = officer_path(folder, officer_id)
    if not path.is_file():
        raise VaultUnusable("officer_unknown", code="E_NOT_FOUND", officer=officer_id)
    card, content = read_content(path, read_owner_only(path))
    try:
        cost = Cost(**content["cost"])  # type: ignore[arg-type]
        kek = derive(passphrase, unb64(content["salt"]), cost)
        wrapped = unb64(content["wrapped"])
    except (TypeError, ValueError, KeysError):
        raise VaultUnusable("keys_damaged", path=str(path)) from None
    try:
        secret = unwrap(kek, wrapped, _purpose(officer_id))
    except SealRefused:
        raise PassphraseRefused("passphrase_wrong") from None
    key, master = _key(content, secret, passphrase)
    if card.id != officer_id or require_proof(card) != key.public:
        raise VaultUnusable("card_changed", code="E_SIGNATURE", name=card.name)
    return card, key, master, cost


def read_content(path: Path, data: bytes) -> tuple[OfficerCard, dict[str, object]]:
    """Read an officer's file as far as it goes without a passphrase. Raises VaultUnusable
    ``keys_damaged``."""
    try:
        content = decode_object(data)
        if (
            set(content) - {"token"} != {"format", "card", "cost", "salt", "wrapped"}
            or content["format"] != FORMAT
        ):
            raise KeysError("bad_card", code="E_SCHEMA")
        return read_card(content["card"]), content
    except KeysError:
        raise VaultUnusable("keys_damaged", path=str(path)) from None


def _key(content: dict[str, object], secret: bytes, passphrase: str) -> tuple[Signer, bytes]:
    """Give the key from the file, or from the token whose PIN the passphrase is, and the master key."""
    if "token" not in content:
        return SigningKey.from_seed(secret[:32]), secret[32:]
    return open_token_key(TokenPlace(**content["token"]), passphrase), secret  # type: ignore[arg-type]


def _purpose(officer_id: str) -> bytes:
    return b"fos/v1/officer/" + officer_id.encode("ascii")
