"""MiniFASNet, a small network that tells a face from a picture of one (minivision-ai/Silent-Face-Anti-Spoofing,
Apache-2.0): MobileNet blocks on 80 x 80 pixels, three classes of which the second is a person.

The structure is read off the names of the weights: ``model.3.se_module`` says that the fourth block of a stage weighs
its channels. Only where the picture shrinks (``_HALVED``) is not written there.
"""

from collections.abc import Mapping

import numpy as np

from biometric.packs.layers import Array, convolved, convolved_apart, leaky, mixed, sigmoid, softmax

SIDE = 80
"""Pixels of the input."""
PERSON = 1
"""Class of a real face (Silent-Face-Anti-Spoofing test.py: label 1 is a real face)."""
_STAGES = ("conv_3", "conv_4", "conv_5")
_HALVED = ("conv_23", "conv_34", "conv_45")
_EPSILON = 1e-5
"""Of batch normalisation (torch's default, with which it was trained)."""


class MiniFasNet:
    """One network; 9 ms a picture."""

    def __init__(self, state: Mapping[str, Array]) -> None:
        """Take trained weights by name. Raises ValueError when they are not those of a MiniFASNet."""
        self._given = {name.removeprefix("module."): value for name, value in state.items()}
        self._ready: dict[str, tuple[Array, Array]] = {}
        try:
            self._stages = {stage: self._blocks(stage) for stage in _STAGES}
            score = self.classes(np.zeros((SIDE, SIDE, 3), np.uint8))
        except (KeyError, IndexError, TypeError) as error:
            raise ValueError(f"no MiniFASNet: {error}") from error
        if score.shape != (3,) or not np.isfinite(score).all():
            raise ValueError("no MiniFASNet: classes")

    def classes(self, picture: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> Array:
        """Shares of the three classes of a picture of 80 x 80 pixels, blue first, brightness 0..255 as it is."""
        x = np.ascontiguousarray(picture.transpose(2, 0, 1), np.float32)
        x = self._leaky("conv1", convolved(x, *self._folded("conv1"), 2))
        x = self._apart("conv2_dw", x, 1)
        for into, stage in zip(_HALVED, _STAGES, strict=True):
            x = self._block(into, x, 2)
            for block in self._stages[stage]:
                x = x + self._block(block, x, 1)
        x = self._leaky("conv_6_sep", self._mixed("conv_6_sep", x))
        weight, bias = self._folded("conv_6_dw")
        pooled = np.einsum("crk,crk->c", weight[:, 0], x) + bias
        weight, bias = self._folded("linear", "bn", of="linear")
        return softmax(self._given["prob.weight"] @ (weight @ pooled + bias))

    def _blocks(self, stage: str) -> list[str]:
        numbers = {int(name.split(".")[2]) for name in self._given if name.startswith(f"{stage}.model.")}
        return [f"{stage}.model.{number}" for number in sorted(numbers)]

    def _block(self, name: str, x: Array, stride: int) -> Array:
        """Widen, convolve every channel by itself, narrow; weigh the channels where the block does."""
        x = self._leaky(f"{name}.conv", self._mixed(f"{name}.conv", x))
        x = self._mixed(f"{name}.project", self._apart(f"{name}.conv_dw", x, stride))
        return self._weighed(f"{name}.se_module", x) if f"{name}.se_module.fc1.weight" in self._given else x

    def _weighed(self, name: str, x: Array) -> Array:
        """Squeeze and excitation (Hu et al. 2018, arXiv 1709.01507)."""
        mean = x.mean(axis=(1, 2))[:, None, None]
        narrow = np.maximum(mixed(mean, *self._flat(f"{name}.fc1", f"{name}.bn1")), 0)
        return x * sigmoid(mixed(narrow, *self._flat(f"{name}.fc2", f"{name}.bn2")))

    def _apart(self, name: str, x: Array, stride: int) -> Array:
        weight, bias = self._folded(name)
        return self._leaky(name, convolved_apart(x, weight[:, 0], bias, stride))

    def _mixed(self, name: str, x: Array) -> Array:
        return mixed(x, *self._flat(f"{name}.conv", f"{name}.bn"))

    def _leaky(self, name: str, x: Array) -> Array:
        return leaky(x, self._given[f"{name}.prelu.weight"])

    def _flat(self, of: str, norm: str) -> tuple[Array, Array]:
        weight, bias = self._folded(of, norm, of=of)
        return weight.reshape(weight.shape[:2]), bias

    def _folded(self, name: str, norm: str = "", of: str = "") -> tuple[Array, Array]:
        """Weights and bias of a convolution with the batch normalisation behind it."""
        if name not in self._ready:
            weight, norm = self._given[f"{of or name + '.conv'}.weight"], norm or f"{name}.bn"
            spread = np.sqrt(self._given[f"{norm}.running_var"] + np.float32(_EPSILON))
            gain = self._given[f"{norm}.weight"] / spread
            shape = (-1, *[1] * (weight.ndim - 1))
            bias = self._given[f"{norm}.bias"] - gain * self._given[f"{norm}.running_mean"]
            self._ready[name] = weight * gain.reshape(shape), bias
        return self._ready[name]
