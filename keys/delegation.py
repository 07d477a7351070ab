"""Cities that vouch for their own offices: a role of the metadata each, for the paths below ``sites/<area>/`` alone.

What such a role signs outside its folder is not found by any client: the path of a target is looked for only where
the delegation reaches (TUF specification 4.5).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import Key
from tuf.api.metadata import DelegatedRole, Delegations, MetaFile, TargetFile, Targets

from keys.canonical import decode_object, encode
from keys.ed25519 import PublicKey, SigningKey
from keys.errors import KeysError, TrustRefused
from keys.files import make_folder, write_owner_only
from keys.metadata_files import (
    described,
    newest_path,
    parse_metadata,
    put_target,
    read_metadata,
    save_metadata,
    write_metadata,
)
from keys.tuf_keys import tuf_key

LIFE = timedelta(days=90)
"""How long an area's word is fresh (design page bundle-format, 2.6)."""
AREA = re.compile(r"[0-9]{2,6}", re.ASCII)
"""Beginning of a GB/T 2260 code: two digits a province, four a city, six a county."""
PATH = re.compile(r"sites/[0-9]{2,6}/[a-z0-9][a-z0-9.-]{0,63}", re.ASCII)
"""What an area may sign: files of its own folder, one level deep as TUF's ``*`` reaches (specification 4.5)."""
FILE = "delegations.json"
"""Which areas vouch for themselves, beside the metadata of the province."""


def role_of(area: str) -> str:
    """Give the name of an area's role. Raises KeysError E_SCHEMA."""
    if not AREA.fullmatch(area):
        raise KeysError("bad_area", code="E_SCHEMA", area=area[:20])
    return f"sites-{area}"


def delegate(folder: Path, area: str, keys: Sequence[PublicKey], threshold: int = 1) -> None:
    """Let these keys vouch for an area from the next ``publish`` on; no keys takes it back. Raises E_SCHEMA."""
    role_of(area)
    standing = _said(folder)
    standing.pop(area, None)
    if keys:
        if not 1 <= threshold <= len(keys):
            raise KeysError("bad_area", code="E_SCHEMA", area=area)
        standing[area] = {"keys": sorted(key.text for key in keys), "threshold": threshold}
    make_folder(folder)
    write_owner_only(folder / FILE, encode(standing))


def sign_area(folder: Path, area: str, files: Mapping[str, bytes], key: SigningKey, now: datetime) -> Path:
    """At an area's desk: sign these files as all it publishes, for the province to take; gives the metadata's path.

    ``folder`` is carried to the province and kept for the next time: from it the number goes on. Raises KeysError
    E_SCHEMA (a name that is none), E_DISK.
    """
    role = role_of(area)
    listed = {}
    for name, data in files.items():
        path = f"sites/{area}/{name}"
        if not PATH.fullmatch(path):
            raise KeysError("bad_area", code="E_SCHEMA", area=name[:60])
        listed[path] = described(path, data)
        write_owner_only(folder / name, data)
    held = read_metadata(newest_path(folder, role), Targets)
    version = held.signed.version + 1 if held else 1
    made = Targets(version, expires=now.replace(microsecond=0) + LIFE, targets=listed)
    write_metadata(folder / f"{role}.json", made, [key])
    return folder / f"{role}.json"


def take_delegated(folder: Path, area: str, data: bytes, files: Mapping[str, bytes]) -> Targets:
    """Take what an area signed, and its files, into the province's folder; the next ``publish`` lists it.

    Raises TrustRefused E_ROLE (nobody delegated it, a path outside its folder), E_THRESHOLD, E_EXPIRED (an older
    number), KeysError E_CANON, E_EVIDENCE (a file is not what was signed).
    """
    role, delegations = role_of(area), standing(folder)
    if delegations is None or delegations.roles is None or role not in delegations.roles:
        raise TrustRefused("area_not_delegated", code="E_ROLE", area=area)
    made = parse_metadata(data, Targets)
    delegator = Targets(delegations=delegations)
    if not delegator.get_verification_result(role, made.signed_bytes, made.signatures).verified:
        raise TrustRefused("metadata_unsigned", code="E_THRESHOLD", file=role)
    held = read_metadata(newest_path(folder / "metadata", role), Targets)
    if held is not None and made.signed.version <= held.signed.version:
        raise TrustRefused("metadata_older", code="E_EXPIRED", file=role)
    if any(PATH.fullmatch(path) is None or f"{path}/".split("/")[1] != area for path in made.signed.targets):
        raise TrustRefused("path_escapes", code="E_ROLE", area=area)
    for path, entry in made.signed.targets.items():
        found = described(path, files.get(path, b""))
        if found.hashes["sha256"] != entry.hashes.get("sha256"):
            raise TrustRefused("metadata_mixed", code="E_EVIDENCE", file=path)
    for path, entry in made.signed.targets.items():
        put_target(folder, path, files[path], entry.hashes["sha256"])
    save_metadata(folder / "metadata" / f"{made.signed.version}.{role}.json", made)
    return made.signed


def standing(folder: Path, *, heard: bool = False) -> Delegations | None:
    """Give the delegations as the targets role signs them, None when no area vouches for itself.

    ``heard``: those alone that have published something; a client would look for the metadata of the others.
    """
    said = _said(folder)
    if heard:
        said = {area: one for area, one in said.items() if f"{role_of(area)}.json" in versions(folder)}
    if not said:
        return None
    keys: dict[str, Key] = {}
    roles = {}
    for area, one in sorted(said.items()):
        publics = [PublicKey.from_text(text) for text in one["keys"]]
        keys |= {key.kid: tuf_key(key) for key in publics}
        kids = sorted(key.kid for key in publics)
        # Terminating: what an area does not say of its own folder nobody says in its place.
        roles[role_of(area)] = DelegatedRole(role_of(area), kids, one["threshold"], True, [f"sites/{area}/*"])
    return Delegations(keys, roles)


def versions(folder: Path) -> dict[str, MetaFile]:
    """Give the metadata of the areas for the snapshot."""
    found = {}
    for area in _said(folder):
        role = role_of(area)
        held = read_metadata(newest_path(folder / "metadata", role), Targets)
        if held is not None:
            found[f"{role}.json"] = MetaFile(held.signed.version)
    return found


def listed(folder: Path, role: str, version: int) -> dict[str, TargetFile]:
    """Give the files that an area's metadata of this number names."""
    held = read_metadata(folder / "metadata" / f"{version}.{role}.json", Targets)
    return dict(held.signed.targets) if held else {}


def _said(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / FILE
    return decode_object(path.read_bytes()) if path.is_file() else {}  # type: ignore[return-value]
