"""The rules an office knows: those of the program, and those that its province signed and that lie in its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.profile_file import read_profile
from fieldsuite.rules.profiles import load
from keys.cards import ID
from keys.errors import KeysError
from keys.signing import open_envelope, verified_by
from keys.trust import Trust
from keys.trusted import Role, TrustedKey

PROFILE_TYPE = "application/vnd.fieldsuite.profile+toml"
"""DSSE payload type of a profile."""
SIGNER: Role = "province-task"
SUFFIX = ".fosprofile"


@dataclass(frozen=True, slots=True)
class Held:
    """A profile that a province signed."""

    profile: Profile
    signer: str
    """Name of the key that signed it, as the trust statement has it."""


def held_in(folder: Path, trust: Trust | None) -> tuple[Held, ...]:
    """Give the signed profiles of a folder; one that was changed, or whose key was revoked, is left out."""
    if trust is None or not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            written, key = opened(trust, path.read_bytes())
        except (KeysError, OfficeError):
            continue
        if key.status == "active":
            found.append(Held(whole_profile(written), key.name))
    return tuple(found)


def rules_in(folder: Path, trust: Trust | None) -> Mapping[str, Profile]:
    """Give every profile by its name: those of the program, and those of the folder in their place."""
    added = {one.profile.name: one.profile for one in held_in(folder, trust)}
    return {**load(), **added} if added else load()


def opened(trust: Trust, signed: bytes) -> tuple[bytes, TrustedKey]:
    """Open an envelope and give the key that signed it. Raises OfficeError E_SIGNATURE, KeysError for no envelope."""
    envelope = open_envelope(signed, PROFILE_TYPE)
    tried = [key for key in trust.statement.keys if key.role == SIGNER]
    signers = verified_by(envelope, [key.public for key in tried])
    if not signers:
        raise OfficeError("desk.profile_unsigned", code="E_SIGNATURE")
    return envelope.payload, next(key for key in tried if key.kid == signers[0].kid)


def whole_profile(written: bytes) -> Profile:
    """Read a profile that is to be signed or was. Raises OfficeError E_SCHEMA for one that is not complete."""
    try:
        found = read_profile(written.decode("utf-8"), "profile")
    except UnicodeDecodeError as error:
        raise OfficeError("rules.profile_damaged", code="E_SCHEMA", profile="", problem="UTF-8") from error
    if not ID.fullmatch(found.name) or not found.version.isdigit():
        raise OfficeError(
            "rules.profile_damaged", code="E_SCHEMA", profile=found.name[:40], problem="name, version"
        )
    return found
