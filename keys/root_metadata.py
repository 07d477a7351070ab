"""The root of the metadata: who signs for which role, and how many must; a change needs the old roots and the new."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Metadata, Role, Root

from keys.ed25519 import PublicKey, SigningKey
from keys.errors import TrustRefused
from keys.metadata_files import newest_path, parse_metadata, read_metadata, save_metadata
from keys.tuf_keys import tuf_key, tuf_signer

Officials = Mapping[str, Sequence[PublicKey]]
"""Role (targets, snapshot, timestamp) -> its keys; all of them sign."""
ROOT_LIFE = timedelta(days=730)
"""Design page bundle-format, 2.6: two years."""
ROOT_EARLY = timedelta(days=120)
"""A root that would run out sooner is signed anew: the holders of its keys meet a few times a year."""
PENDING = "root.pending"
"""Name of a root that too few have signed so far; nothing takes it."""


def root_metadata(
    folder: Path,
    roots: Sequence[str],
    threshold: int,
    officials: Officials,
    keys: Sequence[SigningKey],
    now: datetime,
) -> Metadata[Root]:
    """Give the root that says this, the one there is or a new one signed with the keys at hand.

    Raises TrustRefused ``root_too_few`` (E_THRESHOLD): then ``root.pending`` waits for the other holders
    (``sign_root``, ``take_root``).
    """
    held = read_metadata(newest_path(folder, Root.type), Root)
    version = held.signed.version + 1 if held else 1
    wanted = _root(version, [PublicKey.from_text(one) for one in roots], threshold, officials, now)
    if held is not None and _says(held.signed, wanted) and held.signed.expires - now > ROOT_EARLY:
        return held
    made = Metadata(wanted)
    held_kids = set(held.signed.roles[Root.type].keyids) if held else set()
    for key in keys:
        if key.public.kid in held_kids | set(wanted.roles[Root.type].keyids):
            made.sign(tuf_signer(key), append=True)
    save_metadata(folder / PENDING, made)
    return take_root(folder, (folder / PENDING).read_bytes())


def sign_root(data: bytes, key: SigningKey) -> bytes:
    """Add the signature of one more holder to a root that waits. Raises KeysError E_CANON."""
    made = parse_metadata(data, Root)
    made.sign(tuf_signer(key), append=True)
    return made.to_bytes()


def take_root(folder: Path, data: bytes) -> Metadata[Root]:
    """Put a root in its place when enough of the old and of the new holders have signed it.

    Raises TrustRefused ``root_too_few`` (E_THRESHOLD), E_EXPIRED for any number but the next.
    """
    made = parse_metadata(data, Root)
    held = read_metadata(newest_path(folder, Root.type), Root)
    if made.signed.version != (held.signed.version + 1 if held else 1):
        raise TrustRefused("metadata_older", code="E_EXPIRED", file="root")
    before = held.signed if held else None
    result = made.signed.get_root_verification_result(before, made.signed_bytes, made.signatures)
    if not result.verified:
        needed = max(
            made.signed.roles[Root.type].threshold, before.roles[Root.type].threshold if before else 0
        )
        raise TrustRefused("root_too_few", code="E_THRESHOLD", signed=len(result.signed), needed=needed)
    save_metadata(folder / f"{made.signed.version}.root.json", made)
    (folder / PENDING).unlink(missing_ok=True)
    return made


def _root(
    version: int, roots: Sequence[PublicKey], threshold: int, officials: Officials, now: datetime
) -> Root:
    everyone = [*roots, *(key for keys in officials.values() for key in keys)]
    roles = {Root.type: Role(sorted(key.kid for key in roots), threshold)}
    for role, keys in officials.items():
        roles[role] = Role(sorted(key.kid for key in keys), len(keys))
    return Root(
        version=version,
        expires=now + ROOT_LIFE,
        keys={key.kid: tuf_key(key) for key in everyone},
        roles=roles,
        consistent_snapshot=True,
    )


def _says(held: Root, wanted: Root) -> bool:
    return (held.keys, held.roles) == (wanted.keys, wanted.roles)
