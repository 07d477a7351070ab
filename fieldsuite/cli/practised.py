"""What commands without an opened office still must know of it: today, and whether it is a practice
office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from fieldsuite.cli.opened import home
from fieldsuite.config import Home, OfficeConfig, read_config


def in_practice() -> bool:
    """True when ``--home`` is a practice office; False without an office."""
    config = _config()
    return config is not None and config.practice


def today() -> date:
    """Local date of the office; without an office, of Chinese time, in which the notices count."""
    from fieldsuite.clock import utc_now

    config = _config()
    return _local(utc_now(), config.timezone if config else "Asia/Shanghai")


def _config() -> OfficeConfig | None:
    return read_config(home()) if Home(home()).exists else None


def _local(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()
