"""What both ends of an upload must agree on: addresses, header fields, and how a device says who it is.

Uploads follow tus 1.0.0 (core, creation, expiration), so that any client of it can be used against the desk. Ours are
two things only: an upload is named by the SHA-256 of its file, and a session is opened by a signature of the device.
"""

import re
from dataclasses import dataclass

from keys.canonical import decode_object, encode
from keys.ed25519 import PublicKey, Signer
from keys.signing import open_envelope, sign_envelope, verified_by
from sync.errors import SyncError

TUS = "1.0.0"
"""Version of the protocol, said in ``Tus-Resumable``."""
EXTENSIONS = "creation,expiration"
"""Extensions of tus that the desk speaks."""
BUNDLES = "/v1/bundles"
"""Uploads are created here and lie at ``/v1/bundles/SHA256``; ``/receipt`` behind it gives the answer."""
SESSION = "/v1/session"
"""GET gives a challenge, POST takes it back signed and gives a token."""
OFFSET_TYPE = "application/offset+octet-stream"
"""Content type of a piece (tus core)."""
SESSION_TYPE = "application/vnd.fieldsuite.session+json"
"""DSSE payload type of a signed challenge."""
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
"""Name of an upload."""
LOOPBACK = "loopback"
"""Stands for the server's key where there is no TLS: on the machine itself."""
STATUS_DAMAGED = 460
"""All bytes are here and make another digest (tus, checksum extension)."""


@dataclass(frozen=True, slots=True)
class SessionAsked:
    """A device that has proven to hold its key, and what it signed."""

    device: PublicKey
    challenge: str
    server: str


def ask_session(challenge: str, server: str, device: Signer) -> bytes:
    """Sign a challenge for this one server, so that no server can use the signature at another one."""
    payload = encode({"type": "session", "challenge": challenge, "server": server})
    return sign_envelope(SESSION_TYPE, payload, [device])


def hinted(data: bytes) -> str:
    """Give the name of the key that an envelope says it is signed with; nothing of it is believed yet.

    Raises KeysError E_CANON, E_SCHEMA, E_LIMIT, E_TYPE.
    """
    return open_envelope(data, SESSION_TYPE).signatures[0].kid


def open_session(data: bytes, device: PublicKey) -> SessionAsked:
    """Verify a signed challenge. Raises SyncError E_SIGNATURE (another key), E_SCHEMA; KeysError E_CANON, E_TYPE."""
    envelope = open_envelope(data, SESSION_TYPE)
    if not verified_by(envelope, [device]):
        raise SyncError("session_unsigned", code="E_SIGNATURE")
    value = decode_object(envelope.payload)
    challenge, server = value.get("challenge"), value.get("server")
    if (
        set(value) != {"type", "challenge", "server"}
        or value["type"] != "session"
        or not isinstance(challenge, str)
        or not isinstance(server, str)
    ):
        raise SyncError("session_unsigned", code="E_SCHEMA")
    return SessionAsked(device, challenge, server)
