"""Has this recording been heard before, as it is or as a copy?

After Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (ISMIR 2002): one bit says whether the
energy difference of two neighbouring bands rises or falls. Encoders, re-sampling and volume leave most bits
alone; saying the same thing again does not. Pieces of half a second are looked for one by one, so that a
string cut together from older recordings is found as well.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.errors import MediaUnreadable
from biometric.sound_file import pcm16, resampled
from biometric.voice.mel import power_frames
from biometric.voice.speech import levels, speaking, widened

VERSION = b"V1"
"""First bytes of a fingerprint."""
EDGES = np.geomspace(300, 3000, 18)
"""Hertz: 17 bands in the range that telephones pass, of equal ratio (the paper: 33 bands, 300 to 2,000
Hz)."""
EVERY = 2
"""Spectra of 10 ms from one row of bits to the next: 20 ms."""
BLUR = 9
"""Spectra over which energy is averaged: 90 ms, so that a shift of a few milliseconds changes few bits."""
PIECE = 25
"""Rows of a piece: 0.5 s, 400 bits."""
SAME_BITS = 0.28
"""Share of differing bits under which a piece is a copy. Measured on 4 speakers: re-encoded copies 0.03 to
0.16, under noise 20 dB 0.11 to 0.27, the same digits said again by the same person at least 0.30 (the paper:
0.35 over 3 s)."""
TOGETHER = 100
"""Earlier recordings that are searched in one go."""
SHARE = 0.5
"""Share of a recording's pieces that must be copies for it to count as heard before (our choice)."""


@dataclass(frozen=True, slots=True)
class _Print:
    digest: bytes
    rows: NDArray[np.uint16]
    speech: NDArray[np.bool_]


def fingerprint(sound: Sound) -> bytes:
    """Give what is kept of a recording so that it and its copies are recognised: about 110 bytes a second."""
    sound = resampled(sound)
    flags = widened(speaking(levels(sound.samples)), EVERY)
    rows = _rows(sound.samples)[: len(flags[::EVERY])]
    speech = np.packbits(flags[::EVERY][: len(rows)])
    digest = hashlib.sha256(pcm16(sound)).digest()
    return (
        VERSION + digest + len(rows).to_bytes(4, "little") + rows.astype("<u2").tobytes() + speech.tobytes()
    )


def heard_before(print_: bytes, seen: Sequence[bytes]) -> float:
    """Give the share 0..1 of a recording's speech that is a copy of recordings ``seen``; 1.0 for the very
    same samples.

    Raises MediaUnreadable when a fingerprint is damaged.
    """
    new, before = _read(print_), [_read(old) for old in seen]
    if any(old.digest == new.digest for old in before):
        return 1.0
    pieces = [new.rows[start : start + PIECE] for start in _pieces(new)]
    found = np.zeros(len(pieces), np.bool_)
    for at in range(0, len(before), TOGETHER):
        rows = np.concatenate([old.rows for old in before[at : at + TOGETHER]])
        found |= np.array([_nearest(piece, rows) < SAME_BITS for piece in pieces], np.bool_)
    return float(found.mean()) if found.size else 0.0


def _rows(samples: NDArray[np.float32]) -> NDArray[np.uint16]:
    power = power_frames(samples)
    bins = np.round(EDGES / 40).astype(int)
    columns = [power[:, a : max(b, a + 1)].sum(axis=1) for a, b in pairwise(bins)]
    total_log = np.log(np.stack(columns, axis=1).astype(np.float64) + 1e-9)
    total = np.cumsum(np.pad(total_log, ((BLUR, 0), (0, 0)), mode="edge"), axis=0)
    slow = (total[BLUR:] - total[:-BLUR])[::EVERY]
    across = slow[:, :-1] - slow[:, 1:]
    bits = np.diff(across, axis=0, prepend=across[:1]) > 0
    return np.asarray(bits @ (1 << np.arange(16)), np.uint16)


def _read(data: bytes) -> _Print:
    count = int.from_bytes(data[34:38], "little")
    if data[:2] != VERSION or len(data) != 38 + 2 * count + (count + 7) // 8:
        raise MediaUnreadable("fingerprint_damaged")
    rows = np.frombuffer(data, "<u2", count, 38).astype(np.uint16)
    speech = np.unpackbits(np.frombuffer(data, np.uint8, offset=38 + 2 * count), count=count).astype(np.bool_)
    return _Print(data[2:34], rows, speech)


def _pieces(of: _Print) -> list[int]:
    """Give where pieces begin that are speech for the most part."""
    last = len(of.rows) - PIECE
    return [
        start for start in range(0, last + 1, PIECE // 2) if of.speech[start : start + PIECE].mean() > 0.6
    ]


def _nearest(piece: NDArray[np.uint16], rows: NDArray[np.uint16]) -> float:
    """Give the share of bits in which a piece differs from the place of ``rows`` where it differs least."""
    places = len(rows) - PIECE + 1
    if places < 1:
        return 1.0
    differing = np.zeros(places, np.uint16)
    for place, row in enumerate(piece):
        differing += np.bitwise_count(rows[place : place + places] ^ row)
    return float(differing.min()) / (16 * PIECE)
