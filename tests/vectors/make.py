"""Writes the vectors: ``python -m tests.vectors.make``. The same bytes every time; a test holds the files to it."""

import json
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from keys.instants import to_text
from keys.trust import Trust, make_trust, open_trust
from tests.sync.world import NOW, PROVINCE, World, recipient, trusted
from tests.vectors.cases import CASES, HYBRID

FOLDER = Path(__file__).parent
BUNDLES = FOLDER / "bundles"


def statements(world: World) -> dict[str, Trust]:
    """The trust statements a reader may hold."""
    hybrid = trusted(HYBRID, "province-recipient", PROVINCE, recipient_public=HYBRID.public.text)
    keys = (*world.entries(), hybrid)
    revoked: dict[str, Any] = {
        "status": "revoked",
        "revoked_at": "2026-11-01T00:00:00Z",
        "revoked_reason": "stolen",
    }
    gone = tuple(replace(key, **revoked) if key.role == "device" else key for key in keys)
    plain = world.trust(keys=keys)
    least = make_trust(replace(plain.statement, version=2, least_suite=2), [world.root])
    return {
        "trust": plain,
        "expired": world.trust(keys=keys, expires=NOW - timedelta(days=1)),
        "revoked": world.trust(keys=gone),
        "least2": open_trust(least, plain),
    }


def index(world: World) -> dict[str, object]:
    """What a reader must know beside the files."""
    secret = {"desk": world.desk, "laptop": world.laptop, "stranger": recipient("somebody"), "hybrid": HYBRID}
    return {
        "now": to_text(NOW),
        "practice": False,
        "anchor": world.trust().fingerprint,
        "keys": {name: {"suite": key.suite, "private": key.private.hex()} for name, key in secret.items()},
        "vectors": [
            {"file": f"{case.name}.fosb", "expected": case.code, "about": case.about, "door": case.door,
             "key": case.key, "trust": f"{case.trust}.fostrust"}
            for case in CASES
        ],
    }  # fmt: skip


def make(folder: Path) -> dict[str, bytes]:
    """Make every file; give name -> bytes."""
    world, found = World(), {}
    for case in CASES:
        found[f"bundles/{case.name}.fosb"] = case.make(world, folder / "one").read_bytes()
    for name, trust in statements(world).items():
        found[f"{name}.fostrust"] = trust.data
    text = json.dumps(index(world), ensure_ascii=False, indent=1)
    found["vectors.json"] = (text + "\n").encode()
    return found


if __name__ == "__main__":
    BUNDLES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for file, data in make(Path(name)).items():
            (FOLDER / file).write_bytes(data)
