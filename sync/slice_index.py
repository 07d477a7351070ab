"""The index of a file that travels in slices: plain, so that anybody can see what is missing, and never believed.

``<sha256>.fosi`` is canonical JSON ``{"v": 1, "file": sha256, "size", "slice": bytes of each but the last, "slices":
[sha256, ...]}`` and lies beside ``<sha256>.0000``, ``<sha256>.0001`` and so on. Somebody may write another index, so
slices are known by what they hold, and what is joined counts only when its SHA-256 is the one in the name; what it
then is, its seal says.
"""

import hashlib
import re
from dataclasses import dataclass

from sync import schema
from sync.canonical import decode_object, encode
from sync.errors import BundleRefused
from sync.limits import LIMITS

INDEX_SUFFIX = ".fosi"
"""End of an index's name; before it stands the SHA-256 of the whole file."""
SLICE_NAME = re.compile(r"([0-9a-f]{64})\.(\d{4})", re.ASCII)
"""Name of a slice: the whole file's SHA-256, the number from 0000."""
USB_SLICE = 512 * 1024**2
"""Bytes of a slice on a stick: eight fit where FAT32 ends a file, at 4 GiB - 1 (design page bundle-format, 2.5)."""
MAIL_SLICE = 8 * 1024**2
"""Bytes of a slice for mail: 11 MiB as an attachment (design page bundle-format, 2.5)."""


@dataclass(frozen=True, slots=True)
class SliceIndex:
    """What an index says."""

    file: str
    """SHA-256 of the whole file."""
    size: int
    """Its length."""
    slice: int
    """Length of every slice but the last."""
    slices: tuple[str, ...]
    """SHA-256 of each, in their order."""

    @property
    def name(self) -> str:
        """Name of the index's file."""
        return self.file + INDEX_SUFFIX

    def slice_name(self, number: int) -> str:
        """Name of a slice's file."""
        return f"{self.file}.{number:04d}"

    def length(self, number: int) -> int:
        """Bytes of a slice."""
        return min(self.slice, self.size - number * self.slice)

    @property
    def data(self) -> bytes:
        """The index as it is written."""
        return encode(
            {"v": 1, "file": self.file, "size": self.size, "slice": self.slice, "slices": list(self.slices)}
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the index: two of one file may differ."""
        return hashlib.sha256(self.data).hexdigest()


def slices_of(size: int, slice_bytes: int) -> int:
    """Give how many slices a file of so many bytes makes; one of nothing makes one."""
    return max(1, -(-size // slice_bytes))


def read_index(data: bytes) -> SliceIndex:
    """Read an index. Raises BundleRefused E_LIMIT, E_CANON, E_VERSION, E_SCHEMA."""
    if len(data) > LIMITS.index_bytes:
        raise BundleRefused("E_LIMIT", "index")
    value = decode_object(data)
    if value.get("v") != 1 or type(value["v"]) is not int:
        raise BundleRefused("E_VERSION", "index")
    fit = schema.exactly(value, ("v", "file", "size", "slice", "slices"), "index")
    size = schema.whole(fit["size"], 0, LIMITS.bundle_bytes, "size")
    each = schema.whole(fit["slice"], 1, LIMITS.bundle_bytes, "slice")
    found = schema.items(fit["slices"], "slices")
    schema.require(len(found) == slices_of(size, each) <= LIMITS.slices, "slices")
    digests = tuple(schema.text(one, schema.HEX64, "slices") for one in found)
    return SliceIndex(schema.text(fit["file"], schema.HEX64, "file"), size, each, digests)
