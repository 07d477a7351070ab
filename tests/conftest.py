"""Every test runs with the network off: what a field office does must work in a village without one."""

import gc
import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

# One core a test process: more threads than cores make matrix products slower, not faster.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The same examples every time and no time limit, so that a run says something about the change and not about the
# machine; `--hypothesis-profile default` looks further.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
# Read by huggingface_hub when it is imported, so it is set before any test imports anything.
os.environ["HF_HUB_OFFLINE"] = "1"

# What collecting the tests makes is there until the end; looking for cycles in it took a seventh of that time.
gc.disable()

ALLOCATED, MIDDLE, OLD = 20_000, 10, 10
"""How many objects may come before the youngest are looked at, and how often before the older ones are.

Python's own 700, 10, 10 is meant for small programs: here an eighth of the processor's time went into looking at
half a million objects of imported modules, of which none is ever let go.
"""

LOOPBACK = ("127.", "::1", "localhost", "ip6-localhost")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take long begin first."""
    from tests.order import longest_first

    longest_first(items)


def pytest_collection_finish() -> None:
    """Let the collector of cycles pass over what is there for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATED, MIDDLE, OLD)
    gc.enable()


class NetworkUsed(AssertionError):
    """A test, or the product under it, tried to reach another machine."""


def refuse_strangers(address: object) -> None:
    """Raise NetworkUsed for an address (host, port, ...) that is not this machine."""
    if isinstance(address, tuple) and address and not str(address[0]).startswith((*LOOPBACK, "0.0.0.0")):
        raise NetworkUsed(f"the network is off in tests, and {address[0]} is another machine")


@pytest.fixture(autouse=True, scope="session")
def network_off() -> Iterator[None]:
    """Let sockets reach this machine only, and names be looked up for nothing else."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def checked_connect(self: socket.socket, address: object) -> None:
        refuse_strangers(address)
        connect(self, address)  # type: ignore[arg-type]

    def checked_connect_ex(self: socket.socket, address: object) -> int:
        refuse_strangers(address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    def checked_look_up(host: object, *rest: object, **named: object) -> object:
        if host not in (None, "", b""):
            refuse_strangers((host if isinstance(host, str) else str(host), 0))
        return look_up(host, *rest, **named)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked_connect)
        patch.setattr(socket.socket, "connect_ex", checked_connect_ex)
        patch.setattr(socket, "getaddrinfo", checked_look_up)
        yield


@pytest.fixture(autouse=True, scope="session")
def nobodys_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests that name no ``--home`` out of the office of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / "nobody"))
        yield


@pytest.fixture(autouse=True, scope="session")
def statements_compiled_once() -> Iterator[None]:
    """Let the thousands of offices that tests open share what SQLAlchemy compiled for the first of them."""
    from tests.statements import compile_once

    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def desks_say_what_citus_takes(statements_compiled_once: None) -> Iterator[None]:
    """Refuse every statement of a provincial desk that could not be said where its tables are spread over servers."""
    from tests.desks_watched import watched

    with pytest.MonkeyPatch.context() as patch, watched(patch):
        yield


@pytest.fixture(autouse=True, scope="session")
def light_passphrases() -> Iterator[None]:
    """Let an office take the machine for a slow one: a try of its passphrase then costs 10 ms and not a second.

    The cost of an office is data of that office; what is measured is tested in tests/keys/test_vault.py.
    """
    from keys import recovery, vault
    from keys.passphrase import Cost

    with pytest.MonkeyPatch.context() as patch:
        for room in (recovery, vault):
            patch.setattr(room, "calibrate", lambda: Cost(memory_kib=8 * 1024, iterations=1, lanes=1))
        yield
