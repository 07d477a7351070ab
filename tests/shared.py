"""Finds the test data that lies beside the project, or skips the test with the reason."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(*parts: str) -> Path:
    """Path under ``../shared/testdata``; skips the test where it is not there."""
    path = SHARED.joinpath("testdata", *parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(('../shared/testdata', *parts))}, which is not beside this project")
    return path
