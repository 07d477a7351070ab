"""Evidence of any size is sealed and opened in little memory; 4 GiB of it: ``python3 start.py bench seal``."""

import hashlib
from pathlib import Path

from benchmarks.seal import ALLOWED_MIB, in_a_process

SIZE = 160 * 1024**2
"""Far more than the memory that is allowed."""


def test_160_mib_of_evidence_take_no_more_memory_than_nothing_and_64_mib(tmp_path: Path) -> None:
    block, digest = bytes(1024**2), hashlib.sha256()
    with (tmp_path / "evidence").open("wb") as file:
        for _ in range(SIZE // len(block)):
            file.write(block)
            digest.update(block)
    (tmp_path / "digest").write_text(digest.hexdigest())
    _, little = in_a_process("nothing", tmp_path)
    peaks = {step: in_a_process(step, tmp_path)[1] for step in ("seal", "verify")}
    assert {step: (peak - little) / 1024 < ALLOWED_MIB for step, peak in peaks.items()} == {
        "seal": True,
        "verify": True,
    }
