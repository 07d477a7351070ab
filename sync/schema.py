"""Checks of fields that come from outside: each gives the typed value or refuses with E_SCHEMA and the
field's name."""

import re
from collections.abc import Collection
from typing import Any

from keys.errors import KeysError
from keys.instants import date_from_text, from_text
from sync.errors import BundleRefused

ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
"""Ids of offices and people, versions of policies: nothing a file system or a terminal could take for
more."""
KIND = re.compile(r"[a-z][a-z0-9_-]{0,63}", re.ASCII)
"""Kinds of records."""
HEX32 = re.compile(r"[0-9a-f]{32}", re.ASCII)
"""Random ids of bundles and records (a UUID without dashes)."""
HEX64 = re.compile(r"[0-9a-f]{64}", re.ASCII)
"""SHA-256 values and kids."""
VERSION = re.compile(r"[A-Za-z0-9._+:/-]{0,64}", re.ASCII)
"""Versions of programs and policies, ids of boots; may be empty."""
BIG = 2**53 - 1
"""Largest whole number of the canonical spelling."""


def require(holds: bool, field: str) -> None:
    """Refuse with E_SCHEMA unless the condition holds."""
    if not holds:
        raise BundleRefused("E_SCHEMA", field)


def exactly(value: object, names: Collection[str], field: str) -> dict[str, Any]:
    """Give an object that has these fields and no others."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise BundleRefused("E_SCHEMA", field)
    return value


def text(value: object, pattern: re.Pattern[str], field: str) -> str:
    """Give text that fits a pattern as a whole."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise BundleRefused("E_SCHEMA", field)
    return value


def whole(value: object, least: int, most: int, field: str) -> int:
    """Give a whole number in a range; true and false are none."""
    if type(value) is not int or not least <= value <= most:
        raise BundleRefused("E_SCHEMA", field)
    return value


def flag(value: object, field: str) -> bool:
    """Give true or false."""
    if not isinstance(value, bool):
        raise BundleRefused("E_SCHEMA", field)
    return value


def items(value: object, field: str) -> list[Any]:
    """Give a list."""
    if not isinstance(value, list):
        raise BundleRefused("E_SCHEMA", field)
    return value


def digests(value: object, most: int, field: str) -> tuple[str, ...]:
    """Give SHA-256 values, each once. More than ``most`` is E_LIMIT."""
    found = items(value, field)
    if len(found) > most:
        raise BundleRefused("E_LIMIT", field)
    require(len({text(one, HEX64, field) for one in found}) == len(found), field)
    return tuple(found)


def instant(value: object, field: str) -> str:
    """Give a UTC instant with Z."""
    try:
        from_text(value)  # type: ignore[arg-type]
    except KeysError:
        raise BundleRefused("E_SCHEMA", field) from None
    return str(value)


def date(value: object, field: str) -> str:
    """Give a calendar date."""
    try:
        date_from_text(value)  # type: ignore[arg-type]
    except KeysError:
        raise BundleRefused("E_SCHEMA", field) from None
    return str(value)
