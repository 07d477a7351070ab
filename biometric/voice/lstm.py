"""A stack of LSTM layers in numpy, with torch's names and order of gates.

The product of each step is cut into slices so small that OpenBLAS computes them in the calling thread: its
threads would wait for each other 480 times a recording, which on a busy machine of two cores costs ten times
the work itself (measured).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

SLICES = 16
"""Slices of the four gates, four each; with 256 units and a batch of 8 a product has 131,072 terms, half of
OpenBLAS's limit for one thread (interface/gemm.c: 65,536 x GEMM_MULTITHREAD_THRESHOLD 4)."""


def last_hidden(inputs: Array, weights: Mapping[str, Array], layers: int) -> Array:
    """Run sequences through the layers and give the last hidden state of the last, shape (batch, units).

    ``inputs`` has shape (batch, steps, features); ``weights`` holds ``weight_ih_l0``, ``weight_hh_l0``,
    ``bias_ih_l0``, ``bias_hh_l0``, ... with the gates in the order input, forget, cell, output
    (torch.nn.LSTM); units in fours.
    """
    sequence = inputs
    for layer in range(layers):
        bias = weights[f"bias_ih_l{layer}"] + weights[f"bias_hh_l{layer}"]
        projected = sequence @ weights[f"weight_ih_l{layer}"].T + bias
        sequence = _layer(projected, weights[f"weight_hh_l{layer}"].T)
    return sequence[:, -1]


def _layer(projected: Array, again: Array) -> Array:
    """Run one layer; ``projected`` (batch, steps, 4 x units) is the part that does not depend on the step
    before."""
    batch, steps, gates = projected.shape
    units, wide = gates // 4, gates // SLICES
    before = np.ascontiguousarray(projected.reshape(batch, steps, SLICES, wide).transpose(1, 2, 0, 3))
    sliced = np.ascontiguousarray(again.reshape(units, SLICES, wide).transpose(1, 0, 2))
    hidden, cell = np.zeros((batch, units), np.float32), np.zeros((SLICES // 4, batch, wide), np.float32)
    outputs = np.empty((steps, batch, units), np.float32)
    for step in range(steps):
        enter, forget, new, leave = np.split(before[step] + hidden @ sliced, 4)
        cell = _sigmoid(forget) * cell + _sigmoid(enter) * np.tanh(new)
        hidden = (_sigmoid(leave) * np.tanh(cell)).transpose(1, 0, 2).reshape(batch, units)
        outputs[step] = hidden
    return outputs.transpose(1, 0, 2)


def _sigmoid(x: Array) -> Array:
    """Logistic function by way of tanh, which does not overflow."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * x), np.float32)
