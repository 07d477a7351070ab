"""What goes into a bundle, and what packing says while it runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from keys.ed25519 import Signer, SigningKey
from sync.chain import CHAIN_START
from sync.manifest import FIRST_PREV, App, BundleType, Created, Log
from sync.record import SignedRecord

__all__ = [
    "App",
    "Contents",
    "Created",
    "Document",
    "Evidence",
    "Log",
    "Origin",
    "Packed",
    "Packing",
    "Signers",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence that is read only when its turn comes."""

    sha256: str
    size: int
    """Bytes."""
    type: str
    """One of ``sync.manifest.BLOB_TYPES``."""
    opener: Callable[[], BinaryIO] = field(repr=False)
    """Opens it for reading in the clear; closed after use."""


@dataclass(frozen=True, slots=True)
class Document:
    """One canonical document of the province, and the blobs it refers to."""

    body: Mapping[str, object]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Records (type bundle) or documents (every other type), and all the evidence they refer to, nothing
    else."""

    type: BundleType = "bundle"
    records: Sequence[SignedRecord] = ()
    """In the order of the chain and without gaps: each is chained to the one before."""
    documents: Sequence[Document] = ()
    evidence: Sequence[Evidence] = ()
    chain_from: str = CHAIN_START
    """Chain value before the first record: ``chain_to`` of the bundle before, also when there is no
    record."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who sends it, and which number it has."""

    site: str
    epoch: int
    seq: int
    created: Created
    app: App
    prev: str = FIRST_PREV
    practice: bool = False
    policy_version: str = ""
    supports: tuple[int, ...] = (1,)
    log: Log = field(default_factory=Log)


@dataclass(frozen=True, slots=True)
class Signers:
    """The keys that sign the manifest."""

    device: SigningKey
    """The device, or the province's key for receipts or task lists."""
    officer: Signer | None = None
    """The officer who packs; a bundle needs one, the province's types may have one."""


@dataclass(frozen=True, slots=True)
class Packing:
    """So many of so many bytes are written."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Packed:
    """The bundle lies on the disk, whole and read back."""

    path: Path
    bundle: str
    """The random id inside."""
    digest: str
    """SHA-256 of the file, which is also its name."""
    manifest_digest: str
    """SHA-256 of the manifest: ``prev`` of the next one."""
    records: int
    """Lines in it: records, or documents."""
    blobs: int
    """Pieces of evidence in it."""
    bytes: int
    """Length of the file."""
    chain_to: str
    """Chain value after its last record: ``chain_from`` of the next one."""
