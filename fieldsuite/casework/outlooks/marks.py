"""Triggers that mark the row of whomever a change concerns: written by the session, in bulk or by hand, none slips by.

They are looked at before rows are read. Where one is missing or another one (a step of a newer program made a table
anew), all of them are made, and every row is marked: rows count only while the triggers stand.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

NEVER = "0001-01-01"
"""A row until this day holds on no day."""
EMPTY = ("person_id, urgency, deadline, verify_reason, village, name, rules, since, until",
         f"0, '9999-12-31', '', '', '', '', '{NEVER}', '{NEVER}'")  # fmt: skip
OF_PERSON = ("benefit", "knowncertification", "knownevent", "assignment")
"""Tables whose every row says something of one person."""
OF_RECORD = "id, kind, person_id, occurred_on, recorded_at, payload, about, status"
"""What a record says. Into which bundle it went says nothing."""


def stand(connection: Connection) -> bool:
    """True when every trigger stands as it should."""
    held = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'outlook\\_%' ESCAPE '\\'"
    )
    return dict(held.tuples().all()) == dict(_triggers())


def make(connection: Connection) -> None:
    """Make every trigger anew, and mark everybody."""
    run = connection.exec_driver_sql
    held = run(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'outlook\\_%' ESCAPE '\\'"
    )
    for name in held.scalars().all():
        run(f"DROP TRIGGER {name}")
    for _, statement in _triggers():
        run(statement)
    run("DELETE FROM outlook")
    run(f"INSERT INTO outlook ({EMPTY[0]}) SELECT id, {EMPTY[1]} FROM person")


def _triggers() -> Iterator[tuple[str, str]]:
    yield _trigger(
        "person", "INSERT", f"INSERT OR REPLACE INTO outlook ({EMPTY[0]}) VALUES (NEW.id, {EMPTY[1]});"
    )
    yield _trigger("person", "UPDATE", _mark("NEW.id"), "OF birth, village, name ")
    yield _trigger("person", "DELETE", "DELETE FROM outlook WHERE person_id = OLD.id;")
    for table in OF_PERSON:
        yield from _each(table, "{0}.person_id")
    # A list names everybody who is to be verified: with a new one others are, and no longer those of the one before.
    yield from _each("tasklist", "SELECT person_id FROM assignment WHERE kind = 'verify'")
    # A review may come from another office, about the record of somebody else than it says.
    yield from _each(
        "journal", "{0}.person_id, (SELECT person_id FROM journal WHERE id = {0}.about)", OF_RECORD
    )
    yield from _each("outcome", "SELECT person_id FROM journal WHERE id = {0}.record_id")


def _each(table: str, people: str, columns: str = "") -> Iterator[tuple[str, str]]:
    before, after = people.format("OLD"), people.format("NEW")
    yield _trigger(table, "INSERT", _mark(after))
    changed = _mark(before) + ("" if before == after else f" {_mark(after)}")
    yield _trigger(table, "UPDATE", changed, f"OF {columns} " if columns else "")
    yield _trigger(table, "DELETE", _mark(before))


def _trigger(table: str, event: str, does: str, columns: str = "") -> tuple[str, str]:
    name = f"outlook_{table}_{event.lower()}"
    return name, f"CREATE TRIGGER {name} AFTER {event} {columns}ON {table} BEGIN {does} END"


def _mark(people: str) -> str:
    return f"UPDATE outlook SET until = '{NEVER}' WHERE person_id IN ({people}) AND until <> '{NEVER}';"
