"""A desk that serves, and a device that it knows."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from keys.ed25519 import SigningKey
from sync.transport import Copying
from sync.upload import Delivered, Patience, Paused, upload
from tests.doubles.upload_desk import Address, serving
from tests.grounds import Place, grounds_root, live, place

__all__ = ["desk", "device", "grounds_root", "live", "piece", "place"]

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
