"""Outer mutants: the bytes of sealed bundles changed by somebody who has no key, from a seed, one after the other.

Each mutant is named by what was done to it. Whoever runs them leaves out those that are byte-identical to a genuine
bundle: an attack that changes nothing is none.
"""

import base64
import json
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.sync.forge import jcs

CHUNK = 16 * 1024 + 16
SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))
HEAD = 56
"""Salt and key commitment before the first chunk."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A genuine bundle, taken apart as anybody can."""

    data: bytes

    @property
    def header_bytes(self) -> int:
        return int(struct.unpack(">I", self.data[8:12])[0])

    @property
    def header(self) -> dict[str, object]:
        return dict(json.loads(self.data[12 : 12 + self.header_bytes]))

    @property
    def stream(self) -> bytes:
        return self.data[12 + self.header_bytes :]

    @property
    def chunks(self) -> list[bytes]:
        body = self.stream[HEAD:]
        return [body[at : at + CHUNK] for at in range(0, len(body), CHUNK)]


def joined(header: dict[str, object], stream: bytes, *, right_size: bool = True) -> bytes:
    """A file of this header and stream; its size is made right, as an attacker would."""
    packed = jcs(header)
    for _ in range(3 if right_size else 0):
        header["size"] = 12 + len(packed) + len(stream)
        packed = jcs(header)
    return b"\x89FOSB1\r\n" + struct.pack(">I", len(packed)) + packed + stream


def every_cut(one: Sealed) -> Iterator[tuple[str, bytes]]:
    """The file cut off after each of its bytes."""
    for at in range(len(one.data)):
        yield "cut", one.data[:at]


def every_bit(one: Sealed, until: int) -> Iterator[tuple[str, bytes]]:
    """Every bit of the first bytes flipped."""
    for at in range(until):
        for bit in range(8):
            yield "flip every bit", _flipped(one.data, at, bit)


def mutants(genuine: Sequence[Sealed], seed: int) -> Iterator[tuple[str, bytes]]:
    """Mutants without end: the same seed gives the same ones."""
    random = Random(seed)
    names = list(KINDS)
    weights = [KINDS[name][0] for name in names]
    while True:
        name = random.choices(names, weights)[0]
        one, other = random.sample(list(genuine), 2)
        yield name, KINDS[name][1](one, other, random)


def _flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def _somewhere(one: Sealed, random: Random) -> int:
    """A place in the file: each region has the same chance, however short it is."""
    begin = 12 + one.header_bytes
    end = len(one.data)
    regions = [(0, 8), (8, 12), (12, begin), (begin, begin + 24), (begin + 24, begin + HEAD), (begin + HEAD, end),
               (end - 16, end)]  # fmt: skip
    return random.randrange(*random.choice(regions))


def _cut(one: Sealed, other: Sealed, random: Random) -> bytes:
    return one.data[: random.randrange(len(one.data))]


def _cut_and_mended(one: Sealed, other: Sealed, random: Random) -> bytes:
    return joined(one.header, one.stream[: random.randrange(len(one.stream))])


def _flip(one: Sealed, other: Sealed, random: Random) -> bytes:
    return _flipped(one.data, _somewhere(one, random), random.randrange(8))


def _flips(one: Sealed, other: Sealed, random: Random) -> bytes:
    data = one.data
    for _ in range(random.randrange(2, 9)):
        data = _flipped(data, _somewhere(one, random), random.randrange(8))
    return data


def _run(one: Sealed, other: Sealed, random: Random) -> bytes:
    at = _somewhere(one, random)
    return _changed_run(one.data, at, random)


def _run_and_mended(one: Sealed, other: Sealed, random: Random) -> bytes:
    stream = one.stream
    return joined(one.header, _changed_run(stream, random.randrange(len(stream)), random))


def _changed_run(data: bytes, at: int, random: Random) -> bytes:
    run = min(random.choice([1, 2, 16, 56, 1000, CHUNK - 16, CHUNK]), len(data) - at)
    piece = data[at : at + run]
    return data[:at] + random.choice([
        piece + piece, b"", bytes(run), random.randbytes(run), piece + bytes(run), piece[::-1],
        piece + random.randbytes(run),
    ]) + data[at + run :]  # fmt: skip


def _chunks(one: Sealed, other: Sealed, random: Random) -> bytes:
    chunks = one.chunks
    how = random.randrange(5)
    at = random.randrange(len(chunks))
    if how == 0:
        random.shuffle(chunks)
    elif how == 1:
        del chunks[at]
    elif how == 2:
        chunks.insert(at, chunks[random.randrange(len(chunks))])
    elif how == 3:
        chunks[at] = random.choice(other.chunks)
    else:
        chunks = chunks[: max(1, at)]
    return joined(one.header, one.stream[:HEAD] + b"".join(chunks))


