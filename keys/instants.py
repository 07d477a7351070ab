"""Instants and dates as text: UTC with a Z, so that they sort as they happened."""

import re
from datetime import UTC, date, datetime

from keys.errors import KeysError

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3}|\.\d{6})?Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def to_text(at: datetime) -> str:
    """Write an aware instant as ``2026-11-21T08:30:00Z``, to the second. Raises KeysError for one without a
    zone."""
    if at.tzinfo is None:
        raise KeysError("instant_without_zone", code="E_SCHEMA")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """Read an instant: seconds, milliseconds or microseconds, always Z. Raises KeysError E_SCHEMA."""
    if isinstance(text, str) and _INSTANT.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise KeysError("bad_instant", code="E_SCHEMA", text=str(text)[:40])


def date_from_text(text: str) -> date:
    """Read a calendar date ``YYYY-MM-DD``. Raises KeysError E_SCHEMA."""
    if isinstance(text, str) and _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise KeysError("bad_date", code="E_SCHEMA", text=str(text)[:40])
