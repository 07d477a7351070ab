"""Opens a bundle: everything is verified before anything of it can be touched.

The rules, in the order in which they are checked, are the codes of refusal: E_MAGIC, E_LIMIT (length of the
header), E_SIZE, E_VERSION, E_LIMIT, E_SIZE, E_SUITE, E_RECIPIENT, E_AEAD; then for the manifest E_CANON,
E_SCHEMA, E_TYPE, E_SIGNATURE, E_EXPIRED, E_REVOKED, E_ROLE, E_SAMEPERSON, E_THRESHOLD, E_AUDIENCE,
E_PRACTICE; for the records E_CANON to E_ROLE again and E_CHAIN; E_EVIDENCE. Whatever is wrong with the
manifest, the stream is read to its end first, so that a damaged file is called damaged. Nothing is written
before the signatures hold: anybody can seal to us, and nobody else shall fill our disk.
"""

import hashlib
import os
import shutil
import struct
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import datetime
from pathlib import Path

from keys.sealing import RecipientKey, open_key
from keys.signing import open_envelope
from keys.trust import Trust
from sync.errors import BundleRefused, SyncError, refusing
from sync.hashing import Beside
from sync.header import DEK_INFO, Header, read_header, sealed_length
from sync.limits import LIMITS
from sync.lines import read_lines
from sync.manifest import PAYLOAD_TYPES, BlobEntry, BundleType, Manifest
from sync.manifest_file import read_manifest
from sync.partfile import writing
from sync.plaintext import Plaintext
from sync.record import SignedRecord
from sync.signers import Signer, require_signers

__all__ = ["Inspected", "Signer", "VerifiedBundle", "inspect", "open_bundle"]


_OPENED = object()


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
    opened_here: InitVar[object] = None

    def __post_init__(self, opened_here: object) -> None:
        if opened_here is not _OPENED:
            raise TypeError("a VerifiedBundle comes from open_bundle")


def inspect(path: Path) -> Inspected:
    """Say what a file is without a key.

    Raises BundleRefused E_MAGIC, E_VERSION, E_LIMIT, E_SIZE, E_CANON, E_SCHEMA; SyncError ``cannot_read``
    (E_INPUT).
    """
    try:
        with path.open("rb") as file:
            header = read_header(file, os.fstat(file.fileno()).st_size)
    except OSError as error:
        raise _unreadable(path, error) from error
    return Inspected(1, header.suite, header.bundle, tuple(one.kid for one in header.to), header.size)


def open_bundle(
    path: Path,
    recipient_key: RecipientKey | Sequence[RecipientKey],
    trust: Trust,
    *,
    expect: BundleType,
    practice: bool,
    now: datetime,
    into: Path,
) -> VerifiedBundle:
    """Verify a bundle to its last byte and give what is in it.

    ``recipient_key`` is ours, or all of ours: one a suite. A suite under the least that the trust statement allows
    is refused whoever sealed it.
    Evidence is written into a new folder below ``into``, which should lie on the filesystem where it will go;
    the folder is removed again when the bundle is refused. Raises BundleRefused with the code of the first
    rule that does not hold; SyncError ``cannot_read`` (E_INPUT), ``disk_full`` or ``cannot_write`` (E_DISK).
    """
    try:
        with path.open("rb") as file:
            header = read_header(file, os.fstat(file.fileno()).st_size)
            with refusing():
                least = trust.statement.least_suite
                dek = open_key(header.to, recipient_key, DEK_INFO, suite=header.suite, least=least)
            plain = Plaintext(file, header, dek)
            try:
                return _verified(plain, header, trust, expect, practice, now, into)
            except BundleRefused:
                plain.drain()
                raise
            finally:
                plain.close()
    except OSError as error:
        raise _unreadable(path, error) from error


def _verified(
    plain: Plaintext,
    header: Header,
    trust: Trust,
    expect: BundleType,
    practice: bool,
    now: datetime,
    into: Path,
) -> VerifiedBundle:
    (length,) = struct.unpack(">I", plain.read(4))
    if length > LIMITS.envelope_bytes:
        raise BundleRefused("E_LIMIT", "envelope")
    with refusing():
        envelope = open_envelope(plain.read(length), PAYLOAD_TYPES[expect])
    manifest = read_manifest(envelope.payload)
    if manifest.type != expect:
        raise BundleRefused("E_TYPE", manifest.type)
    if sealed_length(4 + length + sum(one.size for one in manifest.blobs)) != header.stream_bytes:
        raise BundleRefused("E_SIZE", "blobs")
    if manifest.bundle != header.bundle:
        raise BundleRefused("E_SCHEMA", "bundle")
    signers = require_signers(envelope, manifest, trust, now)
    if manifest.audience != tuple(sorted(one.kid for one in header.to)):
        raise BundleRefused("E_AUDIENCE", "audience")
    if not manifest.practice == trust.practice == practice:
        raise BundleRefused("E_PRACTICE", "practice")
    blob = plain.read(manifest.blobs[0].size)
    if hashlib.sha256(blob).hexdigest() != manifest.records.blob:
        raise BundleRefused("E_CHAIN", "records")
    lines = read_lines(blob, manifest, trust)
    if lines.evidence != {one.sha256 for one in manifest.blobs[1:]}:
        raise BundleRefused("E_EVIDENCE", "references")
    blobs = _quarantined(plain, manifest.blobs[1:], into)
    digest = hashlib.sha256(envelope.payload).hexdigest()
    return VerifiedBundle(
        manifest, digest, plain.digest, signers, lines.records, lines.documents, blobs, _OPENED
    )


def _quarantined(plain: Plaintext, entries: tuple[BlobEntry, ...], into: Path) -> dict[str, Path]:
    """Write the evidence into a folder of its own; it counts only when the stream has come to its end."""
    with writing(into):
        into.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="arrived-", dir=into))
    try:
        found = {one.sha256: _spool(plain, one, folder) for one in entries}
        plain.finish()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return found


def _spool(plain: Plaintext, entry: BlobEntry, folder: Path) -> Path:
    """The name is the digest, never anything that came from outside as a name."""
    path, left = folder / entry.sha256, entry.size
    seen = hashlib.sha256()

    def take(piece: bytes | memoryview) -> None:
        file.write(piece)
        seen.update(piece)

    with writing(path), path.open("xb") as file, Beside(take) as disk:
        while left:
            piece = plain.some(left)
            disk.give(piece)
            left -= len(piece)
        disk.wait()
    if seen.hexdigest() != entry.sha256:
        raise BundleRefused("E_EVIDENCE", "digest")
    return path


def _unreadable(path: Path, error: OSError) -> SyncError:
    return SyncError("cannot_read", path=str(path), problem=error.strerror or type(error).__name__)
