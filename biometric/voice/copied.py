"""Is this the same recording, whoever speaks, encoded again by whatever means? Found among millions without a scan.

After Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (ISMIR 2002): a row of 32 bits says for every
12.5 ms whether the difference of energy between neighbouring bands rises or falls. Codecs, telephone bandwidth, volume
and a cut beginning leave most bits alone; saying the same thing again does not. Where the paper looks a copy up by
whole rows, which a speech codec at 13 kbit/s hardly leaves one of, this keeps words of four coarser rows (``words``).

``replay`` answers another question: was this played to the microphone, perhaps cut together, in a room? It holds one
recording against an office's few hundred. This holds one against a province's, and takes nothing but a copy for one.
"""

import numpy as np
from numpy.typing import NDArray

from biometric.errors import MediaUnreadable

VERSION = b"S1"
"""First bytes of a print."""
RATE = 8_000
"""Samples a second that a print is made of: what a telephone passes."""
WINDOW = 3_072
"""Samples of a spectrum: 384 ms (the paper: 370 ms, so that where a row begins changes few bits)."""
HOP = 100
"""Samples from one row to the next: 12.5 ms (the paper: 11.6 ms)."""
LOWEST, HIGHEST = 300.0, 2_000.0
"""Hertz between which bands lie, of equal ratio (the paper's)."""
FINE, WIDE = 33, 9
"""Bands of the row that is compared (the paper's) and of the row that words are made of: 32 and 8 bits."""
QUIET = 1e-6
"""Share of the strongest band below which energy counts as silence: digital silence would match everywhere."""
LOUD = 1e-3
"""Share of the loud level above which a row counts: 30 dB below, where codecs still keep what is there (ours)."""
LEVEL_OF = 40
"""The loud level is what so many rows, half a second, reach: a click reaches a window's, 31."""
APART = (0, 8, 16, 24)
"""Rows of a word, counted from its first: 0, 100, 200 and 300 ms."""
EVERY = 8
"""Rows of which one word is kept, the one most sure of its bits: ten words a second."""
SHORT = 64
"""Words that a recording of less than six seconds is to keep: of three seconds at 12 kbit/s few come through."""
FEWEST = 80
"""Rows that count without which nothing is said: 1 s."""
SAME = 0.30
"""Share of differing bits under which two recordings are one (the paper: 0.35, for 3 s of music). Measured: see
docs/decisions/0024."""
TOGETHER = 512
"""Spectra that are in memory at a time: 13 MB."""
_MARK = np.dtype([("fine", "<u4"), ("wide", "u1"), ("mark", "u1")])
"""What is kept of a row: 32 bits, 8 bits, and whether it counts, which wide bit is least sure, how sure it is."""
_STEPS = 15

Words = NDArray[np.uint32]


def sound_print(samples: NDArray[np.float32]) -> bytes:
    """Give the print of mono sound at 8 kHz, 480 bytes a second; empty for one in which nothing sounds for 1 s."""
    power = _power(samples)
    energy = power[0].sum(axis=1)
    if len(energy) < LEVEL_OF:
        return b""
    loud = energy > max(LOUD * float(np.sort(energy)[-LEVEL_OF]), 1e-9)
    if int(loud.sum()) < FEWEST:
        return b""
    fine, wide = _rising(power[0]), _rising(power[1])
    rows = np.zeros(len(fine), _MARK)
    rows["fine"] = np.packbits(fine > 0, axis=1).view("<u4").ravel()
    rows["wide"] = np.packbits(wide > 0, axis=1).ravel()
    sure = np.abs(wide)
    steps = np.clip(1.5 * np.log2(np.maximum(sure.min(axis=1), 1e-9) / 1e-3), 0, _STEPS).astype(np.uint8)
    rows["mark"] = (loud.astype(np.uint8) << 7) | (sure.argmin(axis=1).astype(np.uint8) << 4) | steps
    counting = np.flatnonzero(loud)
    first, last = max(0, int(counting[0]) - APART[-1]), int(counting[-1]) + 1 + APART[-1]
    return VERSION + rows[first:last].tobytes()


