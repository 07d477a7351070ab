"""Has this recording been heard before, as it is, as a copy, or cut together from older ones?

After Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (ISMIR 2002): one bit says whether the energy
difference of two neighbouring bands rises or falls. Encoders, re-sampling, volume, noise and even a loudspeaker in a
room leave most bits alone; saying the same thing again does not.
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
"""Hertz: 17 bands in the range that telephones pass, of equal ratio (the paper: 33 bands, 300 to 2,000 Hz)."""
EVERY = 2
"""Spectra of 10 ms from one row of bits to the next: 20 ms."""
BLUR = 9
"""Spectra over which energy is averaged: 90 ms, so that a shift of a few milliseconds changes few bits."""
QUIET = 1e-6
"""Share of the strongest band below which energy counts as silence: 60 dB; digital silence would match everywhere."""
SAME_WHOLE = 0.36
"""Share of differing bits, over all speech, under which a recording is a copy of another (the paper: 0.35). Measured
on 4 speakers: re-encoded 0.05 to 0.14, noise of 10 dB to 0.28, 2 % faster 0.32, in a room that echoes as loud as the
speech 0.34; the same digits said again by the same person at least 0.40, the nearest of 480 other recordings at least
0.41."""
PIECE = 25
"""Rows of a piece: 0.5 s, 400 bits."""
SAME_PIECE = 0.20
"""Share of differing bits under which a piece is a copy of one in any recording: re-encoded pieces at most 0.15; the
nearest of 480 other recordings at least 0.21 (same measurement)."""
FEWEST = 3
"""Pieces of speech without which nothing is said about cutting together."""
SHARE = 0.5
"""Share of a recording that must be known for it to count as heard before (our choice)."""
TOGETHER = 100
"""Earlier recordings that are searched in one go."""

_Rows = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class _Print:
    digest: bytes
    rows: _Rows
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
    """Give the share 0..1 of a recording's speech that is known from ``seen``: 1.0 for a copy, less for one cut
    together.

    Cost: 0.1 ms for each of ``seen``. Raises MediaUnreadable when a fingerprint is damaged.
    """
    new, before = _read(print_), [_read(old) for old in seen]
    if any(old.digest == new.digest for old in before):
        return 1.0
    spoken = np.flatnonzero(new.speech)
    if len(spoken) < PIECE:
        return 0.0
    whole = slice(int(spoken[0]), int(spoken[-1]) + 1)
    pieces = [slice(at, at + PIECE) for at in _pieces(new)]
    known = np.zeros(len(pieces), np.bool_)
    for at in range(0, len(before), TOGETHER):
        group = before[at : at + TOGETHER]
        if _nearest(new, whole, group) < SAME_WHOLE:
            return 1.0
        known |= np.array([_nearest(new, piece, group) < SAME_PIECE for piece in pieces], np.bool_)
    return float(known.mean()) if len(pieces) >= FEWEST else 0.0


def _rows(samples: NDArray[np.float32]) -> _Rows:
    power = power_frames(samples)
    bins = np.round(EDGES / 40).astype(int)
    columns = [power[:, a : max(b, a + 1)].sum(axis=1) for a, b in pairwise(bins)]
    bands = np.stack(columns, axis=1).astype(np.float64)
    logarithms = np.log(bands + QUIET * bands.max(initial=1e-12))
    total = np.cumsum(np.pad(logarithms, ((BLUR, 0), (0, 0)), mode="edge"), axis=0)
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
    starts = range(0, last + 1, PIECE // 2)
    return [start for start in starts if of.speech[start : start + PIECE].mean() > 0.6]


def _nearest(new: _Print, part: slice, before: Sequence[_Print]) -> float:
    """Give the share of bits in which the speech of a part differs from the place of older recordings it is most
    like."""
    rows, speech = new.rows[part], np.flatnonzero(new.speech[part])
    # Between recordings lies as much of nothing as the part is long: a copy may begin before or end after its original.
    apart = np.resize(np.array([0xAAAA, 0x5555], np.uint16), len(rows))
    line = np.concatenate([apart, *(one for old in before for one in (old.rows, apart))])
    places = len(line) - len(rows) + 1
    differing = np.zeros(places, np.uint32)
    for place in speech:
        differing += np.bitwise_count(line[place : place + places] ^ rows[place])
    return float(differing.min()) / (16 * len(speech))
