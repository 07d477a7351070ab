"""The first blob of a bundle: records or documents, one canonical line each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keys.trust import Trust
from sync import schema
from sync.canonical import decode_object, encode
from sync.chain import CHAIN_START, chained, merkle_root
from sync.contents import Document
from sync.errors import BundleRefused
from sync.limits import LIMITS
from sync.manifest import Lines, Manifest
from sync.record import SignedRecord, read_record, verify


@dataclass(frozen=True, slots=True)
class ReadLines:
    """What the lines hold, and what they refer to."""

    records: tuple[SignedRecord, ...]
    documents: tuple[Mapping[str, object], ...]
    evidence: frozenset[str]


def join(lines: Sequence[bytes]) -> bytes:
    """Give the blob: every line ends in a line feed, the last one too."""
    return b"".join(line + b"\n" for line in lines)


def split(blob: bytes) -> list[bytes]:
    """Give the lines of a blob. Raises BundleRefused E_CANON when the last line does not end."""
    lines = blob.split(b"\n")
    if lines.pop():
        raise BundleRefused("E_CANON", "line end")
    return lines


def declare(lines: Sequence[bytes], blob_sha256: str, chain_from: str) -> Lines:
    """Give what the manifest says of the lines."""
    chain = chain_from
    for line in lines:
        chain = chained(chain, line)
    return Lines(blob_sha256, len(lines), merkle_root(lines), chain_from, chain)


def write_document(document: Document) -> bytes:
    """Write a document as a line ``{"document": {...}, "evidence": [...]}``. Raises BundleRefused E_CANON,
    E_LIMIT."""
    line = encode({"document": dict(document.body), "evidence": list(document.evidence)})
    read_document(line)
    return line


def read_document(line: bytes) -> Document:
    """Read a document's line. Raises BundleRefused E_LIMIT, E_CANON or E_SCHEMA."""
    if len(line) > LIMITS.document_bytes:
        raise BundleRefused("E_LIMIT", "document")
    fit = schema.exactly(decode_object(line), ("document", "evidence"), "document")
    schema.require(isinstance(fit["document"], dict), "document")
    return Document(fit["document"], schema.digests(fit["evidence"], LIMITS.evidence, "evidence"))


def read_lines(blob: bytes, manifest: Manifest, trust: Trust) -> ReadLines:
    """Read and verify all lines against the manifest.

    Raises BundleRefused E_LIMIT, E_CANON, E_SCHEMA, then for records E_SIGNATURE, E_EXPIRED, E_REVOKED,
    E_ROLE, then E_CHAIN (another count, order, root, device, or a record left out).
    """
    lines = split(blob)
    if manifest.type == "bundle":
        records = tuple(read_record(line) for line in lines)
        schema.require(len({one.record.id for one in records}) == len(records), "record twice")
        for one in records:
            verify(one, trust)
        for one in records:
            if one.record.office != manifest.site:
                raise BundleRefused("E_ROLE", "office")
        _require_chain(records, manifest)
        documents: tuple[Document, ...] = ()
    else:
        if len(lines) > LIMITS.documents:
            raise BundleRefused("E_LIMIT", "documents")
        records, documents = (), tuple(read_document(line) for line in lines)
        if manifest.records.chain_from != CHAIN_START:
            raise BundleRefused("E_CHAIN", "chain_from")
    if declare(lines, manifest.records.blob, manifest.records.chain_from) != manifest.records:
        raise BundleRefused("E_CHAIN", "root")
    referred = [*(one.record.evidence for one in records), *(one.evidence for one in documents)]
    return ReadLines(
        records, tuple(one.body for one in documents), frozenset(ref for refs in referred for ref in refs)
    )


def _require_chain(records: Sequence[SignedRecord], manifest: Manifest) -> None:
    chain = manifest.records.chain_from
    for one in records:
        if one.record.prev != chain or one.record.device != manifest.device:
            raise BundleRefused("E_CHAIN", "record")
        chain = one.chain
