"""One value, one spelling: the JCS profile (RFC 8785) in which everything that is signed is written.

The profile is narrower than JCS so that the standard library writes it exactly: keys ``[a-z0-9_]{1,64}``,
whole numbers with |n| <= 2**53 - 1 (RFC 7493, section 2.2), text in NFC without control or bidirectional
characters, 8 KiB a string, 8 levels deep (design page bundle-format, 2.7). What is read is written again
and compared, so that doubled keys, other spellings of a number, blanks, escapes and other orders are all
refused by the same line.
"""

import json
import re
import unicodedata
from functools import lru_cache
from typing import NoReturn

from keys.errors import NotCanonical

MAX_DEPTH = 8
"""Objects and lists inside one another."""
MAX_STRING = 8 * 1024
"""UTF-8 bytes of one string."""
MAX_INTEGER = 2**53 - 1
"""Largest whole number every JSON reader holds exactly (RFC 7493, section 2.2)."""
KEY = re.compile(r"[a-z0-9_]{1,64}", re.ASCII)
"""Keys of objects: ASCII only, so that sorting by code unit (RFC 8785, 3.2.3) is sorting by character."""
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""C0 and C1 controls, line separators, bidirectional controls (Unicode UAX 9), byte order mark,
surrogates."""


def encode(value: object) -> bytes:
    """Write a value canonically. Raises NotCanonical when the profile has no spelling for it."""
    _check(value, 1)
    return _spell(value)


def decode(data: bytes) -> object:
    """Read a canonical value. Raises NotCanonical for any bytes that ``encode`` would not have written."""
    try:
        value = _READER.decode(bytes(data).decode("utf-8"))
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise NotCanonical(problem=type(error).__name__) from None
    _check(value, 1)
    if _spell(value) != data:
        raise NotCanonical(problem="spelling")
    return value


def decode_object(data: bytes) -> dict[str, object]:
    """Read a canonical object. Raises NotCanonical, also for a list or a bare value."""
    value = decode(data)
    if not isinstance(value, dict):
        raise NotCanonical(problem="object")
    return value


def _spell(value: object) -> bytes:
    return _WRITER.encode(value).encode("utf-8")


def _no(text: str) -> NoReturn:
    raise ValueError(text)


_READER = json.JSONDecoder(parse_float=_no, parse_constant=_no)
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _check(value: object, depth: int) -> None:
    kind = type(value)
    if kind is str:
        _check_text(value)  # type: ignore[arg-type]
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:  # type: ignore[operator]
            raise NotCanonical(problem="integer")
    elif kind is dict:
        _check_depth(depth)
        for key, item in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or not _is_key(key):
                raise NotCanonical(problem="key")
            # Most of what a record holds is short text; a call for each was a third of reading it.
            if not (type(item) is str and item.isascii() and len(item) <= MAX_STRING and item.isprintable()):
                _check(item, depth + 1)
    elif kind is list or kind is tuple:
        _check_depth(depth)
        for item in value:  # type: ignore[attr-defined]
            _check(item, depth + 1)
    elif value is not None and kind is not bool:
        raise NotCanonical(problem=kind.__name__)


@lru_cache(1024)
def _is_key(key: str) -> bool:
    return KEY.fullmatch(key) is not None


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonical(problem="depth")


def _check_text(text: str) -> None:
    if text.isascii():
        if len(text) > MAX_STRING or FORBIDDEN.search(text):
            raise NotCanonical(problem="text")
    elif (
        FORBIDDEN.search(text)
        or len(text.encode("utf-8")) > MAX_STRING
        or not unicodedata.is_normalized("NFC", text)
    ):
        raise NotCanonical(problem="text")
