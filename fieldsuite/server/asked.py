"""Reads what a request asks for, strictly: names, lengths and bodies of the one spelling they may have."""

import base64
import binascii

from starlette.requests import ClientDisconnect, Request

from fieldsuite.server.limits import ServeLimits
from fieldsuite.server.refusal import Refusal
from sync.upload_terms import DIGEST, TUS


def require_tus(request: Request) -> None:
    """Refuse another version of the protocol: 412 (tus core)."""
    if request.headers.get("tus-resumable") != TUS:
        raise Refusal(412, "E_VERSION")


def require_digest(request: Request) -> str:
    """Give the digest of the path; anything else than 64 small hexadecimal digits does not exist."""
    digest = str(request.path_params["digest"])
    if not DIGEST.fullmatch(digest):
        raise Refusal(404, "E_NOT_FOUND")
    return digest


def require_length(request: Request) -> tuple[str, int]:
    """Give digest and length of an upload that is to begin; 400 when they are not said as they must be."""
    length = request.headers.get("upload-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise Refusal(400, "E_INPUT")
    for pair in request.headers.get("upload-metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "sha256":
            try:
                digest = base64.b64decode(value, validate=True).decode("ascii")
            except (binascii.Error, ValueError):
                break
            if DIGEST.fullmatch(digest):
                return digest, int(length)
    raise Refusal(400, "E_INPUT")


async def bounded_body(request: Request, limits: ServeLimits) -> bytes:
    """Give a short body whole. Raises Refusal 413 when it is longer than a signed challenge may be."""
    body = bytearray()
    try:
        async for packet in request.stream():
            body += packet
            if len(body) > limits.session_bytes:
                raise Refusal(413, "E_LIMIT")
    except ClientDisconnect:
        raise Refusal(400, "E_NETWORK") from None
    return bytes(body)
