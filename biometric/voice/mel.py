"""Short-time spectra and mel bands in numpy, as librosa computes them."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second that every voice engine here takes."""
HOP = 160
"""Samples from one frame to the next: 10 ms (Resemblyzer hparams, mel_window_step)."""
WINDOW = 400
"""Samples of a frame: 25 ms (Resemblyzer hparams, mel_window_length)."""

Spectrum = NDArray[np.float32]
"""Shape (frames, bands), 100 frames a second."""


def power_frames(samples: NDArray[np.float32]) -> Spectrum:
    """Give the power spectrum, shape (1 + n // 160, 201): Hann window, frames centred, zeros beyond the
    ends."""
    padded = np.pad(samples.astype(np.float32, copy=False), WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    hann = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)
    spectrum = np.fft.rfft(frames * hann, axis=1)
    return (spectrum.real**2 + spectrum.imag**2).astype(np.float32)


def mel_power(samples: NDArray[np.float32], bands: int) -> Spectrum:
    """Give the power in mel bands between 0 and 8 kHz, shape (frames, bands); not a logarithm."""
    return power_frames(samples) @ _filters(bands).T


def _to_mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slaney's mel scale: linear to 1 kHz, logarithmic above (Auditory Toolbox, 1998)."""
    linear = hertz * 3 / 200
    return np.where(hertz < 1000, linear, 15 + 27 * np.log(np.maximum(hertz, 1) / 1000) / np.log(6.4))


def _to_hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


@cache
def _filters(bands: int) -> NDArray[np.float32]:
    """Triangles of equal area on Slaney's scale, shape (bands, 201)."""
    bins = np.linspace(0, RATE / 2, WINDOW // 2 + 1)
    edges = _to_hertz(np.linspace(0, float(_to_mel(np.array(RATE / 2))), bands + 2))
    left, centre, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (bins - left) / (centre - left), (right - bins) / (right - centre)
    triangles = np.maximum(0, np.minimum(rising, falling)) * 2 / (right - left)
    return triangles.astype(np.float32)
