"""A desk that serves, and a device that it knows."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from keys.ed25519 import SigningKey
from keys.encoding import b64
from sync.online import Answer, Line
from sync.transport import Copying
from sync.upload import Delivered, Patience, Paused, upload
from sync.upload_terms import BUNDLES, OFFSET_TYPE, SESSION, ask_session
from tests.doubles.upload_desk import Address, serving
from tests.fieldsuite.cli.conftest import line
from tests.grounds import Place, grounds_root, live, place

__all__ = ["desk", "device", "grounds_root", "line", "live", "piece", "place"]

HURRIED = Patience(tries=6, first=0.01, longest=0.05, timeout=10)


@pytest.fixture
def device(place: Place) -> SigningKey:
    """The key of the practice village's laptop."""
    with place.officer() as office:
        return office.keyring.device_key


@pytest.fixture
def desk(place: Place) -> Iterator[Address]:
    """The practice province with an upload address."""
    let_serve(place)
    with serving(place.province) as address:
        yield address


def let_serve(place: Place) -> None:
    """Do what a desk does once: make the folder, and let the desk tell the server whose keys hold."""
    (place.province / "serve").mkdir(exist_ok=True)
    with place.clerk() as office:
        place.arrive(office)


@pytest.fixture
def piece(tmp_path: Path) -> Callable[[int], Path]:
    """Files of any content under their digest: to the server a bundle is bytes."""

    def made(size: int, seed: int = 1) -> Path:
        data = Random(seed).randbytes(size)
        path = tmp_path / f"{hashlib.sha256(data).hexdigest()}.fosb"
        path.write_bytes(data)
        return path

    return made


def send(address: Address, path: Path, key: SigningKey, **more: object) -> list[Copying | Paused | Delivered]:
    """Upload a file and give every step."""
    given = {"patience": HURRIED, "sleep": lambda _: None, **more}
    return list(upload(address.desk, path, path.stem, key, **given))  # type: ignore[arg-type]


@contextmanager
def session(address: Address, key: SigningKey) -> Iterator[Line]:
    """A line on which this device said who it is."""
    line = Line(address.desk, timeout=10)
    try:
        challenge = json.loads(line.ask("GET", SESSION).body)["challenge"]
        said = line.ask("POST", SESSION, ask_session(challenge, line.server, key))
        line.token = json.loads(said.body).get("token", "")
        yield line
    finally:
        line.close()


def begin(line: Line, digest: str, length: int | str) -> Answer:
    """Ask for an upload to be created."""
    named = {"Upload-Length": str(length), "Upload-Metadata": f"sha256 {b64(digest.encode())}"}
    return line.ask("POST", BUNDLES, b"", named)


def patch(line: Line, digest: str, offset: int | str, data: bytes, **more: str) -> Answer:
    """Send a piece."""
    said = {"Content-Type": OFFSET_TYPE, "Upload-Offset": str(offset)}
    return line.ask("PATCH", f"{BUNDLES}/{digest}", data, {**said, **more})
