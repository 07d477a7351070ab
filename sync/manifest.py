"""What a bundle declares about itself: the part that is signed by the device and by the officer who packs."""

from dataclasses import dataclass
from typing import Literal

BundleType = Literal["bundle", "receipt", "decision", "tasks", "trust"]
"""bundle: records of an office; receipt, decision, tasks: documents of the province; trust: a new trust
statement."""
PAYLOAD_TYPES: dict[BundleType, str] = {
    "bundle": "application/vnd.fieldsuite.bundle+json",
    "receipt": "application/vnd.fieldsuite.receipt+json",
    "decision": "application/vnd.fieldsuite.decision+json",
    "tasks": "application/vnd.fieldsuite.tasks+json",
    "trust": "application/vnd.fieldsuite.trust-update+json",
}
"""DSSE payload type by type, so that one never stands for another."""
FIRST_PREV = "0" * 64
"""``prev`` of the first bundle of a device and epoch."""
BLOB_TYPES = frozenset(
    {"image/jpeg", "image/png", "audio/wav", "video/mp4", "application/pdf", "application/json",
     "application/octet-stream"}
)  # fmt: skip
"""What evidence may be. The lines of records themselves are ``application/x-ndjson`` and always the first
blob."""
LINES_TYPE = "application/x-ndjson"
"""Type of the blob of lines."""


@dataclass(frozen=True, slots=True)
class Created:
    """When it was made, as the device saw it."""

    wall: str
    """UTC instant of the wall clock."""
    boot_id: str = ""
    """Id of this boot of the machine, empty where there is none."""
    mono_ms: int = 0
    """Milliseconds of the monotonic clock."""
    trusted_floor: str = ""
    """Newest signed instant the device has seen, or empty."""


@dataclass(frozen=True, slots=True)
class Log:
    """Where the office's log of acts stood when it was sealed: a log that is written anew later shows."""

    entries: int = 0
    head: str = ""
    """Chain value of the last entry; empty when there is none."""


@dataclass(frozen=True, slots=True)
class App:
    """Which program made it."""

    version: str
    build: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The blob of lines: records, or the documents of the province."""

    blob: str
    """SHA-256 of the blob; it is the first of ``blobs``."""
    count: int
    merkle_root: str
    """RFC 6962 root over the lines."""
    chain_from: str
    """Chain value before the first line."""
    chain_to: str
    """Chain value after the last line."""


@dataclass(frozen=True, slots=True)
class BlobEntry:
    """One blob, in the order of the stream."""

    sha256: str
    size: int
    type: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A bundle's manifest. ``sync.manifest_file`` reads and writes it, every field checked."""

    type: BundleType
    format: int
    bundle: str
    """Random id, 32 hexadecimal digits; the same as in the header."""
    site: str
    """Office (or province) that made it."""
    device: str
    """Kid of the device or, for the province's types, of the key it signs with."""
    epoch: int
    seq: int
    """From 1, without gaps, per device and epoch."""
    prev: str
    """Manifest digest of seq - 1, or ``FIRST_PREV``."""
    audience: tuple[str, ...]
    """Kids of all recipients, sorted; must be the header's."""
    created: Created
    app: App
    practice: bool
    policy_version: str
    records: Lines
    blobs: tuple[BlobEntry, ...]
    officer: str
    """Kid of the officer who packed, empty for a machine of the province."""
    supports: tuple[int, ...]
    """Formats the sender can read."""
    log: Log = Log()
