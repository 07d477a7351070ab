"""Offices to test in."""

from tests.counter import abroad
from tests.grounds import grounds_root, live, place, real

__all__ = ["abroad", "grounds_root", "live", "place", "real"]
