"""Sealing and verifying 4 GiB of evidence: speed next to SHA-256 of the same file, and peak memory above the baseline.

The files lie in a disk in memory where there is room for three of them, since the speed asked for is that of the
program; otherwise on the disk of temporary files, and then the disk decides. Every measurement runs in a process of
its own, so that its peak memory is its own.
"""

import contextlib
import hashlib
import io
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (4 * 1024**3, 1024**3, 256 * 1024**2)
"""Bytes of the evidence: the first for which there is room three times over is taken."""
ALLOWED_MIB = 64


def run() -> dict[str, str]:
    """Measure in the first place with room; remove everything afterwards."""
    place, size = _place()
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        evidence = folder / "evidence"
        _fill(evidence, size)
        base = in_a_process("baseline", folder)
        digest = in_a_process("hash", folder)
        sealed = in_a_process("seal", folder)
        opened = in_a_process("verify", folder)
        small = in_a_process("nothing", folder)
        copied = in_a_process("copy", folder)
    said = {
        "file": f"{size / 2**30:.2f} GiB in {place}",
        "SHA-256 of it": _speed(size, digest[0]),
        "a plain copy of it": f"{_speed(size, copied[0])}, {digest[0] / copied[0]:.2f} of SHA-256: the disk's limit",
    }
    for what, (seconds, peak) in (("sealing", sealed), ("verifying", opened)):
        above = (peak - max(base[1], small[1])) / 1024
        said[what] = f"{_speed(size, seconds)}, {digest[0] / seconds:.2f} of SHA-256 (at least 0.5), "
        said[what] += f"{copied[0] / seconds:.2f} of the copy"
        said[f"{what}: peak memory above the baseline"] = f"{above:.1f} MiB (at most {ALLOWED_MIB})"
    return said


def _speed(size: int, seconds: float) -> str:
    return f"{size / seconds / 2**20:.0f} MiB/s ({seconds:.1f} s)"


def _place() -> tuple[Path, int]:
    for size in SIZES:
        for place in (Path("/dev/shm"), Path(tempfile.gettempdir())):
            with contextlib.suppress(OSError):
                if shutil.disk_usage(place).free > 4 * size:
                    return place, size
    return Path(tempfile.gettempdir()), SIZES[-1]


def _fill(path: Path, size: int) -> None:
    """Bytes that no disk and no cipher can make shorter, and that start as a picture does."""
    import secrets

    block = secrets.token_bytes(1024**2)
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff")
        for _ in range(size // len(block)):
            file.write(block)
        file.truncate(size)


def in_a_process(what: str, folder: Path) -> tuple[float, int]:
    """Seconds, and peak memory in KiB."""
    code = f"from benchmarks.seal import measure; measure({what!r}, {str(folder)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), int(peak)


def measure(what: str, name: str) -> None:
    """Do one thing in this process; print seconds and peak memory (KiB)."""
    from sync.contents import Contents, Evidence, Signers
    from tests.sync.world import World, packed

    folder, world = Path(name), World()
    evidence = folder / "evidence"
    digest, size = (folder / "digest"), evidence.stat().st_size
    begun = time.perf_counter()
    if what == "hash":
        with evidence.open("rb") as file:
            digest.write_text(hashlib.file_digest(file, "sha256").hexdigest())
    elif what in ("seal", "nothing"):
        sha256, length = (
            (digest.read_text(), size) if what == "seal" else (hashlib.sha256(b"x").hexdigest(), 1)
        )
        piece = Evidence(
            sha256,
            length,
            "image/jpeg",
            (lambda: evidence.open("rb")) if length > 1 else (lambda: io.BytesIO(b"x")),
        )
        contents = Contents(records=[world.record(1, evidence=(sha256,))], evidence=[piece])
        out = folder / what
        out.mkdir()
        packed(contents, world.origin(), Signers(world.device, world.officer), [world.desk], out)
    elif what == "copy":
        shutil.copyfile(evidence, folder / "copy")
    elif what == "verify":
        (bundle,) = (folder / "seal").iterdir()
        world.open(bundle, folder / "in")
    print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
