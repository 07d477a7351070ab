"""Offices to test in."""

from tests.grounds import grounds_root, live, place, real
from tests.postgres import postgres, postgres_server

__all__ = ["grounds_root", "live", "place", "postgres", "postgres_server", "real"]
