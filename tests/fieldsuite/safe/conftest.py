"""Offices to test in, and the command line to say things to."""

from tests.fieldsuite.cli.conftest import line
from tests.grounds import grounds_root, live, place, real

__all__ = ["grounds_root", "line", "live", "place", "real"]
