"""Writes a bundle: sealed while it is written, read back before it has its name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from keys.sealing import PublicRecipient
from sync.contents import Contents, Document, Evidence, Origin, Packed, Packing, Signers

__all__ = ["Contents", "Document", "Evidence", "Origin", "Packed", "Packing", "Signers", "pack"]


def pack(
    contents: Contents, origin: Origin, signers: Signers, recipients: Sequence[PublicRecipient], out_dir: Path
) -> Iterator[Packing | Packed]:
    """Write a bundle into ``out_dir`` as ``<sha256>.fosb``; the last step is ``Packed``.

    Evidence is read once, as it is sealed, and its digest and size are compared. Memory does not grow with
    it. The file is ``*.part`` until it was synced, read back and compared; stopping early leaves nothing
    behind. Raises SyncError ``disk_full`` (E_DISK), ``cannot_write`` (E_DISK), E_EVIDENCE (a file changed,
    is missing or not referred to), E_CHAIN (records that do not follow each other), E_LIMIT (too many: make
    several bundles), E_SCHEMA.
    """
    raise NotImplementedError
