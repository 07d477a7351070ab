"""The server's certificate: made here with a key of its own, or brought by the office; known by its fingerprint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from fieldsuite.config import Home
from fieldsuite.errors import OfficeError
from keys.ed25519 import fingerprint
from keys.encoding import sha256_hex
from keys.files import make_folder, read_owner_only, write_owner_only

LIFE = timedelta(days=825)
"""How long a certificate is good that is made here: what browsers' programs allowed at most for one made by hand."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the server shows to whoever calls."""

    certificate: Path
    key: Path
    kid: str
    """SHA-256 of the public key."""
    fingerprint: str
    """Eight groups of five digits, to be read aloud."""


def make(home: Home, names: Sequence[str], now: datetime) -> Identity:
    """Make a certificate for these hosts; a key that is here stays, so that the fingerprint does.

    Raises OfficeError E_INPUT for a name that no certificate can hold, E_DISK.
    """
    make_folder(home.serving)
    certificate, path = _paths(home)
    if path.exists():
        key = _key(path)
    else:
        key = ec.generate_private_key(ec.SECP256R1())
        plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_owner_only(path, plain)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fieldsuite serve")])
    try:
        alternatives = [_name(name) for name in names]
    except ValueError as error:
        raise OfficeError("serve.bad_name", names=", ".join(names)) from error
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # offices whose clock is behind
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, SHA256())
    )
    write_owner_only(certificate, made.public_bytes(Encoding.PEM))
    return read(certificate, path)


def own(home: Home) -> Identity:
    """Give the certificate that was made here. Raises OfficeError ``serve.no_certificate`` when none was."""
    certificate, key = _paths(home)
    if not (certificate.is_file() and key.is_file()):
        raise OfficeError("serve.no_certificate", code="E_NOT_FOUND")
    return read(certificate, key)


def read(certificate: Path, key: Path) -> Identity:
    """Read a certificate and its key. Raises OfficeError ``serve.bad_certificate``, KeysError for a key that others can
    read.
    """
    try:
        shown = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
        spki = shown.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        held = _key(key).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (OSError, ValueError) as error:
        raise OfficeError("serve.bad_certificate", path=str(certificate)) from error
    if spki != held:
        raise OfficeError("serve.bad_certificate", path=str(key))
    return Identity(certificate, key, sha256_hex(spki), fingerprint(spki))


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        found = load_pem_private_key(read_owner_only(path), None)
    except (ValueError, TypeError) as error:
        raise OfficeError("serve.bad_certificate", path=str(path)) from error
    return found  # type: ignore[return-value]  # RSA keys of an authority have the same methods as far as they are used


def _paths(home: Home) -> tuple[Path, Path]:
    return home.serving / "certificate.pem", home.serving / "key.pem"


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
