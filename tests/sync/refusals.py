"""Says that a file is refused with a code, and that nothing of it is left."""

from pathlib import Path
from typing import Any

import pytest

from fieldsuite.words import hint, say
from sync.errors import SyncError
from tests.sync.world import World


def refused(world: World, path: Path, code: str | tuple[str, ...], into: Path, **more: Any) -> None:
    with pytest.raises(SyncError) as caught:
        world.open(path, into, **more)
    error = caught.value
    assert error.code in ((code,) if isinstance(code, str) else code), f"{error.code} {error.values}"
    assert not into.exists() or not list(into.rglob("*")), "something of a refused file was left"
    for lang in ("zh", "en"):
        assert say(f"sync.{error.key}", lang) != f"sync.{error.key}", f"no sentence for {error.key}"
        assert hint(f"sync.{error.key}", lang)
