"""Changes of a value, and of how it is spelled, drawn from a seed."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from tests.sync.world import SITE

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 65, 2**31, 2**53 - 1, 2**53, 2**63, 1.5, -0.0, float("nan"), float("inf"), "", " ",
    "1", "x" * 65, "x" * 8192, "x" * 8193, "汉" * 2731, [], {}, [[]], {"a": 1}, [None] * 70, "\u202ex", "\x00",
    "\ud800", "e\u0301", "é", "𠮷", "\ufeff", "../../x", "a" * 64,
    "A" * 64, "ab" * 16, "0" * 64, "2026-02-30", "2026-11-20",
    "1970-01-01T00:00:00Z", "2026-11-21T07:00:00.5Z", "2026-11-21T08:00:00Z", "2026-12-30T00:00:00Z", "=cmd|x",
    "'); DROP TABLE x", "person", SITE,
)  # fmt: skip
"""What may stand where something else should."""


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value: the object or list, and the key or index."""
    found: list[tuple[Any, Any]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found.append((value, key))
        found += places(item)
    return found


def twist(random: Random) -> Callable[[Any], Any]:
    """A change of one place of a value."""

    def change(value: Any) -> Any:
        value = copy.deepcopy(value)
        where, key = random.choice(places(value))
        how, old = random.randrange(9), where[key]
        if how == 0:
            del where[key]
        elif how == 1 and isinstance(where, dict):
            where[random.choice(["x", "critical", "X", "", "é", "a" * 65, "zz_1"])] = random.choice(ODD)
        elif how == 2 and isinstance(where, list):
            where.insert(random.randrange(len(where) + 1), random.choice([old, random.choice(ODD)]))
        elif how == 3 and type(old) is int:
            where[key] = old + random.choice([-1, 1, 2**40])
        elif how == 4 and isinstance(old, str) and old:
            at = random.randrange(len(old))
            where[key] = (
                old[:at]
                + random.choice([old[at].upper(), "g", "0", "f", "-", "é", "\u200f", "", " "])
                + old[at + 1 :]
            )
        elif how == 5 and isinstance(where, dict):
            other = random.choice(list(where))
            where[key], where[other] = where[other], old
        elif how == 6:
            where[key] = [old] if random.random() < 0.5 else {"a": old}
        elif how == 7:
            for _ in range(random.randrange(1, 12)):
                where[key] = [where[key]]
        else:
            where[key] = random.choice(ODD)
        return value

    return change


def respell(random: Random) -> Callable[[bytes], bytes]:
    """Another spelling of JSON bytes, or none."""

    def change(data: bytes) -> bytes:
        at = random.randrange(len(data) + 1)
        before, after = data[:at], data[at:]
        ways: list[Callable[[], bytes]] = [
            lambda: before + b" " + after,
            lambda: b"\xef\xbb\xbf" + data,
            lambda: data + b"\n",
            lambda: before,
            lambda: data[:-1] + b',"prev":0}',
            lambda: before + random.choice([b"\x00", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80"]) + after,
            lambda: data.replace(b'"e', b'"\\u0065', 1),
            lambda: data.replace(b":1", random.choice([b":1.0", b":1e0", b":-0", b":01", b":NaN"]), 1),
            lambda: data.replace("莲".encode(), b"\\u83b2"),
            lambda: before + after[1:],
            lambda: random.choice([b"[" * 50_000, b"", b"null", b"[]"]),
            lambda: before + bytes([random.randrange(256)]) + after[1:],
        ]
        return random.choice(ways)()

    return change
