"""Turns what pip or venv said into the key of one sentence."""

import re

_SIGNS = (
    ("disk_full", r"No space left on device|Errno 28\b|WinError 112|not enough space on|Disk quota exceeded"),
    ("long_path", r"Long Path support|File name too long|Errno 36\b|WinError 206"),
    ("wrong_hash", r"DO NOT MATCH THE HASHES|do not match the hashes"),
    ("proxy", r"ProxyError|Cannot connect to proxy|407 Proxy|Tunnel connection failed"),
    ("certificate", r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError"),
    ("no_network", r"NewConnectionError|NameResolutionError|Name or service not known|getaddrinfo failed"
                   r"|name resolution|ConnectTimeout|Connection refused|Network is unreachable|Read timed out"
                   r"|Failed to establish a new connect|ReadTimeout|ConnectionResetError|RemoteDisconnected"
                   r"|Incomplete(Read|Download)|ProtocolError|Connection aborted|Temporary failure"),
    ("server", r"HTTP error \d{3}|\d{3} Server Error|HTTPError"),
    ("folder", r"Permission denied|Errno 13\b|WinError (5|32)\b|Access is denied|Read-only file system"),
    ("no_wheel", r"No matching distribution|Could not find a version|requires a different Python"
                 r"|not a supported wheel|Failed building wheel|subprocess-exited-with-error"),
    ("no_venv", r"ensurepip is not available|No module named (ensurepip|venv|pip)\b"),
)  # fmt: skip
"""Key and what gives it away. The order decides: a failed download ends in "no matching distribution" too."""


def explain(said: str) -> str:
    """Give the key of the sentence for a failed installation; ``failed`` when no sign is known."""
    return next((key for key, sign in _SIGNS if re.search(sign, said)), "failed")
