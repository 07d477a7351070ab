"""One practice ground is made for all tests of the plain mode; each works on a copy of its own."""

from pathlib import Path

import pytest

from tests.fieldsuite.screens.driving import copied, make_ground


@pytest.fixture(scope="session")
def plain_ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("plain")
    make_ground(root)
    return root


@pytest.fixture
def root(plain_ground: Path, tmp_path: Path) -> Path:
    return copied(plain_ground, tmp_path)
