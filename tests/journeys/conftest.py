"""Offices to test in."""

from tests.counter import abroad
from tests.grounds import grounds_root, live, place, real
from tests.journeys.by_command import run, secret

__all__ = ["abroad", "grounds_root", "live", "place", "real", "run", "secret"]
