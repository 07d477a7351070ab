"""Offices to test in, a desk that makes packs, and the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldsuite.province.models import Wish, build
from tests.doubles.model_packs import FACE_THRESHOLDS, face_weights
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place, grounds_root, live, place, real

__all__ = ["grounds_root", "line", "live", "place", "real"]

Builder = Callable[..., Path]
"""``pack_file(name, seed=0)`` writes a pack of a small face network, signed by the desk of ``place``."""


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Line:
    """The command line in this process; the passphrase is not in the environment."""
    monkeypatch.delenv("FIELDSUITE_PASSPHRASE", raising=False)
    return Line(capfd)


@pytest.fixture
def pack_file(place: Place) -> Builder:
    """Packs of a small face network, signed by the desk of the practice ground."""

    def made(name: str = "tiny", *, seed: int = 0, desk: Place = place, **thresholds: float) -> Path:
        out = desk.root / f"{name}-{seed}.fspack"
        wish = Wish(
            name, "onnx-face", "测试模型", "Apache-2.0", "made here", {**FACE_THRESHOLDS, **thresholds}, {}
        )
        with desk.clerk() as office:
            build(office, wish, face_weights(desk.root / f"weights-{seed}", seed=seed), out)
        return out

    return made
