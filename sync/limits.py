"""Every limit of a bundle in one place, with units; each is checked before anything is allocated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a bundle: words-and-codes where it says one, otherwise design page bundle-format 2.7."""

    header_bytes: int = 65_536
    """Length of the JSON header (bundle-format 2.2)."""
    recipients: int = 16
    """Entries of the header's ``to`` (bundle-format 2.2)."""
    bundle_bytes: int = 64 * 1024**3
    """Length of the whole file (bundle-format 2.7)."""
    manifest_bytes: int = 4 * 1024**2
    """Canonical manifest (words-and-codes)."""
    envelope_bytes: int = 6 * 1024**2
    """Envelope around it: base64 takes 4/3, signatures and names the rest."""
    records: int = 100_000
    """Records of a bundle (words-and-codes); more goes into several bundles."""
    record_bytes: int = 64 * 1024
    """One line of records (bundle-format 2.2)."""
    records_bytes: int = 256 * 1024**2
    """All lines of records together: 100,000 of 2.6 KiB, as they are held in memory while they are
    verified."""
    documents: int = 64
    """Documents of a receipt, decision or task list; one is the rule."""
    document_bytes: int = 64 * 1024**2
    """One document: the list of a county, 110,000 people of 300 B, is 33 MB (design page volumes)."""
    evidence: int = 20_000
    """Pieces of evidence of a bundle (words-and-codes)."""
    evidence_bytes: int = 4 * 1024**3
    """One piece of evidence (bundle-format 2.7)."""
    evidence_per_record: int = 64
    """References of one record: frames, sounds and papers of one act are far fewer."""
    missing_listed: int = 1_000
    """Missing sequence numbers that are listed one by one; beyond it only their count is told."""
    slices: int = 10_000
    """Slices of a file: four digits number them; 64 GiB by mail are 8,192."""
    index_bytes: int = 1024**2
    """An index: 10,000 slices of 67 bytes and some more."""
    chunk_bytes: int = 2 * 1024**2
    """Read and written at a time; decides the memory of packing and opening, not the format. Each piece is handed to
    another thread to be hashed: pieces of 256 KiB spent more time on waking it than on the work."""


LIMITS = Limits()
"""The limits in force."""
