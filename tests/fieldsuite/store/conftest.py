"""Offices to test in."""

from tests.grounds import grounds_root, live, place, real

__all__ = ["grounds_root", "live", "place", "real"]
