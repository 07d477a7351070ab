"""A line to the desk: TLS 1.3 to an address that was configured, and to the one key that was compared.

A pin is the fingerprint of the server's public key (``keys.ed25519.fingerprint``), so a certificate can be renewed
under the same key without a word to the offices. Nothing is sent before the pin was compared.
"""

import contextlib
import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from keys.ed25519 import fingerprint
from keys.encoding import sha256_hex
from sync.errors import SyncError
from sync.upload_terms import LOOPBACK, TUS

LOCAL = ("127.0.0.1", "::1", "localhost")
"""Hosts that are this machine: the only ones that may be spoken to in plain."""
ANSWER_BYTES = 64 * 1024**2
"""Longest answer: a receipt of 100,000 records is 30 MB."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a desk listens and how it is known."""

    host: str
    port: int
    pin: str = ""
    """40 digits, or empty where a CA file decides."""
    ca: Path | None = None
    plain: bool = False
    """No TLS: only on this machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a desk answered."""

    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes

    @property
    def code(self) -> str:
        """Code of a refusal, as the desk says it in the body; empty when it says none."""
        try:
            said = json.loads(self.body)
        except ValueError:
            return ""
        return str(said.get("code", ""))[:32] if isinstance(said, dict) else ""

    def number(self, name: str) -> int:
        """Give a header as a whole number. Raises SyncError ``desk_speaks_otherwise`` when it is none."""
        text = self.headers.get(name, "")
        if not (text.isascii() and text.isdecimal() and len(text) < 16):
            raise SyncError("desk_speaks_otherwise", code="E_VERSION", said=f"{self.status} {name}")
        return int(text)


def digits(pin: str) -> str:
    """Give the digits of a fingerprint as somebody typed it."""
    return "".join(one for one in pin if one.isascii() and one.isdecimal())


def desk_at(address: str, *, pin: str = "", ca: Path | None = None) -> Desk:
    """Read an address: ``https://HOST[:PORT]`` with a pin or a CA file; ``http://`` on this machine only.

    Raises SyncError ``desk_address`` (E_INPUT), ``desk_unproven`` (neither pin nor CA), ``desk_plain``, ``desk_pin``.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("https", "http") or not host or parts.path not in ("", "/") or parts.query:
        raise SyncError("desk_address", address=address[:200])
    if parts.scheme == "http":
        if host not in LOCAL:
            raise SyncError("desk_plain", address=address[:200])
        return Desk(host, port or 80, plain=True)
    if pin and len(digits(pin)) != 40:
        raise SyncError("desk_pin", pin=pin[:80])
    if not pin and ca is None:
        raise SyncError("desk_unproven", address=address[:200])
    return Desk(host, port or 443, digits(pin), ca)


def server_key(certificate: bytes) -> bytes:
    """Give the public key (SPKI, DER) of a certificate in DER."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


class Line:
    """One connection to a desk; ``open`` says who is at the other end. Closed after any error."""

    def __init__(self, desk: Desk, *, timeout: float = 30) -> None:
        self.desk, self.server, self.token = desk, LOOPBACK, ""
        self._to = self._connect(timeout)

    def _connect(self, timeout: float) -> http.client.HTTPConnection:
        desk = self.desk
        if desk.plain:
            to = http.client.HTTPConnection(desk.host, desk.port, timeout=timeout)
        else:
            to = http.client.HTTPSConnection(desk.host, desk.port, timeout=timeout, context=_context(desk))
        to.auto_open = 0  # a line that was cut is not silently made anew without its pin being compared
        try:
            to.connect()
            if isinstance(to.sock, ssl.SSLSocket):
                self._compare(to.sock)
        except ssl.SSLCertVerificationError as error:
            to.close()
            raise SyncError("desk_other_key", code="E_PIN", host=desk.host) from error
        except (OSError, http.client.HTTPException) as error:
            to.close()
            raise unreachable(desk, error) from error
        except BaseException:
            to.close()
            raise
        return to

    def _compare(self, sock: ssl.SSLSocket) -> None:
        key = server_key(sock.getpeercert(binary_form=True) or b"")
        self.server = sha256_hex(key)
        if self.desk.pin and digits(fingerprint(key)) != self.desk.pin:
            raise SyncError("desk_other_key", code="E_PIN", host=self.desk.host)

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask and read the whole answer. Raises SyncError ``desk_unreachable`` (E_NETWORK) when the line is cut."""
        sent = {"Tus-Resumable": TUS, **(headers or {})}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        try:
            # A desk that refuses a piece answers before it has all of it: the answer says why, a broken pipe does not.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self._to.request(method, path, body, sent)
            answered = self._to.getresponse()
            said = answered.read(ANSWER_BYTES + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise unreachable(self.desk, error) from error
        if len(said) > ANSWER_BYTES:
            self.close()
            raise SyncError("desk_speaks_otherwise", code="E_VERSION", said="too long")
        return Answer(answered.status, {name.lower(): value for name, value in answered.getheaders()}, said)

    def close(self) -> None:
        """Hang up; may be called twice."""
        self._to.close()


def _context(desk: Desk) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if desk.ca is not None:
        try:
            context.load_verify_locations(cafile=str(desk.ca))
        except OSError as error:  # ssl.SSLError is one
            raise SyncError("desk_ca", path=str(desk.ca)) from error
    else:
        # The pin says who it is, more exactly than any authority could.
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def unreachable(desk: Desk, error: Exception) -> SyncError:
    """Give the error of a line that cannot be opened or was cut."""
    problem = getattr(error, "strerror", None) or type(error).__name__
    if isinstance(error, socket.gaierror):
        problem = "DNS"
    return SyncError("desk_unreachable", code="E_NETWORK", host=desk.host, port=desk.port, problem=problem)
