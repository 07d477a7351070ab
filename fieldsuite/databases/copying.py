"""Rows as PostgreSQL's COPY takes them: text, a tab between columns, ``\\N`` for nothing."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, Table

PIECE = 256 * 1024
"""Characters of text that are made at a time."""

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
"""Characters that COPY would read as its own (PostgreSQL manual, COPY, Text Format)."""
_NEEDS = re.compile(r"[\\\t\n\r]")


def as_text(table: Table, names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give the rows as text for ``COPY table (names) FROM STDIN``, a piece at a time.

    Columns hold text, numbers, true and false, bytes, dates or JSON. Raises ValueError for text with a NUL, which
    PostgreSQL does not store, and for a value of another kind.
    """
    documents = [isinstance(table.c[name].type, JSON) for name in names]
    piece: list[str] = []
    length = 0
    for row in rows:
        line = "\t".join(
            _json(row[name]) if is_json else _plain(row[name])
            for name, is_json in zip(names, documents, strict=True)
        )
        piece.append(line)
        length += len(line)
        if length > PIECE:
            yield "\n".join(piece) + "\n"
            piece, length = [], 0
    if piece:
        yield "\n".join(piece) + "\n"


def _json(value: object) -> str:
    return _text(json.dumps(value))


def _plain(value: object) -> str:
    kind = type(value)
    if kind is str:
        return _text(value)  # type: ignore[arg-type]
    if value is None:
        return "\\N"
    if kind is bool:
        return "t" if value else "f"
    if kind is int:
        return str(value)
    if kind is bytes:
        return f"\\\\x{value.hex()}"  # type: ignore[attr-defined]
    if isinstance(value, date):
        return value.isoformat()
    raise ValueError(f"COPY of {kind.__name__}")


def _text(value: str) -> str:
    if "\0" in value:
        raise ValueError("NUL in text")
    return value.translate(_ESCAPED) if _NEEDS.search(value) else value
