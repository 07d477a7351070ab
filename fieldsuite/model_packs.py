"""Model packs of an office: signed by the province, checked here, kept under the office's folder.

A pack is signed with the key that signs task lists (``province-task``), because it comes the same way: the envelope is
that of trust statements, its payload the pack's manifest. When it is installed that key must be good now; whenever it
is loaded the signature is looked at again, and the key must have been good when the pack was made and not be revoked
since. An office without a line goes on with its packs when the key has run out in good order.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from biometric.errors import BiometricError, ModelMissing
from biometric.packs import archive
from biometric.packs.manifest import MANIFEST_NAME, Manifest, read_manifest, write_manifest
from biometric.packs.pack import Pack
from fieldsuite.clock import instant
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from keys.errors import KeysError
from keys.files import make_folder, sync_folder
from keys.signing import open_envelope, sign_envelope, verified_by
from keys.trusted import Role, TrustedKey

PACK_TYPE = "application/vnd.fieldsuite.model-pack+json"
"""DSSE payload type of a pack's manifest."""
SIGNER: Role = "province-task"
"""Whose signature makes a pack count."""
SUFFIX = ".fspack"


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack whose signature was verified; its files are held against their digests when it is loaded."""

    pack: Pack
    signer: str
    """Name of the key that signed it, as the trust statement has it."""

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self.pack.manifest


@dataclass(frozen=True, slots=True)
class Broken:
    """A folder among the packs that cannot be used, and why."""

    folder: Path
    error: BiometricError | KeysError | OfficeError


def sign(office: Office, manifest: Manifest) -> bytes:
    """Sign a manifest as the province. Raises OfficeError at a field office."""
    office.require_province()
    return sign_envelope(PACK_TYPE, write_manifest(manifest), [office.keyring.signing_key(SIGNER)])


def verified(office: Office, signed: bytes, at: datetime | None = None) -> tuple[Manifest, TrustedKey]:
    """Give a manifest and the key that signed it, if that key counts: at a time, or when the pack was made.

    Raises KeysError E_CANON, E_SCHEMA, E_TYPE (no such envelope), E_SIGNATURE, E_EXPIRED, E_REVOKED, E_ROLE;
    PackRefused for a manifest that breaks a rule; OfficeError E_PRACTICE, E_SIGNATURE (no trust yet).
    """
    trust = office.require_trust()
    envelope = open_envelope(signed, PACK_TYPE)
    hinted = {one.kid for one in envelope.signatures}
    # Keys of other roles are tried when the hint names them, so that the refusal can say what is wrong with them.
    tried = [key for key in trust.statement.keys if key.role == SIGNER or key.kid in hinted]
    signers = verified_by(envelope, [key.public for key in tried if key.role != "province-recipient"])
    if not signers:
        raise OfficeError("models.unsigned", code="E_SIGNATURE")
    manifest = read_manifest(envelope.payload)
    key = trust.valid(signers[0].kid, SIGNER, at or instant(manifest.made_at))
    if manifest.practice != office.config.practice:
        raise OfficeError("models.practice", code="E_PRACTICE", pack=manifest.name)
    return manifest, key


def installed(office: Office) -> tuple[Installed | Broken, ...]:
    """Give every pack of this office by name, and what lies among them and is none; no file is held against its digest.

    An office that has no trust statement yet has no packs.
    """
    if office.trust is None or not office.home.models.is_dir():
        return ()
    folders = (
        path for path in office.home.models.iterdir() if path.is_dir() and not path.name.startswith(".")
    )
    return tuple(_looked_at(office, folder) for folder in sorted(folders))


def usable(office: Office) -> tuple[Installed, ...]:
    """Give the packs that are signed as they should be, the newest of each name last."""
    found = [one for one in installed(office) if isinstance(one, Installed)]
    return tuple(sorted(found, key=lambda one: (one.manifest.name, one.manifest.made_at)))


def named(office: Office, name: str) -> Installed:
    """Give the newest pack of a name, or the one of a folder. Raises OfficeError E_NOT_FOUND."""
    found = [one for one in usable(office) if name in (one.manifest.name, one.pack.folder.name)]
    if not found:
        raise OfficeError("models.unknown", code="E_NOT_FOUND", pack=name)
    return found[-1]


def take(office: Office, path: Path) -> Pack:
    """Check a pack on a stick and unpack it beside the others, under a name that nothing finds yet (``settle``).

    Nothing of it is loaded. Raises what ``verified`` raises, PackRefused, OSError.
    """
    signed = archive.read_signed(path)
    manifest, _ = verified(office, signed, office.now())
    make_folder(office.home.models)
    part = office.home.models / f".{folder_name(manifest)}.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        make_folder(part)
        archive.unpack(path, manifest, part)
        (part / MANIFEST_NAME).write_bytes(signed)
        for file in part.iterdir():
            _flush(file)
        sync_folder(part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Pack(part, manifest)


def settle(office: Office, taken: Pack) -> Pack:
    """Give a pack that was taken in its place, in one step; what lay there (the same pack, damaged) goes."""
    place = office.home.models / folder_name(taken.manifest)
    if place.exists():
        discard(place)
    taken.folder.replace(place)
    sync_folder(office.home.models)
    return Pack(place, taken.manifest)


def discard(folder: Path) -> None:
    """Take a pack off the disk: first out of sight in one step, then file by file. Raises OSError."""
    gone = folder.with_name(f".{folder.name.removeprefix('.')}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    folder.replace(gone)
    shutil.rmtree(gone)


def folder_name(manifest: Manifest) -> str:
    """Folder of a pack: its name and which manifest it is."""
    return f"{manifest.name}-{manifest.digest[:16]}"


def _looked_at(office: Office, folder: Path) -> Installed | Broken:
    try:
        manifest, key = verified(office, archive.read_signed(folder))
        if folder.name != folder_name(manifest):
            raise ModelMissing("pack_changed", pack=folder.name, file=MANIFEST_NAME)
    except (BiometricError, KeysError, OfficeError) as error:
        return Broken(folder, error)
    except OSError as error:
        return Broken(
            folder, OfficeError("cli.disk", code="E_DISK", path=str(folder), problem=error.strerror)
        )
    return Installed(Pack(folder, manifest), key.name)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
