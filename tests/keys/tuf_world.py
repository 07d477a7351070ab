"""A province that publishes, and a laptop that takes, each in a folder of its own."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from keys.channel import Offered, update
from keys.ed25519 import SigningKey
from keys.errors import KeysError
from keys.repository import DeskKeys, Published, publish
from keys.trusted import fingerprint_of_roots
from tests.sync.world import signing

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
ROOTS = [signing(f"root {number}") for number in range(5)]
DESK = DeskKeys(ROOTS[:3], [signing("targets")], signing("snapshot"), signing("timestamp"))


@dataclass
class Channel:
    folder: Path
    roots: Sequence[SigningKey] = field(default_factory=lambda: ROOTS)
    threshold: int = 3
    keys: DeskKeys = DESK
    now: datetime = NOW

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    @property
    def state(self) -> Path:
        return self.folder / "laptop"

    @property
    def anchor(self) -> str:
        return fingerprint_of_roots(self.texts, self.threshold)

    @property
    def texts(self) -> list[str]:
        return [key.public.text for key in self.roots]

    def publish(self, files: Mapping[str, bytes] | None = None, **keys: object) -> Published:
        """Publish these files, with other keys for some roles if they are named."""
        used = replace(self.keys, **keys)  # type: ignore[arg-type]
        return publish(
            self.stick, used, self.texts, self.threshold, files or {"trust.fostrust": b"v1"}, self.now
        )

    def update(self, stick: Path | None = None, anchor: str | None = None) -> Offered:
        return update(self.state, stick or self.stick, anchor or self.anchor, self.now)

    def keep(self, name: str) -> Path:
        """Keep the stick as it is now, to be shown again later."""
        return Path(shutil.copytree(self.stick, self.folder / name))

    def go(self, **more: float) -> None:
        self.now += timedelta(**more)

    def held(self) -> dict[str, bytes]:
        """What the laptop holds of the metadata."""
        return {path.name: path.read_bytes() for path in sorted(self.state.glob("*.json"))}


def refused(code: str, act: Callable[[], object], key: str = "") -> KeysError:
    """What is raised by an act that must be refused with this code, and this sentence where one is named."""
    with pytest.raises(KeysError) as caught:
        act()
    assert caught.value.code == code, caught.value
    assert key in ("", caught.value.key), caught.value
    return caught.value
