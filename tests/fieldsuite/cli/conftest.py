"""Offices to test in, and the command line to say things to."""

import pytest

from tests.fieldsuite.cli.line import Line
from tests.grounds import grounds_root, live, place, real

__all__ = ["grounds_root", "line", "live", "place", "real"]


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Line:
    """The command line in this process; the passphrase is not in the environment."""
    monkeypatch.delenv("FIELDSUITE_PASSPHRASE", raising=False)
    return Line(capfd)
