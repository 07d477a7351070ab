"""Reads arrays out of a weight file of torch's first format, without torch and without trusting the file.

The file is four pickles (magic, protocol, machine, contents), a pickled list of storage keys, then for each
key a count and the numbers. Only the names in ``_ALLOWED`` may be looked up, so that a pickle cannot run
anything.
"""

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

MAGIC = 0x1950A86A20F9469CFC6C
"""First pickle of the format (torch/serialization.py, MAGIC_NUMBER)."""


@dataclass(frozen=True, slots=True)
class _Storage:
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Tensor:
    key: str
    kind: str
    offset: int
    shape: tuple[int, ...]
    stride: tuple[int, ...]

    def of(self, storage: NDArray[np.float32]) -> NDArray[np.float32]:
        """Copy the numbers out of the storage; only row-major tensors occur in weights."""
        count = int(np.prod(self.shape, dtype=np.int64))
        row_major = tuple(int(np.prod(self.shape[i + 1 :], dtype=np.int64)) for i in range(len(self.shape)))
        if self.stride != row_major or self.offset < 0 or self.offset + count > len(storage):
            raise ValueError("a tensor does not lie in its storage")
        return storage[self.offset : self.offset + count].reshape(self.shape).copy()


def _rebuild(
    storage: _Storage, offset: int, shape: Sequence[int], stride: Sequence[int], *_: object
) -> _Tensor:
    return _Tensor(storage.key, storage.kind, offset, tuple(shape), tuple(stride))


_ALLOWED: dict[tuple[str, str], Callable[..., Any] | str] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild,
    ("torch", "FloatStorage"): "float32",
    ("torch", "LongStorage"): "int64",
}
_BYTES = {"float32": 4, "int64": 8}
"""Whole numbers occur as counters of training (``num_batches_tracked``): read past, never given."""


class _Restricted(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Give one of the four names that weights need."""
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a weight file") from None

    def persistent_load(self, pid: Any) -> _Storage:
        """Take a storage by its key; its numbers stand behind the pickles."""
        kind, dtype, key, *_ = pid
        if kind != "storage" or dtype not in _BYTES:
            raise pickle.UnpicklingError("a storage that is neither of float32 nor of int64")
        return _Storage(str(key), str(dtype))


def read_state(data: bytes, name: str | None) -> dict[str, NDArray[np.float32]]:
    """Read the state dictionary ``name`` of a checkpoint, or with None the one that is all it holds.

    Gives its float32 tensors by their names. Raises ValueError when the file is not of this format or asks for anything
    but tensors of numbers.
    """
    try:
        file = io.BytesIO(data)
        if _Restricted(file).load() != MAGIC:
            _not_weights()
        for _ in ("protocol", "machine"):
            _Restricted(file).load()
        whole = _Restricted(file).load()
        state = whole if name is None else whole[name]
        kinds = {tensor.key: tensor.kind for tensor in state.values()}
        storages = _storages(file, _Restricted(file).load(), kinds)
        numbers = {key: tensor for key, tensor in state.items() if tensor.kind == "float32"}
        return {key: tensor.of(storages[tensor.key]) for key, tensor in numbers.items()}
    except (pickle.UnpicklingError, EOFError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("not a weight file of torch's first format") from error


def _storages(file: io.BytesIO, keys: Sequence[str], kinds: dict[str, str]) -> dict[str, NDArray[np.float32]]:
    storages = {}
    for key in keys:
        (count,) = np.frombuffer(file.read(8), "<i8")
        kind = kinds.get(key, "float32")
        data = file.read(_BYTES[kind] * int(count))
        if kind == "float32":
            storages[key] = np.frombuffer(data, "<f4").astype(np.float32, copy=False)
    return storages


def _not_weights() -> NoReturn:
    raise pickle.UnpicklingError("no magic number")
