"""What ties lines together: the chain that shows their order is whole, the root that shows their set is
whole."""

import hashlib
from collections.abc import Sequence

CHAIN_START = "0" * 64
"""What the first record of a device is chained to."""


def chained(prev: str, line: bytes) -> str:
    """Give the next chain value: SHA-256("fos/chain/v1" || prev (32 bytes) || SHA-256(line)), hexadecimal."""
    return hashlib.sha256(b"fos/chain/v1" + bytes.fromhex(prev) + hashlib.sha256(line).digest()).hexdigest()


def merkle_root(lines: Sequence[bytes]) -> str:
    """Give the RFC 6962 tree root of the lines, hexadecimal; that of none is SHA-256 of nothing (section
    2.1).

    Leaf SHA-256(0x00 || line), node SHA-256(0x01 || left || right), left of a node the largest power of two.
    Pairing from the left and carrying the odd one up gives the same tree.
    """
    row = [hashlib.sha256(b"\x00" + line).digest() for line in lines]
    if not row:
        return hashlib.sha256(b"").hexdigest()
    while len(row) > 1:
        paired = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(row[::2], row[1::2], strict=False)
        ]
        row = paired + row[len(paired) * 2 :]
    return row[0].hex()
