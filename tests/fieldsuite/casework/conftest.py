"""Offices to test in."""

from tests.grounds import grounds_root, place, real

__all__ = ["grounds_root", "place", "real"]
