"""Takes one piece of an upload from the line to the disk; what came before a cut is kept, what is too slow is cut."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from fieldsuite.server.limits import ServeLimits
from fieldsuite.server.refusal import Refusal, of_disk

BATCH = 1024**2
"""Bytes gathered before they are written: one thread's errand for sixteen packets."""


async def take_piece(
    path: Path, offset: int, length: int, stream: AsyncIterator[bytes], limits: ServeLimits,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[int, Refusal | None]:  # fmt: skip
    """Write a piece behind what is there, sync it, and give the new offset.

    Beside it stands what ended it early: Refusal 408 for a line that is silent or too slow, 413 for more than was
    declared, 400 for one that was cut, 507 or 503 for the disk. What was written until then counts all the same.
    """
    ended: Refusal | None = None
    try:
        file = await run_in_threadpool(path.open, "r+b")
    except OSError as error:
        return offset, of_disk(error)
    try:
        done = await _copy(file, offset, length, stream, limits, clock)
    except Refusal as refusal:
        ended = refusal
    except (ClientDisconnect, ConnectionError):
        ended = Refusal(400, "E_NETWORK")
    except OSError as error:
        ended = of_disk(error)
    else:
        assert done <= length
    try:
        return await run_in_threadpool(_settle, file, length), ended
    except OSError as error:
        return offset, ended or of_disk(error)


async def _copy(
    file: BinaryIO, offset: int, length: int, stream: AsyncIterator[bytes], limits: ServeLimits,
    clock: Callable[[], float],
) -> int:  # fmt: skip
    file.seek(offset)
    began, gathered, done = clock(), bytearray(), offset
    source = aiter(stream)
    try:
        while True:
            try:
                packet = await asyncio.wait_for(anext(source), limits.idle_seconds)
            except StopAsyncIteration:
                break
            except TimeoutError:
                raise Refusal(408, "E_NETWORK") from None
            done += len(packet)
            if done > length:
                del packet
                raise Refusal(413, "E_SIZE")
            gathered += packet
            since = clock() - began
            if since > limits.idle_seconds and (done - offset) / since < limits.least_rate:
                raise Refusal(408, "E_NETWORK")
            if len(gathered) >= BATCH:
                await run_in_threadpool(file.write, bytes(gathered))
                gathered.clear()
    finally:
        if gathered:
            await run_in_threadpool(file.write, bytes(gathered))
    return done


def _settle(file: BinaryIO, length: int) -> int:
    """Sync and close; give the length of what is there, which a full disk may have made shorter."""
    with file:
        file.flush()
        os.fsync(file.fileno())
        return min(os.fstat(file.fileno()).st_size, length)
