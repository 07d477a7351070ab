"""One practice ground is made for all tests of the screens; each test works on a copy of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_desk import staff
from tests.fieldsuite.screens.driving import copied, make_ground
from tests.fieldsuite.screens.lived import live
from tests.styles import parse_once


@pytest.fixture(autouse=True, scope="session")
def styles_parsed_once() -> Iterator[None]:
    """Let the hundreds of apps that tests open share what Textual parsed for the first of them."""
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        yield


@pytest.fixture(scope="session")
def made_ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("practice")
    make_ground(root)
    return root


@pytest.fixture
def root(made_ground: Path, tmp_path: Path) -> Path:
    return copied(made_ground, tmp_path)


@pytest.fixture(scope="session")
def lived_ground(made_ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ground after some hours of work."""
    root = copied(made_ground, tmp_path_factory.mktemp("lived"))
    live(root)
    return root


@pytest.fixture(scope="session")
def lived_desk(lived_ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ground after some hours of work, whose desk has three clerks."""
    root = copied(lived_ground, tmp_path_factory.mktemp("desk"))
    staff(root)
    return root


@pytest.fixture
def desk(lived_desk: Path, tmp_path: Path) -> Path:
    return copied(lived_desk, tmp_path)


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Album]:
    """Pictures of the screens a test comes by; the test fails at its end where one of them changed."""
    taken = Album(request.config.getoption("update_snapshots"), tmp_path / "changed")
    yield taken
    taken.close()


@pytest.fixture(autouse=True)
def a_terminal_with_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests are started from, the screens are drawn for one with all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def a_machine_that_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever disk and battery the tests run on, the first screen has nothing to say of them."""
    monkeypatch.setattr("fieldsuite.screens.machine_watch.pressing", lambda home: ())
