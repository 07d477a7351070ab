"""Rules a province adds without a new program: profiles as signed files, kept under the office's folder.

The envelope is that of trust statements, its payload the profile's TOML file, its signer the key that signs task lists.
When it is installed that key must be good now; whenever it is loaded the signature is looked at again, and the key must
not have been revoked since. A profile of a name that the program brings itself takes its place when its version is
higher.
"""

from collections.abc import Mapping
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules.profile import Profile
from fieldsuite.signed_rules import (
    PROFILE_TYPE,
    SIGNER,
    SUFFIX,
    Held,
    held_in,
    opened,
    rules_in,
    whole_profile,
)
from keys.files import make_folder
from keys.signing import sign_envelope

__all__ = ["Held", "held", "install", "profile_of", "rules_of", "sign", "verified"]

LARGEST = 256 * 1024


def sign(office: Office, written: bytes) -> bytes:
    """Sign a profile as the province, once it is complete. Raises OfficeError at a field office, E_SCHEMA."""
    office.require_province()
    whole_profile(written)
    return sign_envelope(PROFILE_TYPE, written, [office.keyring.signing_key(SIGNER)])


def verified(office: Office, signed: bytes) -> Held:
    """Give a profile whose signature counts now.

    Raises KeysError E_CANON, E_SCHEMA, E_TYPE (no such envelope), E_EXPIRED, E_REVOKED, E_ROLE; OfficeError
    E_SIGNATURE, E_SCHEMA for a profile that is not complete.
    """
    written, key = opened(office.require_trust(), signed)
    office.require_trust().valid(key.kid, SIGNER, office.now())
    return Held(whole_profile(written), key.name)


def install(office: Office, path: Path) -> Held:
    """Check a file of the province and keep it. Raises what ``verified`` raises, ``desk.profile_older`` E_EXPIRED."""
    if path.stat().st_size > LARGEST:
        raise OfficeError("rules.profile_damaged", code="E_LIMIT", profile=path.name, problem=f"> {LARGEST}")
    signed = path.read_bytes()
    found = verified(office, signed)
    name = found.profile.name
    before = rules_of(office).get(name)
    if before is not None and _number(found.profile) <= _number(before):
        raise OfficeError(
            "desk.profile_older",
            code="E_EXPIRED",
            profile=name,
            version=found.profile.version,
            held=before.version,
        )
    make_folder(_folder(office))
    part = _folder(office) / f".{name}.part"
    part.write_bytes(signed)
    part.replace(_folder(office) / f"{name}{SUFFIX}")
    return found


def held(office: Office) -> tuple[Held, ...]:
    """Give the signed profiles of this office; one that was changed, or whose key was revoked, is left out."""
    return held_in(_folder(office), office.trust)


def rules_of(office: Office) -> Mapping[str, Profile]:
    """Give every profile this office knows by its name: those of the program, and those the province signed."""
    return rules_in(_folder(office), office.trust)


def profile_of(office: Office) -> Profile:
    """Give the profile of the office itself, as signed where the province replaced it.

    Raises OfficeError ``rules.unknown_profile`` when the one it names is neither of the program nor signed here.
    """
    known = rules_of(office)
    if office.config.profile not in known:
        raise OfficeError(
            "rules.unknown_profile", profile=office.config.profile, known=", ".join(sorted(known))
        )
    return known[office.config.profile]


def _folder(office: Office) -> Path:
    return office.home.profiles


def _number(profile: Profile) -> int:
    return int(profile.version)
