"""The few layers MiniFASNet is made of, in numpy: pictures are (channels, rows, columns), float32.

Batch normalisation is folded into the convolution before it when the weights are read, so it costs nothing here.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def convolved(picture: Array, weight: Array, bias: Array, stride: int) -> Array:
    """Convolve with filters (filters, channels, 3, 3), the picture padded by one."""
    filters, channels, rows, columns = weight.shape
    padded = np.pad(picture, ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (rows, columns), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    high, wide = windows.shape[1:3]
    flat = windows.transpose(0, 3, 4, 1, 2).reshape(channels * rows * columns, high * wide)
    out = weight.reshape(filters, -1) @ flat + bias[:, None]
    return np.asarray(out.reshape(filters, high, wide), np.float32)


def mixed(picture: Array, weight: Array, bias: Array) -> Array:
    """Mix the channels of every pixel by filters (filters, channels): a convolution of 1 x 1."""
    channels, high, wide = picture.shape
    out = weight @ picture.reshape(channels, -1) + bias[:, None]
    return np.asarray(out.reshape(-1, high, wide), np.float32)


def convolved_apart(picture: Array, weight: Array, bias: Array, stride: int) -> Array:
    """Convolve every channel with its own filter (channels, 3, 3), the picture padded by one."""
    padded = np.pad(picture, ((0, 0), (1, 1), (1, 1)))
    high, wide = (-(-side // stride) for side in picture.shape[1:])
    out = np.broadcast_to(bias[:, None, None], (len(bias), high, wide)).copy()
    for row in range(3):
        for column in range(3):
            shifted = padded[:, row : row + stride * high : stride, column : column + stride * wide : stride]
            out += weight[:, row, column, None, None] * shifted[:, :high, :wide]
    return out


def leaky(picture: Array, slope: Array) -> Array:
    """PReLU: what is below zero is multiplied by the channel's slope (He et al. 2015, arXiv 1502.01852)."""
    return np.maximum(picture, 0) + slope[:, None, None] * np.minimum(picture, 0)


def softmax(values: Array) -> Array:
    """Shares that add up to 1."""
    powers = np.exp(values - values.max())
    return np.asarray(powers / powers.sum(), np.float32)


def sigmoid(values: Array) -> Array:
    """Between 0 and 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))), np.float32)
