"""How soon the unlocking is painted beside posting's first screen, and a key answered while camera and packing run.

Both programs are started in a terminal of their own, in turn; painted is when a word stands there that only the
finished screen shows. posting is an API client with the same toolkit; ``FIELDSUITE_POSTING`` names its program, and
where it is neither there nor on the path, ours stands alone. Keys are pressed on the test of the camera, whose pictures
come 25 a second, while a thread of the same process packs evidence as fast as it can.
"""

import asyncio
import io
import itertools
import os
import pty
import secrets
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

STARTS, KEYS = 7, 60
SIZE = "100x30"
PIECE = 64 * 2**20
"""Bytes of evidence in a bundle that is packed again and again."""


def run() -> dict[str, str]:
    """Measure both."""
    from tests.fieldsuite.screens.driving import make_ground

    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "office"
        root.mkdir()
        make_ground(root)
        return _first_paint(root) | _keys(root, Path(name))


def _first_paint(root: Path) -> dict[str, str]:
    ours = [sys.executable, "-P", "-m", "fieldsuite", "--home", str(root), "--lang", "en"]
    posting = os.environ.get("FIELDSUITE_POSTING") or shutil.which("posting")
    mine, theirs = [], []
    for _ in range(STARTS):
        mine.append(_painted(ours, b"Passphrase"))
        if posting:
            theirs.append(_painted([posting], b"Send"))
    shown = {"unlocking painted": f"{statistics.median(mine) * 1000:.0f} ms (median of {STARTS})"}
    if theirs:
        ratio = statistics.median(mine) / statistics.median(theirs)
        peer = statistics.median(theirs) * 1000
        shown["posting painted"] = f"{peer:.0f} ms; ours takes {ratio:.2f} of it (at most 1)"
    return shown


def _painted(words: list[str], mark: bytes) -> float:
    """Seconds from the start of a program until a word of its first screen is written to its terminal."""
    import fcntl
    import struct
    import termios

    parent, child = pty.openpty()
    columns, rows = (int(part) for part in SIZE.split("x"))
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    begun = time.perf_counter()
    started = subprocess.Popen(words, stdin=child, stdout=child, stderr=child, start_new_session=True,
                               env=os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})  # fmt: skip
    os.close(child)
    seen = b""
    try:
        while mark not in seen:
            if not select.select([parent], [], [], 30)[0]:
                raise TimeoutError(f"{words[0]}: {seen[-200:]!r}")
            seen += os.read(parent, 65536)
        return time.perf_counter() - begun
    finally:
        started.kill()
        started.wait()
        os.close(parent)


class Moving:
    """A camera whose pictures differ, 25 a second."""

    name, recorded, fps = "moving", True, 25

    def __init__(self) -> None:
        import numpy as np

        chance = np.random.default_rng(7)
        self.pictures = itertools.cycle([chance.integers(0, 255, (480, 640, 3), np.uint8) for _ in range(8)])
        self.count, self.begun = 0, 0.0

    def open(self) -> None:
        self.begun, self.count = time.monotonic(), 0

    def read(self) -> Any:
        from biometric.devices import Frame

        at = self.count / self.fps
        time.sleep(max(0.0, self.begun + at - time.monotonic()))
        self.count += 1
        return Frame(next(self.pictures), at, self.count)

    def close(self) -> None: ...


def _keys(root: Path, folder: Path) -> dict[str, str]:
    stop, packed = threading.Event(), [0]
    packing = threading.Thread(target=_pack, args=(folder / "bundles", stop, packed))
    seconds, frames = asyncio.run(_pressed(root, packing))
    stop.set()
    packing.join()
    ordered = sorted(seconds)
    last = ordered[int(len(ordered) * 0.95)]
    return {
        "key answered": f"{statistics.median(ordered) * 1000:.0f} ms median, {last * 1000:.0f} ms in 95 of 100, "
        f"{ordered[-1] * 1000:.0f} ms at most of {len(ordered)} (at most 100)",
        "meanwhile": f"{frames:.0f} pictures a second shown, {packed[0]} bundles of {PIECE >> 20} MiB packed",
    }


def _pack(folder: Path, stop: threading.Event, packed: list[int]) -> None:
    from sync.contents import Contents, Evidence, Signers
    from tests.sync.world import World
    from tests.sync.world import packed as pack

    world, data = World(), b"\xff\xd8\xff" + secrets.token_bytes(PIECE - 3)
    digest = sha256(data).hexdigest()
    while not stop.is_set():
        piece = Evidence(digest, len(data), "image/jpeg", lambda: io.BytesIO(data))
        contents = Contents(records=[world.record(1, evidence=(digest,))], evidence=[piece])
        folder.mkdir()
        pack(contents, world.origin(), Signers(world.device, world.officer), [world.desk], folder)
        shutil.rmtree(folder)
        packed[0] += 1


async def _pressed(root: Path, packing: threading.Thread) -> tuple[list[float], float]:
    """Open and close the help over the camera's test again and again; answered is when the change was painted."""
    from fieldsuite import pauses
    from fieldsuite.app import FieldSuiteApp
    from tests.fieldsuite.screens.driving import field, on, unlock, until

    pauses.begin()
    app = FieldSuiteApp(root, "zh", open_camera=lambda _source: Moving())
    async with app.run_test(size=(100, 30)) as pilot:
        await unlock(pilot)
        await pilot.press("ctrl+t")
        await until(pilot, on(pilot, "CheckupScreen"))
        await pilot.press("1")
        await until(pilot, lambda: on(pilot, "CameraTestScreen")() and field(pilot, "preview").frames > 2)
        packing.start()
        preview: Any = field(pilot, "preview")
        before, begun, seconds = preview.frames, time.monotonic(), []
        painted = _painting(app)
        for number in range(KEYS):
            key, screen = ("f1", "HelpScreen") if number % 2 == 0 else ("escape", "CameraTestScreen")
            seconds.append(await _answered(app, key, screen, painted))
            await asyncio.sleep(0.1)
        rate = (preview.frames - before) / (time.monotonic() - begun)
        if app.office is not None:
            app.office.close()
        return seconds, rate


def _painting(app: Any) -> list[tuple[float, str]]:
    """Note when something was painted, and of which screen."""
    painted: list[tuple[float, str]] = []
    display = app._display

    def noted(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        if screen is app.screen:
            painted.append((time.perf_counter(), type(screen).__name__))

    app._display = noted
    return painted


async def _answered(app: Any, key: str, screen: str, painted: list[tuple[float, str]]) -> float:
    from textual.events import Key

    painted.clear()
    begun = time.perf_counter()
    app._driver.send_message(Key(key, None))
    while True:
        for at, name in painted:
            if name == screen:
                return at - begun
        if time.perf_counter() - begun > 10:
            raise TimeoutError(key)
        await asyncio.sleep(0.002)
