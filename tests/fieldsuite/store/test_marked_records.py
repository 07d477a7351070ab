"""Whether a piece of evidence stands for somebody else is asked of an index of the few records that carry a code."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from fieldsuite.province.note_evidence import SHARED, _Beside
from fieldsuite.store import Store, in_files, prepared_on_server
from fieldsuite.tables import Evidence, Journal

PIECE = "5" * 64


@pytest.fixture(params=["files", "server"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "server":
        made = prepared_on_server(request.getfixturevalue("postgres"))
    else:
        made = in_files(tmp_path / "a.db", tmp_path / "b.db", database_key=b"a" * 32, template_key=b"b" * 32)
        made.create()
    with closing(made):
        yield made


def row(number: str, who: str, status: str = "stored", code: str = "") -> Journal:
    return Journal(id=number, kind="visit", person_id=who, occurred_on=date(2026, 11, 21), recorded_at="", officer="o",
                   officer_name="", line=b"", digest="", chain="", payload={}, evidence=[PIECE], status=status,
                   code=code)  # fmt: skip


def shared(store: Store, *rows: Journal) -> bool:
    with store.session() as session:
        session.add_all(rows)
        session.flush()
        piece = Evidence(sha256=PIECE, size=1, type="image/jpeg", recorded_at="", person_id="p")
        found = _Beside(session, {"p"}).shared(piece)
        session.rollback()
    return found


CASES = (
    (False, [row("1", "p")]),
    (True, [row("1", "p", code=SHARED)]),
    (False, [row("1", "p", code="E_CLOCK")]),
    (True, [row("1", "p", code="E_CLOCK"), row("2", "q", code=SHARED)]),
    (True, [row("1", "p", code="E_CLOCK"), row("2", "q", code="E_CLOCK")]),
    (True, [row("1", "p", "undone"), row("2", "q", "conflict")]),
    (True, [row("1", "p", "rejected", "E_RULE"), row("2", "q", "undone")]),
    (False, [row("1", "p", "undone")]),
)
"""Does somebody else rest on the piece, and the records there are."""


def test_who_else_rests_on_a_piece_is_found_and_only_the_index_of_those_records_is_read(store: Store) -> None:
    for expected, rows in CASES:
        assert shared(store, *(Journal(**one.model_dump()) for one in rows)) is expected, rows
    marked = "(code <> '' OR status IN ('conflict', 'rejected', 'undone'))"
    with store.session() as session:
        assert plan(session, "SELECT id FROM journal WHERE person_id <> 'p' AND evidence IS NOT NULL") == ""
        told = plan(session, f"SELECT id FROM journal WHERE {marked} AND journal.person_id <> 'p'")
    assert "ix_journal_marked" in told or "journal_other_person_id_idx" in told, told


def plan(session: Session, query: str) -> str:
    """Names of indexes in the plan; on a server as if reading a table cost more than it does for ten rows."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL enable_seqscan = off"))
        told = "\n".join(session.execute(text(f"EXPLAIN {query}")).scalars())
    else:
        told = "\n".join(one[3] for one in session.execute(text(f"EXPLAIN QUERY PLAN {query}")))
    return "\n".join(line for line in told.splitlines() if "INDEX" in line.upper())
