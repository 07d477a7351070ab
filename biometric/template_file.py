"""Templates as bytes: a NumPy archive of plain arrays, without pickle, within limits checked before reading."""

import io
import json
import re
import zipfile
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from biometric.errors import MediaUnreadable
from biometric.template import Template

FORMAT = 1
MOST_BYTES = 8 * 1024 * 1024
"""Of the whole archive, and of what it unpacks to (a face is 2 kB, a voice with all its digits below 1 MB)."""
MOST_VECTORS, MOST_DIMENSIONS = 256, 4096
MOST_SEQUENCES, MOST_FRAMES, MOST_FEATURES = 64, 4000, 512
"""Per digit; frames and features of one sequence."""
UNREADABLE = (
    ValueError, KeyError, TypeError, OSError, EOFError, RecursionError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What a damaged archive makes zipfile and NumPy raise: an unknown version, an encrypted member, torn deflate."""
_VECTORS = b"vectors.npy"
_SHAPE = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\), \} *\n",
    re.DOTALL,
)
"""Head of an array of two dimensions (NumPy format 1.0)."""
_HEAD = 256
"""Bytes within which that head ends."""
_DIGIT = re.compile(r"digit_([0-9])_([0-9]{1,2})\.npy")


def write(template: Template) -> bytes:
    """Serialise a template; the same template gives the same bytes. Raises ValueError for one beyond the limits."""
    head = {
        "format": FORMAT, "modality": template.modality, "engine": template.engine, "version": template.version,
        "from_photographs": template.from_photographs, "sources": list(template.sources),
    }  # fmt: skip
    arrays: dict[str, NDArray[Any]] = {
        "head": np.frombuffer(json.dumps(head, sort_keys=True).encode(), np.uint8),
        "vectors": np.ascontiguousarray(template.vectors, np.float32),
    }
    for digit, sequences in sorted(template.digits.items()):
        for index, sequence in enumerate(sequences):
            arrays[f"digit_{digit}_{index}"] = np.ascontiguousarray(sequence, np.float32)
    out = io.BytesIO()
    np.savez(out, **arrays)  # type: ignore[arg-type]
    data = out.getvalue()
    try:
        read(data)
    except MediaUnreadable as error:
        raise ValueError("the template is beyond the limits of its file") from error
    return data


def read(data: bytes) -> Template:
    """Read a template. Raises MediaUnreadable ``template_damaged`` for anything ``write`` would not have written."""
    try:
        return _read(data)
    except UNREADABLE as error:
        raise MediaUnreadable("template_damaged") from error


def middle(data: bytes) -> NDArray[np.float32]:
    """Give the middle of the captures of a template that was kept, shape (dimensions,): what a search compares.

    A hundred times as fast as ``read``: it looks only where ``write`` puts the captures, and asks ``read`` where it
    does not find them there. Raises MediaUnreadable ``template_damaged``.
    """
    at = data.find(_VECTORS)
    shape = _SHAPE.search(data, at, at + _HEAD) if at > 0 else None
    if shape is not None:
        rows, columns = int(shape[1]), int(shape[2])
        begin = shape.end()
        if 0 < rows <= MOST_VECTORS and len(data) >= begin + 4 * rows * columns > begin:
            found = np.frombuffer(data, "<f4", rows * columns, begin).reshape(rows, columns).mean(axis=0)
            if np.isfinite(found).all():
                return np.asarray(found, np.float32)
    return np.asarray(read(data).vectors.mean(axis=0), np.float32)


def _read(data: bytes) -> Template:
    _check(len(data) <= MOST_BYTES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        _check(len(names) == len(set(names)) <= 2 + 10 * MOST_SEQUENCES)
        _check(sum(member.file_size for member in archive.infolist()) <= MOST_BYTES)
        _check(all(name in ("head.npy", "vectors.npy") or _DIGIT.fullmatch(name) for name in names))
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        head = json.loads(arrays["head"].tobytes().decode())
        vectors = _numbers(arrays["vectors"], MOST_VECTORS, MOST_DIMENSIONS)
        digits = _digits(arrays, names)
    _check(set(head) == {"format", "modality", "engine", "version", "from_photographs", "sources"})
    _check(head["format"] == FORMAT and head["modality"] in ("face", "voice"))
    _check(isinstance(head["engine"], str) and isinstance(head["version"], str))
    _check(isinstance(head["from_photographs"], bool) and isinstance(head["sources"], list))
    _check(all(isinstance(source, str) for source in head["sources"]))
    return Template(
        head["modality"], head["engine"], head["version"], vectors, head["from_photographs"], digits,
        tuple(head["sources"]),
    )  # fmt: skip


def _digits(arrays: Any, names: list[str]) -> dict[str, list[NDArray[np.float32]]]:
    found: dict[str, dict[int, NDArray[np.float32]]] = {}
    for name in names:
        match = _DIGIT.fullmatch(name)
        if match:
            digit, index = match[1], int(match[2])
            found.setdefault(digit, {})[index] = _numbers(arrays[name[:-4]], MOST_FRAMES, MOST_FEATURES)
    for sequences in found.values():
        _check(sorted(sequences) == list(range(len(sequences))) and len(sequences) <= MOST_SEQUENCES)
    return {digit: [found[digit][i] for i in sorted(found[digit])] for digit in sorted(found)}


def _numbers(array: NDArray[Any], rows: int, columns: int) -> NDArray[np.float32]:
    _check(array.dtype == np.float32 and array.ndim == 2)
    _check(1 <= array.shape[0] <= rows and 1 <= array.shape[1] <= columns)
    _check(bool(np.isfinite(array).all()))
    return array


def _check(right: bool) -> None:
    if not right:
        raise ValueError("not a template")
