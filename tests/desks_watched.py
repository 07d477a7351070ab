"""Every statement that a provincial desk sends in any test is one that Citus takes (docs/storage.md, Citus)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from fieldsuite.databases import postgres, sealed_file
from tests.spread import refused, short

SEEN: dict[str, list[str]] = {}
"""Statement -> what Citus refuses of it; each is looked at once a process."""
BEFORE = (
    "INSERT INTO journal SELECT * FROM journal_before",
    "INSERT INTO journal_key SELECT id, occurred_on FROM journal",
)
"""What lays the journal out in parts: that is done before anything is spread."""
DIALECTS = {"postgresql": "postgres", "sqlite": "sqlite"}
"""How the statement's language is called by SQLAlchemy, and by sqlglot."""


def look(_connection: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool) -> None:
    """Listen to ``before_cursor_execute``: refuse what Citus would."""
    said = short(statement)
    if said not in SEEN:
        SEEN[said] = [] if said in BEFORE else refused(said, DIALECTS[context.dialect.name])
    assert not SEEN[said], f"Citus refuses {SEEN[said]}: {said}"


@contextmanager
def watched(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let desks that are opened from now on, on a server or in their files, send only what Citus takes."""
    in_file, on_server = sealed_file._engine, postgres._engine

    def sealed(path: Path, *rest: Any) -> Any:
        made = in_file(path, *rest)
        if (path.parent.name, path.name) == ("province", "office.db"):
            event.listen(made, "before_cursor_execute", look)
        return made

    def served(address: str, schema: str) -> Any:
        made = on_server(address, schema)
        if schema == "office":
            event.listen(made, "before_cursor_execute", look)
        return made

    patch.setattr(sealed_file, "_engine", sealed)
    patch.setattr(postgres, "_engine", served)
    yield
    # A worker takes whatever a bundle does to it for the bundle's fault, and would hide what was said above.
    assert not [(statement, wrong) for statement, wrong in SEEN.items() if wrong]
