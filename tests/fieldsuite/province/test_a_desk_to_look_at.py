"""A desk on a disk that takes no writes shows where everybody stands today, and leaves its files as they are."""

import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import update

from fieldsuite.casework.reports import summary
from fieldsuite.office import Office
from fieldsuite.province import daily, desk_day, due_rows, lists, proposals
from fieldsuite.standings.staleness import TABLE
from tests.grounds import Place


def seen(office: Office) -> tuple[object, ...]:
    """What its lists say today."""
    found = proposals.counts(office), lists.counts(office), summary.progress(office)
    return (
        due_rows.due(office),
        daily.page(office),
        daily.page(office, due=True),
        *found,
        list(desk_day.day(office)),
    )


def digests(home: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in home.glob("*.db*")}


def test_rows_that_do_not_hold_today_are_computed_in_the_copy_and_never_in_the_file(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.clerk() as office, office.store.session() as session:
        session.execute(update(TABLE).where(TABLE.c.person_id == "p-cut").values(status="OK", rules="others"))
    place.clock.go(days=40)
    before, may = digests(place.province), os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != place.province and may(path, mode))
    with place.clerk() as office:
        assert office.read_only
        shown = seen(office)
        assert seen(office) == shown
        scratch = office.scratch
    assert scratch is not None and not scratch.exists() and digests(place.province) == before
    monkeypatch.undo()
    with place.clerk() as office:
        assert not office.read_only and seen(office) == shown
    assert {row.person: row.status for row in shown[0]}["p-cut"] == "STOPPED"  # type: ignore[attr-defined]
