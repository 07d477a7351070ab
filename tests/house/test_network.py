"""The tests themselves cannot reach another machine."""

import socket
import threading

import pytest

from tests.conftest import NetworkUsed


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as probe, pytest.raises(NetworkUsed):
        probe.connect(("192.0.2.1", 80))  # a documentation address (RFC 5737): nobody is there


def test_a_name_of_another_machine_cannot_be_looked_up() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        greeting = threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"))
        greeting.start()
        with socket.create_connection(server.getsockname(), timeout=5) as caller:
            assert caller.recv(5) == b"hello"
        greeting.join()
