"""Opens the socket and serves until it is told to stop: TLS 1.3, one process, nobody slow holds a line for long."""

import asyncio
import logging
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

import uvicorn
from filelock import FileLock, Timeout

from fieldsuite.config import Home
from fieldsuite.errors import OfficeError
from fieldsuite.event_log import EventLog
from fieldsuite.server.app import Parts, application
from fieldsuite.server.certificate import Identity
from fieldsuite.server.devices import Devices
from fieldsuite.server.impatient import impatient
from fieldsuite.server.limits import LIMITS, ServeLimits
from fieldsuite.server.metrics import Metrics
from fieldsuite.server.sessions import Sessions
from fieldsuite.server.shelf import Shelf, free_bytes
from keys.files import make_folder
from sync.upload_terms import LOOPBACK


@dataclass(frozen=True, slots=True)
class Where:
    """Where to listen and as whom; without an identity in plain, which the command line allows on loopback only."""

    host: str
    port: int
    identity: Identity | None
    watch_token: str = ""
    """Token by which the numbers are read from another machine; empty for nobody."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server whose socket is open."""

    port: int
    stop: Callable[[], None]
    """Ends it as SIGTERM would: what is under way is finished, for ten seconds at most."""


def listen(
    home: Home,
    where: Where,
    out: TextIO,
    ready: Callable[[Serving], None],
    limits: ServeLimits = LIMITS,
    free: Callable[[Path], int] = free_bytes,
) -> None:
    """Serve until SIGINT or SIGTERM; ``ready`` is told when the socket is open.

    Raises OfficeError ``serve.no_trust`` (nobody could send), ``serve.twice`` (E_BUSY), ``serve.address`` (E_DEVICE).
    """
    make_folder(home.serving)
    devices = Devices(home.known_devices)
    devices.trust()
    with _alone(home):
        server_key = where.identity.kid if where.identity else LOOPBACK
        parts = Parts(
            Shelf(home, limits, free=free),
            Sessions(devices, server_key, limits),
            Metrics(),
            EventLog(out),
            limits,
            where.watch_token,
        )
        sock = _socket(where)
        config = uvicorn.Config(
            application(parts), http=impatient(limits), ws="none", lifespan="off", log_config=None, access_log=False,
            server_header=False, proxy_headers=False, limit_concurrency=limits.connections,
            timeout_keep_alive=int(limits.header_seconds), timeout_graceful_shutdown=10,
            h11_max_incomplete_event_size=16 * 1024,
        )  # fmt: skip
        library = logging.getLogger("uvicorn")
        library.handlers, library.propagate = [_Faults(parts.log)], False
        config.load()
        config.ssl = _tls(where.identity) if where.identity else None
        server = uvicorn.Server(config)
        sock.listen(limits.connections)
        ready(Serving(int(sock.getsockname()[1]), partial(setattr, server, "should_exit", True)))
        parts.log.note("serving")
        with _ended_by_signals():
            asyncio.run(server.serve([sock]))
        parts.log.note("stopped")


class _Faults(logging.Handler):
    """What the server library finds worth saying, as events; of a fault its kind and place, no values."""

    def __init__(self, log: EventLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            self._log.note("odd_request", said=record.msg.strip()[:80])
            return
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
        self._log.note("fault", kind=type(error).__name__, place=place)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Only one server may write here; the desk's own lock is another's, so that people work meanwhile."""
    lock = FileLock(home.serving / "serve.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise OfficeError("serve.twice", code="E_BUSY") from error


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal end the server and not the program: uvicorn raises it once more when it is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, lambda *_: None) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _socket(where: Where) -> socket.socket:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((where.host, where.port))
    except (OSError, OverflowError) as error:
        sock.close()
        problem = getattr(error, "strerror", None) or type(error).__name__
        raise OfficeError(
            "serve.address", code="E_DEVICE", host=where.host, port=where.port, problem=problem
        ) from error
    return sock


def _tls(identity: Identity) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(identity.certificate, identity.key)
    return context
