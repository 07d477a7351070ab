"""The address of a bucket, as it stands in the settings: ``s3://bucket/prefix?endpoint=https://host:9000``."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from fieldsuite.errors import OfficeError

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""Names of buckets (Amazon S3 User Guide, Bucket naming rules)."""
_KNOWN = ("endpoint", "region", "profile")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a bucket is."""

    bucket: str
    prefix: str
    """Before every name, with its slash; or empty."""
    endpoint: str = ""
    """``https://host:port`` of the service; empty for Amazon's."""
    region: str = "us-east-1"
    """What requests are signed for; services of one's own mostly take any."""
    profile: str = ""
    """Section of ``~/.aws/credentials``."""


def parsed(address: str) -> Address:
    """Read an address. Raises OfficeError E_INPUT for another, and for one that holds a password."""
    try:
        split = urlsplit(address)
        said = dict(parse_qsl(split.query, keep_blank_values=True, strict_parsing=bool(split.query)))
        endpoint = urlsplit(said.get("endpoint", ""))
        _ = split.port, endpoint.port
    except ValueError as error:
        raise OfficeError("storage.bucket_address", address=address) from error
    if split.username or endpoint.username or any("key" in name or "secret" in name for name in said):
        raise OfficeError("storage.password_in_bucket_address")
    if (
        split.scheme != "s3"
        or not _BUCKET.fullmatch(split.netloc)
        or split.fragment
        or any(name not in _KNOWN for name in said)
        or ("endpoint" in said and (endpoint.scheme not in ("http", "https") or not endpoint.hostname))
    ):
        raise OfficeError("storage.bucket_address", address=address)
    prefix = split.path.strip("/")
    return Address(split.netloc, f"{prefix}/" if prefix else "", **said)
