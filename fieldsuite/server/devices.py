"""Which devices may send: those of the trust statement that the desk last wrote beside the server."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fieldsuite.clock import utc_now
from fieldsuite.errors import OfficeError
from keys.errors import KeysError
from keys.signing import open_envelope
from keys.statement import TRUST_TYPE, read_statement
from keys.trust import Trust, open_trust
from keys.trusted import Role, TrustedKey, fingerprint_of_roots

SENDERS: tuple[Role, ...] = ("device", "relay")
"""Roles whose keys may open a session: laptops of offices and of township desks."""


class Devices:
    """The devices of a trust statement on the disk; read again whenever the file changes."""

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._path, self._now = path, now
        self._seen: tuple[int, int] | None = None
        self._trust: Trust | None = None

    def require(self, kid: str) -> TrustedKey:
        """Give the key of a device that may send now. Raises TrustRefused E_SIGNATURE, E_EXPIRED, E_REVOKED, E_ROLE."""
        return self.trust().valid(kid, SENDERS, self._now())

    def trust(self) -> Trust:
        """Give the statement in force. Raises OfficeError ``serve.no_trust`` when there is none, or it is damaged.

        The folder is the desk's own: whoever can write there could write bundles too, so the statement's own roots are
        asked whether it is whole, and nobody whether they are the right ones.
        """
        try:
            state = self._path.stat()
            seen = (state.st_mtime_ns, state.st_size)
            if self._trust is None or seen != self._seen:
                data = self._path.read_bytes()
                said = read_statement(open_envelope(data, TRUST_TYPE).payload)
                roots = fingerprint_of_roots(said.roots, said.thresholds["root"])
                self._trust, self._seen = open_trust(data, anchor=roots), seen
        except (OSError, KeysError) as error:
            raise OfficeError("serve.no_trust", code="E_NOT_FOUND", path=str(self._path)) from error
        return self._trust
