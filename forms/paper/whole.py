"""Writes a file whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_whole(out: Path, content: bytes) -> None:
    """Write a file so that it is there complete or not at all; an older one stays until the new one is
    whole.
    """
    try:
        _write_whole(out, content)
    except OSError as error:  # named after the file that was asked for, not after the part beside it
        raise type(error)(error.errno, error.strerror, str(out)) from error


def _write_whole(out: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
