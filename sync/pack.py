"""Writes a bundle: sealed while it is written, read back before it has its name."""

import hashlib
import secrets
import struct
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from keys.errors import KeysError
from keys.sealing import DEK_BYTES, PublicRecipient, common_suite, seal_key
from keys.signing import sign_envelope
from keys.suites import suite_of
from sync.contents import Contents, Document, Evidence, Origin, Packed, Packing, Signers
from sync.errors import SyncError, refusing
from sync.hashing import SideHash
from sync.header import DEK_INFO, make_header
from sync.limits import LIMITS
from sync.lines import declare, join, write_document
from sync.manifest import LINES_TYPE, PAYLOAD_TYPES, BlobEntry, Manifest
from sync.manifest_file import write_manifest
from sync.partfile import PartFile

__all__ = ["Contents", "Document", "Evidence", "Origin", "Packed", "Packing", "Signers", "pack"]

SUFFIX = ".fosb"
"""End of a bundle's name; before it stands the SHA-256 of the file."""


def pack(
    contents: Contents,
    origin: Origin,
    signers: Signers,
    recipients: Sequence[PublicRecipient],
    out_dir: Path,
    *,
    least_suite: int = 1,
) -> Iterator[Packing | Packed]:
    """Write a bundle into ``out_dir`` as ``<sha256>.fosb``; the last step is ``Packed``.

    The suite is that of the recipients' keys, at least ``least_suite`` (the trust statement says it).

    Evidence is read once, as it is sealed, and its digest and size are compared. Memory does not grow with
    it. The file is ``*.part`` until it was synced, read back and compared; stopping early leaves nothing
    behind. Raises SyncError: E_DISK (``disk_full``, ``cannot_write``, ``read_only``, ``medium_lies``),
    E_EVIDENCE (a file changed, is missing or not referred to), E_CHAIN (records that do not follow each
    other), E_LIMIT (too much: make several bundles), E_SCHEMA, E_RECIPIENT (nobody, or somebody twice), E_SUITE
    (keys of several suites, or of one under the least).
    """
    lines = _lines(contents, origin, signers)
    blob = join(lines)
    if len(recipients) > LIMITS.recipients:
        raise SyncError("pack_too_much", code="E_LIMIT")
    dek, bundle = secrets.token_bytes(DEK_BYTES), uuid.uuid4().hex
    with refusing():
        suite = suite_of(common_suite(recipients, least_suite))
        wrapped = seal_key(dek, recipients, DEK_INFO)
        blob_sha256 = hashlib.sha256(blob).hexdigest()
        manifest = Manifest(
            type=contents.type,
            format=1,
            bundle=bundle,
            site=origin.site,
            device=signers.device.public.kid,
            epoch=origin.epoch,
            seq=origin.seq,
            prev=origin.prev,
            audience=tuple(one.kid for one in wrapped),
            created=origin.created,
            app=origin.app,
            practice=origin.practice,
            policy_version=origin.policy_version,
            records=declare(lines, blob_sha256, contents.chain_from),
            blobs=(
                BlobEntry(blob_sha256, len(blob), LINES_TYPE),
                *(BlobEntry(one.sha256, one.size, one.type) for one in contents.evidence),
            ),
            officer=signers.officer.public.kid if signers.officer else "",
            supports=origin.supports,
            log=origin.log,
        )
        data = write_manifest(manifest)
        who = [signers.device, signers.officer] if signers.officer else [signers.device]
        envelope = sign_envelope(PAYLOAD_TYPES[contents.type], data, who)
    head = struct.pack(">I", len(envelope)) + envelope + blob
    header = make_header(
        suite.number, bundle, wrapped, len(head) + sum(one.size for one in contents.evidence)
    )
    if header.size > LIMITS.bundle_bytes:
        raise SyncError("pack_too_much", code="E_LIMIT")
    stream, done = suite.encryptor(dek, header.context), 0
    with PartFile(out_dir, bundle) as part:
        part.write(header.raw)
        for piece in _plaintext(head, contents.evidence):
            part.write(stream.update(piece))
            done += len(piece)
            yield Packing(done, 2 * header.size)
        part.write(stream.finalize())
        for done in part.read_back():
            yield Packing(header.size + done, 2 * header.size)
        path = part.finish(part.digest + SUFFIX)
    yield Packed(
        path=path,
        bundle=bundle,
        digest=part.digest,
        manifest_digest=hashlib.sha256(data).hexdigest(),
        records=len(lines),
        blobs=len(contents.evidence),
        bytes=header.size,
        chain_to=manifest.records.chain_to,
    )


def _lines(contents: Contents, origin: Origin, signers: Signers) -> list[bytes]:
    """Give the lines, and refuse here what every reader would refuse."""
    if contents.type == "bundle":
        chain, device = contents.chain_from, signers.device.public.kid
        for one in contents.records:
            if one.record.prev != chain or one.record.device != device or one.record.office != origin.site:
                raise SyncError("pack_chain", code="E_CHAIN", record=one.record.id)
            chain = one.chain
        referred = {digest for one in contents.records for digest in one.record.evidence}
    else:
        referred = {digest for one in contents.documents for digest in one.evidence}
    given = [one.sha256 for one in contents.evidence]
    if len(given) > LIMITS.evidence or max(len(contents.records), len(contents.documents)) > LIMITS.records:
        raise SyncError("pack_too_much", code="E_LIMIT")
    if set(given) != referred or len(set(given)) != len(given):
        odd = sorted(referred.symmetric_difference(given))
        raise SyncError("pack_evidence", code="E_EVIDENCE", digest=odd[0][:12] if odd else "")
    if contents.type == "bundle":
        return [one.line for one in contents.records]
    return [write_document(one) for one in contents.documents]


def _plaintext(head: bytes, evidence: Sequence[Evidence]) -> Iterator[bytes]:
    for at in range(0, len(head), LIMITS.chunk_bytes):
        yield head[at : at + LIMITS.chunk_bytes]
    for one in evidence:
        yield from _evidence(one)


def _evidence(evidence: Evidence) -> Iterator[bytes]:
    """Read one piece of evidence and require it to be what its record signed."""
    length = 0
    try:
        with SideHash() as seen, evidence.opener() as file:
            while piece := file.read(LIMITS.chunk_bytes):
                seen.give(piece)
                length += len(piece)
                if length > evidence.size:
                    break
                yield piece
            digest = seen.hexdigest()
    except KeysError as error:
        raise SyncError("pack_evidence_changed", code="E_EVIDENCE", digest=evidence.sha256[:12]) from error
    except OSError as error:
        raise SyncError("pack_evidence_unreadable", code="E_EVIDENCE", digest=evidence.sha256[:12]) from error
    if length != evidence.size or digest != evidence.sha256:
        raise SyncError("pack_evidence_changed", code="E_EVIDENCE", digest=evidence.sha256[:12])
