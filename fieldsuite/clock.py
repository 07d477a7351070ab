"""Instants and local dates: an instant is UTC, a date of certification is local to the office."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """Give the present instant, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(instant: datetime) -> str:
    """Write an instant as text: 2026-11-21T01:14:00Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    """Read what ``stamp`` wrote, or an instant of a record from elsewhere, to the microsecond. Raises ValueError."""
    if not text.endswith("Z"):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def local_date(at: datetime, timezone: str) -> date:
    """Date of an instant where the office is."""
    return at.astimezone(ZoneInfo(timezone)).date()


def day_span(day: date, timezone: str) -> tuple[str, str]:
    """Give the instants, as text, at which a day begins and ends where the office is."""
    zone = ZoneInfo(timezone)
    return (
        stamp(datetime.combine(day, time(), zone)),
        stamp(datetime.combine(day + timedelta(days=1), time(), zone)),
    )


def local_time(at: datetime, timezone: str) -> str:
    """Time of day of an instant where the office is, HH:MM."""
    return at.astimezone(ZoneInfo(timezone)).strftime("%H:%M")


def age(birth: date, today: date) -> int:
    """Full years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