def words(print_: bytes) -> Words:
    """Give the words by which a recording is found again, 32 bits each, ten or more for every second that sounds.

    Raises MediaUnreadable ``fingerprint_damaged``.
    """
    rows = _read(print_)
    made, counts, sure, _ = _words(rows)
    # Not the least sure: of a hum that never changes every word would be like every other.
    rank = np.where(counts, sure, 0)
    every = min(EVERY, max(2, len(rank) // SHORT))
    kept = [
        at + int(np.argmax(rank[at : at + every]))
        for at in range(0, len(rank), every)
        if rank[at : at + every].any()
    ]
    return np.unique(made[kept])


def asked(print_: bytes) -> Words:
    """Give the words by which copies of a recording are looked up: all, and all with each of their two least sure
    bits, or both, the other way. Raises MediaUnreadable."""
    made, counts, _, flips = _words(_read(print_))
    said, (one, other) = made[counts], flips[:, counts]
    return np.unique(np.concatenate([said, said ^ one, said ^ other, said ^ one ^ other]))


def differing(one: bytes, other: bytes) -> float:
    """Give the share of bits in which two recordings differ where they are most alike, 0..1; under SAME they are one.

    Either may be a part of the other. About 1 ms for 10 s. Raises MediaUnreadable.
    """
    first, second = _read(one), _read(other)
    return min(_nearest(first, second), _nearest(second, first))


def _power(samples: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Energy in bands of equal ratio: shape (rows, 33) and (rows, 9)."""
    padded = np.pad(samples.astype(np.float32, copy=False), WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    bins = LOWEST * WINDOW / RATE, HIGHEST * WINDOW / RATE
    fine, wide = (np.round(np.geomspace(*bins, bands + 1)).astype(int) for bands in (FINE, WIDE))
    hann = np.hanning(WINDOW).astype(np.float32)
    made: tuple[list[NDArray[np.float64]], ...] = ([], [])
    for at in range(0, len(frames), TOGETHER):
        spectra = np.fft.rfft(frames[at : at + TOGETHER] * hann, axis=1)[:, : fine[-1]]
        power = spectra.real**2 + spectra.imag**2
        for edges, rows in zip((fine, wide), made, strict=True):
            rows.append(np.add.reduceat(power, edges[:-1], axis=1, dtype=np.float64))
    return np.concatenate(made[0]), np.concatenate(made[1])


def _rising(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much the difference of neighbouring bands rises from the row before, shape (rows, bands - 1)."""
    level = np.log(power + QUIET * power.max(initial=1e-12))
    across = level[:, :-1] - level[:, 1:]
    return np.diff(across, axis=0, prepend=across[:1])


def _read(print_: bytes) -> NDArray[np.void]:
    if print_[:2] != VERSION or (len(print_) - 2) % _MARK.itemsize or len(print_) == 2:
        raise MediaUnreadable("fingerprint_damaged")
    return np.frombuffer(print_, _MARK, offset=2)


def _words(rows: NDArray[np.void]) -> tuple[Words, NDArray[np.bool_], NDArray[np.uint8], Words]:
    """Every word, whether it counts, how sure it is of its bits, and its two least sure bits."""
    count = max(0, len(rows) - APART[-1])
    parts = np.stack([rows["wide"][at : at + count] for at in APART]).astype(np.uint32)
    marks = np.stack([rows["mark"][at : at + count] for at in APART])
    places = np.arange(len(APART), dtype=np.uint32)[:, None] * 8
    made = np.bitwise_or.reduce(parts << places, axis=0)
    sure = marks & _STEPS
    # Bit 0 of ``argmin`` is the first that was packed, which is the highest of its byte.
    bits = np.uint32(1) << (places + 7 - ((marks >> 4) & 7).astype(np.uint32))
    order = np.argsort(sure, axis=0, kind="stable")[:2]
    flips = np.take_along_axis(bits, order, axis=0).astype(np.uint32)
    return made, (marks >> 7).sum(axis=0) * 2 > len(APART), sure.min(axis=0), flips


def _nearest(part: NDArray[np.void], whole: NDArray[np.void]) -> float:
    """Share of bits in which the rows of a part that count differ from the place of the whole it is most like."""
    counting = np.flatnonzero(part["mark"] >> 7)
    if not counting.size:
        return 1.0
    first, last = int(counting[0]), int(counting[-1]) + 1
    rows = part["fine"][first:last]
    beside = np.resize(np.array([0xAAAAAAAA, 0x55555555], "<u4"), len(rows))
    line = np.concatenate([beside, whole["fine"], beside])
    places = len(line) - len(rows) + 1
    wrong = np.zeros(places, np.uint32)
    for at in counting - first:
        wrong += np.bitwise_count(line[at : at + places] ^ rows[at])
    return float(wrong.min()) / (32 * len(counting))
