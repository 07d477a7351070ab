"""Opens a bundle: everything is verified before anything of it can be touched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from keys.sealing import RecipientKey
from keys.trust import Trust
from keys.trusted import Role
from sync.manifest import BundleType, Manifest
from sync.record import SignedRecord


@dataclass(frozen=True, slots=True)
class Inspected:
    """What can be said of a bundle without a key: nothing of it is proven."""

    format: int
    suite: int
    bundle: str
    recipients: tuple[str, ...]
    """Kids."""
    bytes: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature on the manifest counted."""

    role: Role
    person: str
    kid: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class VerifiedBundle:
    """A bundle of which everything was verified; ``open_bundle`` is the only way to one."""

    manifest: Manifest
    manifest_digest: str
    """SHA-256 of the manifest's bytes."""
    digest: str
    """SHA-256 of the file."""
    signers: tuple[Signer, ...]
    records: tuple[SignedRecord, ...] = ()
    """Type bundle: each verified, in the order of the chain."""
    documents: tuple[Mapping[str, object], ...] = ()
    """Every other type: the bodies of its documents, one as a rule."""
    blobs: Mapping[str, Path] = field(default_factory=dict)
    """SHA-256 -> file in the quarantine folder; the caller moves or removes them."""


def inspect(path: Path) -> Inspected:
    """Say what a file is without a key. Raises BundleRefused E_MAGIC, E_VERSION, E_LIMIT, E_SIZE, E_CANON,
    E_SCHEMA."""
    raise NotImplementedError


def open_bundle(
    path: Path, recipient_key: RecipientKey, trust: Trust, *, expect: BundleType, practice: bool, now: datetime, into: Path
) -> VerifiedBundle:  # fmt: skip
    """Verify a bundle to its last byte and give what is in it.

    Evidence is written below ``into``, a folder on the same filesystem as where it will go, into a new
    folder that is removed again when the bundle is refused. Raises BundleRefused with the code of the first
    rule that does not hold.
    """
    raise NotImplementedError