def _splice(one: Sealed, other: Sealed, random: Random) -> bytes:
    how = random.randrange(5)
    if how == 0:
        return joined(one.header, other.stream)
    if how == 1:
        return joined(one.header, other.stream[:HEAD] + one.stream[HEAD:])
    if how == 2:
        return joined(one.header, one.stream[:HEAD] + other.stream[HEAD:])
    at = random.randrange(min(len(one.data), len(other.data)))
    if how == 3:
        return one.data[:at] + other.data[at:]
    header = one.header | {"to": other.header["to"], "bundle": random.choice([one, other]).header["bundle"]}
    return joined(header, one.stream)


def _joined_files(one: Sealed, other: Sealed, random: Random) -> bytes:
    tail = random.choice([other.data, one.data, b"\0", b"\n", random.randbytes(16), other.stream])
    return random.choice([one.data + tail, joined(one.header, one.stream + tail), tail[:9] + one.data])


def _text_mode(one: Sealed, other: Sealed, random: Random) -> bytes:
    how, data = random.randrange(5), one.data
    if how < 2:
        return data.replace(b"\r\n", b"\n") if how else data.replace(b"\n", b"\r\n")
    if how == 2:
        return data.translate(SEVEN_BITS)
    return data.decode("latin-1").encode() if how == 3 else base64.b64encode(data)


ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2,
    3,
    255,
    2**31,
    2**53,
    2**63,
    1.5,
    "",
    "1",
    "x" * 70,
    [],
    {},
    [[]],
    "\u202e",
    "../x",
    "a" * 64,
)
"""Values that stand for something else than what was there."""


def _header(one: Sealed, other: Sealed, random: Random) -> bytes:
    header = one.header
    entries = list(header["to"])  # type: ignore[call-overload]
    how = random.randrange(8)
    if how == 0:
        header[random.choice(list(header))] = random.choice(ODD)
    elif how == 1:
        header[random.choice(["x", "critical", "V", "to2"])] = random.choice(ODD)
    elif how == 2:
        del header[random.choice(list(header))]
    elif how == 3:
        entries.append(
            random.choice([entries[0], {"kid": random.randbytes(32).hex(), "enc": entries[0]["enc"]}])
        )
        header["to"] = entries * random.choice([1, 1, 9])
    elif how == 4:
        entries[0] = entries[0] | {"kid": random.choice([random.randbytes(32).hex(), "A" * 64, "", 1])}
        header["to"] = entries
    elif how == 5:
        enc = bytearray(base64.b64decode(entries[0]["enc"]))
        enc[random.randrange(len(enc))] ^= 1 << random.randrange(8)
        forged = random.choice([bytes(enc), bytes(len(enc)), bytes(enc[:-1]), bytes(32) + bytes(enc[32:])])
        header["to"] = [entries[0] | {"enc": base64.b64encode(forged).decode()}]
    elif how == 6:
        header["suite"] = random.randrange(256)
    else:
        header["size"] = int(header["size"]) + random.choice([-1, 1, 16, -16, 16400, 2**40])  # type: ignore[call-overload]
        return joined(header, one.stream, right_size=False)
    return joined(header, one.stream, right_size=how != 0 or random.random() < 0.5)


def _spelling(one: Sealed, other: Sealed, random: Random) -> bytes:
    header = one.header
    packed = jcs(header)
    spelled = random.choice([
        json.dumps(header).encode(), b"\xef\xbb\xbf" + packed, packed[:-1] + b',"v":1}', packed + b" ", packed[:-1],
        packed.replace(b'"v"', b'"\\u0076"'), packed.replace(b":1,", b":1.0,"), b"[" * random.randrange(1, 60_000),
        packed.decode().encode("utf-16"), packed.replace(b'"size"', b'"si\xc1\xbae"'),
        json.dumps(dict(reversed(header.items())), separators=(",", ":")).encode(),
    ])  # fmt: skip
    length = random.choice([len(spelled)] * 6 + [0, 1, 65_537, 2**31, 2**32 - 1, len(spelled) + 1])
    return one.data[:8] + struct.pack(">I", length) + spelled + one.stream


Kind = Callable[[Sealed, Sealed, Random], bytes]
KINDS: dict[str, tuple[int, Kind]] = {
    "cut": (2, _cut), "cut, size mended": (3, _cut_and_mended), "flip": (8, _flip), "flips": (3, _flips),
    "run": (4, _run), "run, size mended": (6, _run_and_mended), "chunks": (4, _chunks), "splice": (4, _splice),
    "joined": (1, _joined_files), "text mode": (1, _text_mode), "header": (6, _header), "spelling": (3, _spelling),
}  # fmt: skip
"""What is done -> how often, and how."""
