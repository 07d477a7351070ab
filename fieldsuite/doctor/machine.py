"""The machine itself: Python, system, clock, and the two libraries that keep data secret."""

import struct
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from fieldsuite.doctor.check import Check

EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right is earlier than this program."""
_DAY = 86_400


def python() -> Check:
    """Python 3.11 or newer, 64 bit: the wheels of the lock are built for nothing else."""
    bits = 8 * struct.calcsize("P")
    ok = sys.version_info >= (3, 11) and bits == 64
    values: dict[str, object] = {"version": ".".join(map(str, sys.version_info[:3])), "bits": bits}
    return Check("python", ok, "python", values, "" if ok else "E_DEVICE")


def platform() -> Check:
    """Name of the system; Windows and Linux are where the program is tried."""
    import platform as system

    known = sys.platform in ("linux", "win32")
    named = f"{system.system()} {system.release()} {system.machine()}"
    return Check("platform", known, "platform" if known else "platform_untried", {"system": named})


def clock(home: Path) -> Check:
    """A clock that is behind this program or the office's own files is wrong (a dead battery shows so)."""
    now = datetime.now(UTC)
    newest = max((path.stat().st_mtime for path in home.glob("*") if path.is_file()), default=0.0)
    local = datetime.now().astimezone()
    values: dict[str, object] = {"now": f"{local:%Y-%m-%d %H:%M}", "zone": f"UTC{local:%z}"}
    behind = now < EARLIEST or newest > time.time() + _DAY
    return Check("clock", not behind, "clock_behind" if behind else "clock", values)


def encryption() -> Check:
    """The passphrase function and the cipher, tried once at their smallest cost."""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        key = Argon2id(salt=bytes(16), length=32, iterations=1, lanes=1, memory_cost=8).derive(b"doctor")
        cipher = ChaCha20Poly1305(key)
        sound = cipher.decrypt(bytes(12), cipher.encrypt(bytes(12), b"doctor", None), None) == b"doctor"
    except (
        Exception
    ) as error:  # a library that does not load fails in its own ways, and all mean the same here
        return Check("encryption", False, "encryption_missing", {"problem": str(error)[:200]}, "E_DATABASE")
    return Check("encryption", sound, "encryption" if sound else "encryption_missing", {"problem": "-"})


def database() -> Check:
    """SQLCipher, tried on a database in memory: without it the office opens no real data."""
    try:
        from sqlcipher3 import dbapi2

        connection = dbapi2.connect(":memory:")
        try:
            connection.execute("PRAGMA key = \"x'" + "00" * 32 + "'\"")
            found = connection.execute("PRAGMA cipher_version").fetchone()
        finally:
            connection.close()
    except Exception as error:  # as above
        return Check("database", False, "database_missing", {"problem": str(error)[:200]}, "E_DATABASE")
    if not found:
        return Check("database", False, "database_missing", {"problem": "no cipher"}, "E_DATABASE")
    return Check("database", True, "database", {"version": found[0]})
