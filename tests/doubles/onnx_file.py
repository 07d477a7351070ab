"""Writes small ONNX files by hand, so that OpenCV's real reader has something to read."""

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def embedder(dimensions: int = 64, *, side: int = 112, seed: int = 0) -> bytes:
    """A face network of the usual shape: input (1, 3, side, side), output (1, dimensions).

    Averages of 8 x 8 pixels through one random matrix: alike for alike pictures, different for different ones.
    """
    cells = 3 * (side // 8) ** 2
    weight = np.random.default_rng(seed).standard_normal((cells, dimensions)).astype(np.float32) / 8
    nodes = [
        node("AveragePool", ["data"], ["small"], kernel_shape=[8, 8], strides=[8, 8]),
        node("Flatten", ["small"], ["flat"], axis=1),
        node("Gemm", ["flat", "weight", "bias"], ["fc1"]),
    ]
    held = [tensor("weight", weight), tensor("bias", np.zeros(dimensions, np.float32))]
    return model(nodes, held, [info("data", [1, 3, side, side])], [info("fc1", [1, dimensions])])


def green_finder() -> bytes:
    """A detector with YuNet's inputs and outputs that finds what is pure green, as a face 64 pixels wide.

    Each stride's map is one convolution with even weights over its cell: the score is high where green is much and red
    and blue are little. Eyes, nose and mouth lie where they do in a face of that size.
    """
    nodes, held, outputs = [], [], []
    for stride in (8, 16, 32):
        weight, bias = _cell(stride)
        held += [tensor(f"w{stride}", weight), tensor(f"b{stride}", bias)]
        held += [tensor(f"flat{stride}", np.array([1, -1, 16], np.int64))]
        nodes += [
            node("Conv", ["input", f"w{stride}", f"b{stride}"], [f"c{stride}"],
                 kernel_shape=[stride, stride], strides=[stride, stride]),
            node("Transpose", [f"c{stride}"], [f"t{stride}"], perm=[0, 2, 3, 1]),
            node("Reshape", [f"t{stride}", f"flat{stride}"], [f"r{stride}"]),
        ]  # fmt: skip
        for name, start, end, squeezed in (
            ("cls", 0, 1, True),
            ("obj", 1, 2, True),
            ("bbox", 2, 6, False),
            ("kps", 6, 16, False),
        ):
            held += [tensor(f"{name}{stride}{which}", np.array([value], np.int64))
                     for which, value in (("s", start), ("e", end), ("a", 2))]  # fmt: skip
            cut = f"{name}_{stride}_raw" if squeezed else f"{name}_{stride}"
            nodes.append(node("Slice", [f"r{stride}", *(f"{name}{stride}{w}" for w in "sea")], [cut]))
            if squeezed:
                nodes.append(node("Sigmoid", [cut], [f"{name}_{stride}"]))
            outputs.append(info(f"{name}_{stride}", [1, -1, end - start]))
    order = [f"{name}_{stride}" for name in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)]
    outputs = [one for name in order for one in outputs if name.encode() in one]
    return model(nodes, held, [info("input", [1, 3, 640, 640])], outputs)


def _cell(stride: int) -> tuple[Floats, Floats]:
    weight, bias = np.zeros((16, 3, stride, stride), np.float32), np.zeros(16, np.float32)
    if stride == 32:  # one map is enough to find it; the others stay silent
        weight[:2, :, :, :] = np.array([-1, 1, -1], np.float32)[None, :, None, None] / stride**2 / 4
        bias[:2] = -45
    else:
        bias[:2] = -30
    size = 64 / stride
    bias[2:6] = [0.5, 0.5, np.log(size), np.log(size)]
    bias[6:] = [one * size + 0.5 for point in ((-0.2, -0.15), (0.2, -0.15), (0, 0.05), (-0.15, 0.25), (0.15, 0.25))
                for one in point]  # fmt: skip
    return weight, bias


def model(
    nodes: Sequence[bytes], held: Sequence[bytes], inputs: Sequence[bytes], outputs: Sequence[bytes]
) -> bytes:
    """ModelProto: version of the format, operator set 13, the graph."""
    graph = b"".join(
        [*(_part(1, one) for one in nodes), _part(2, b"graph"), *(_part(5, one) for one in held),
         *(_part(11, one) for one in inputs), *(_part(12, one) for one in outputs)]
    )  # fmt: skip
    return _number(1, 8) + _part(7, graph) + _part(8, _part(1, b"") + _number(2, 13))


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str], **whole: int | list[int]) -> bytes:
    """NodeProto with attributes that are whole numbers."""
    attributes = []
    for name, value in whole.items():
        if isinstance(value, int):
            attributes.append(_part(1, name.encode()) + _number(3, value) + _number(20, 2))
        else:
            attributes.append(
                _part(1, name.encode()) + b"".join(_number(8, one) for one in value) + _number(20, 7)
            )
    return b"".join(
        [*(_part(1, one.encode()) for one in inputs), *(_part(2, one.encode()) for one in outputs),
         _part(3, f"{kind}-{outputs[0]}".encode()), _part(4, kind.encode()), *(_part(5, one) for one in attributes)]
    )  # fmt: skip


def tensor(name: str, values: "Floats | NDArray[np.int64]") -> bytes:
    """TensorProto of float32 or int64, little endian."""
    kind = 1 if values.dtype == np.float32 else 7
    dims = b"".join(_number(1, side) for side in values.shape)
    return (
        dims + _number(2, kind) + _part(8, name.encode()) + _part(9, np.ascontiguousarray(values).tobytes())
    )


def info(name: str, dims: Sequence[int]) -> bytes:
    """ValueInfoProto of float32; a side of -1 is one that is not fixed."""
    sides = b"".join(_part(1, _number(1, side) if side > 0 else _part(2, b"n")) for side in dims)
    return _part(1, name.encode()) + _part(2, _part(1, _number(1, 1) + _part(2, sides)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value & (2**64 - 1))


def _part(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += struct.pack("B", value & 127 | 128)
        value >>= 7
    return out + struct.pack("B", value)
