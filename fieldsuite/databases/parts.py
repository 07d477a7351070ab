"""Asks for many ids a part at a time: drivers and servers take so many values in one query, and no more."""

from collections.abc import Collection, Iterator

TOGETHER = 500
"""Ids asked for in one query: SQLite takes 32,766 values at most, PostgreSQL plans a short list better."""


def parts(ids: Collection[str]) -> Iterator[list[str]]:
    """Give ids, in their order, in parts of as many as one query asks for."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), TOGETHER):
        yield ordered[start : start + TOGETHER]
