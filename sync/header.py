"""The first bytes of a bundle: magic, length, header. All of it is public; the stream's context binds it.

``magic 8 | hlen u32 big-endian | header JCS {v, suite, size, bundle, to: [{kid, enc}]} | stream``. The magic
is built like PNG's: a byte over 127, letters, and a CR LF that every transfer in text mode changes.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from keys.encoding import b64, unb64
from keys.sealing import WrappedKey
from sync import schema
from sync.canonical import decode_object, encode
from sync.errors import BundleRefused, refusing
from sync.limits import LIMITS

MAGIC = b"\x89FOSB1\r\n"
"""First eight bytes of a bundle of format 1."""
VERSION = 1
"""``v`` of the header."""
DEK_INFO = b"fos/v1/dek"
"""HPKE info before suite and kid (bundle-format 2.2)."""
STREAM_OVERHEAD, CHUNK, TAG = 56, 16 * 1024, 16
"""Cobblestone: salt and key commitment 24 + 32; a tag per chunk of 16 KiB, the last chunk being shorter or
empty (C2SP chunked-encryption)."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in the clear before the stream."""

    suite: int
    size: int
    """Length of the whole file."""
    bundle: str
    to: tuple[WrappedKey, ...]
    raw: bytes = field(repr=False)
    """Magic, length and header as they stand in the file."""

    @property
    def context(self) -> bytes:
        """Context of the stream: changing one bit of the header makes the whole stream unreadable."""
        return b"fos/v1/stream" + hashlib.sha256(self.raw).digest()

    @property
    def stream_bytes(self) -> int:
        """Length of the stream."""
        return self.size - len(self.raw)


def sealed_length(plain: int) -> int:
    """Give the length of the stream of so many bytes of plaintext."""
    return STREAM_OVERHEAD + plain + TAG * (plain // CHUNK + 1)


def make_header(suite: int, bundle: str, to: Sequence[WrappedKey], plain: int) -> Header:
    """Make the header of a bundle of so many bytes of plaintext; its own length is part of the size it
    declares."""
    stream, size = sealed_length(plain), 0
    while True:
        value = {
            "v": VERSION,
            "suite": suite,
            "size": size,
            "bundle": bundle,
            "to": [{"kid": one.kid, "enc": b64(one.enc)} for one in to],
        }
        header = encode(value)
        raw = MAGIC + struct.pack(">I", len(header)) + header
        if len(raw) + stream == size:
            return Header(suite, size, bundle, tuple(to), raw)
        size = len(raw) + stream


def read_header(file: BinaryIO, actual: int) -> Header:
    """Read the header of a file that is ``actual`` bytes long, and leave the file where the stream begins.

    Raises BundleRefused E_MAGIC, E_LIMIT (length of the header), E_SIZE, E_CANON, E_VERSION, E_SCHEMA,
    E_LIMIT, E_SIZE. The suite is not judged here, so that a file of an unknown one can still be named.
    """
    magic = file.read(len(MAGIC))
    if magic != MAGIC:
        # 89 'FOSB' and another digit is ours, of a format that came later.
        known = (
            len(magic) == len(MAGIC)
            and magic[:5] + magic[6:] == MAGIC[:5] + MAGIC[6:]
            and magic[5:6].isdigit()
        )
        raise BundleRefused("E_VERSION" if known else "E_MAGIC", "magic")
    packed = file.read(4)
    if len(packed) < 4:
        raise BundleRefused("E_SIZE", "hlen")
    (length,) = struct.unpack(">I", packed)
    if not 0 < length <= LIMITS.header_bytes:
        raise BundleRefused("E_LIMIT", "hlen")
    data = file.read(length)
    if len(data) < length:
        raise BundleRefused("E_SIZE", "header")
    value = decode_object(data)
    if value.get("v") != VERSION or type(value["v"]) is not int:
        raise BundleRefused("E_VERSION", "v")
    fit = schema.exactly(value, ("v", "suite", "size", "bundle", "to"), "header")
    entries = schema.items(fit["to"], "to")
    schema.require(bool(entries), "to")
    size = schema.whole(fit["size"], 1, schema.BIG, "size")
    if len(entries) > LIMITS.recipients or size > LIMITS.bundle_bytes:
        raise BundleRefused("E_LIMIT", "header")
    raw = magic + packed + data
    if size != actual or size - len(raw) < sealed_length(0):
        raise BundleRefused("E_SIZE", "size")
    suite = schema.whole(fit["suite"], 0, 255, "suite")
    bundle = schema.text(fit["bundle"], schema.HEX32, "bundle")
    return Header(suite, size, bundle, tuple(_entry(one) for one in entries), raw)


def _entry(value: object) -> WrappedKey:
    fit = schema.exactly(value, ("kid", "enc"), "to")
    with refusing():
        return WrappedKey(schema.text(fit["kid"], schema.HEX64, "kid"), unb64(fit["enc"]))
