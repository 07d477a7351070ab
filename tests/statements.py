"""Statements are compiled once a process, not once an office: the tests open thousands of offices, a user one.

SQLAlchemy compiles a statement for each engine anew, and tells engines apart by their dialect. The dialects of two
encrypted files differ in nothing.
"""

from typing import Any

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from fieldsuite.databases import sealed_file

STATEMENTS = 5000


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let all encrypted files that are opened from now on share what was compiled."""
    shared: LRUCache[Any, Any] = LRUCache(STATEMENTS)
    made = sealed_file._engine

    def engine(*words: Any) -> Any:
        new = made(*words)
        new.update_execution_options(compiled_cache=shared)
        return new

    patch.setattr(sealed_file, "_engine", engine)
    patch.setattr(SQLiteDialect_pysqlite, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(SQLiteDialect_pysqlite, "__hash__", lambda one: hash(type(one)))
