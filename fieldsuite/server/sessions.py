"""Who is at the line: a challenge, its signature by the device, and a token that is good for a quarter of an hour.

Nothing is kept: challenge and token carry their end and a MAC under a key that lives as long as this process, so a
restart ends every session and the client opens another. The key of the server is part of what is signed.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from fieldsuite.server.devices import Devices
from fieldsuite.server.limits import LIMITS, ServeLimits
from fieldsuite.server.refusal import Refusal
from keys.errors import KeysError
from sync.errors import SyncError
from sync.upload_terms import hinted, open_session


class Sessions:
    """Sessions of one server process."""

    def __init__(
        self,
        devices: Devices,
        server: str,
        limits: ServeLimits = LIMITS,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._devices, self._server, self._limits, self._clock = devices, server, limits, clock
        self._key = secrets.token_bytes(32)

    def challenge(self) -> str:
        """Give something to sign."""
        return self._sealed("challenge", secrets.token_hex(16), self._limits.challenge_seconds)

    def open(self, data: bytes) -> str:
        """Give a token for a signed challenge.

        Raises Refusal 403 with the code of what is wrong with the key or the signature, 401 for a challenge that is not
        ours or is over.
        """
        try:
            kid = hinted(data)
            asked = open_session(data, self._devices.require(kid).public)
        except (KeysError, SyncError) as error:
            raise Refusal(403, error.code) from error
        self._read("challenge", asked.challenge)
        if asked.server != self._server:
            raise Refusal(403, "E_AUDIENCE")
        return self._sealed("token", kid, self._limits.session_seconds)

    def device(self, authorization: str) -> str:
        """Give the device of a token; it must still be trusted. Raises Refusal 401, or 403 when it no longer is."""
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer":
            raise Refusal(401, "E_SIGNATURE")
        kid = self._read("token", token)
        try:
            self._devices.require(kid)
        except KeysError as error:
            raise Refusal(403, error.code) from error
        return kid

    def _sealed(self, kind: str, what: str, seconds: int) -> str:
        said = f"{what}.{int(self._clock()) + seconds}"
        return f"{said}.{self._mac(kind, said)}"

    def _read(self, kind: str, sealed: str) -> str:
        said, _, mac = sealed.rpartition(".")
        what, _, until = said.partition(".")
        if not hmac.compare_digest(mac.encode(), self._mac(kind, said).encode()):
            raise Refusal(401, "E_SIGNATURE")
        if self._clock() >= int(until):
            raise Refusal(401, "E_EXPIRED")
        return what

    def _mac(self, kind: str, said: str) -> str:
        return hmac.new(self._key, f"{kind}:{said}".encode(), hashlib.sha256).hexdigest()
