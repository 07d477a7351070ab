"""What waits at a desk is found by its database, and is what one gets from reading every record and every decision."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import col, select

from fieldsuite.office import Office
from fieldsuite.province import log_heads
from fieldsuite.province.adjudicate import cases, desk
from fieldsuite.province.automatic import needs_clerk
from fieldsuite.province.figures import figures
from fieldsuite.tables import Decision, Journal
from tests.fieldsuite.province.desks import move
from tests.grounds import Place

SAID = (
    (),
    ("held",),
    ("held", "accepted"),
    ("accepted", "held"),
    ("returned",),
    ("held", "held"),
    ("accepted",),
)
"""What was decided of the records one after the other."""
WHO = ("p-fine", "p-soon", "p-month", "p-cut", "p-new", "p-verify", "p-two", "p-rare")


@pytest.fixture(params=["files", "server"])
def office(place: Place, request: pytest.FixtureRequest) -> Iterator[Office]:
    """A desk with a record for each way of deciding, of kinds that need a clerk and kinds that need none."""
    if request.param == "server":
        move(place, request.getfixturevalue("postgres"))
    with place.officer() as village:
        for who in WHO:
            place.visit(village, who)
        place.check(village, "p-fine")
        path = place.pack(village).path
    with place.clerk() as desk_:
        place.arrive(desk_, path)
        with desk_.store.session() as session:
            rows = session.exec(
                select(Journal).where(Journal.kind == "visit").order_by(col(Journal.position))
            ).all()
            for row, statuses in zip(rows, SAID, strict=False):
                for status in statuses:
                    left = None if status == "held" else "letter"
                    session.add(Decision(record_id=row.id, status=status, decided_by="k", sent_in=left,
                                         decided_at="2026-11-21T01:15:00Z"))  # fmt: skip
                    session.flush()
            rows[-1].status = "conflict"
            session.add(Decision(record_id=rows[1].id, status="accepted", decided_by="rule",
                                 decided_at="2026-11-21T01:16:00Z"))  # fmt: skip
            rows[0].site = "elsewhere"
        yield desk_


def read(office: Office) -> tuple[list[Journal], dict[str, Decision]]:
    """Every record that somebody must look at, and the last decision about each."""
    with office.store.session() as session:
        rows = session.exec(select(Journal).where(Journal.kind != "review").order_by(col(Journal.position)))
        last = {row.record_id: row for row in session.exec(select(Decision).order_by(col(Decision.position)))}
        return [row for row in rows if needs_clerk(row)], last


def test_the_numbers_and_the_cases_are_those_of_reading_everything(office: Office) -> None:
    rows, last = read(office)
    open_ = [row for row in rows if row.id not in last or last[row.id].status == "held"]
    assert [row.record_id for row in cases(office)] == [row.id for row in open_] and len(open_) == 5
    assert [row.record_id for row in cases(office, bundle=rows[0].bundle)] == [row.id for row in open_]
    some = {row.id for row in rows[2:6]}
    assert [row.record_id for row in cases(office, records=some)] == [
        row.id for row in open_ if row.id in some
    ]
    view, clerks = desk(office), [row for row in last.values() if row.decided_by != "rule"]
    statuses = Counter(row.status for row in clerks)
    assert (view.accepted, view.held, view.returned) == (
        statuses["accepted"],
        statuses["held"],
        statuses["returned"],
    )
    assert view.waiting == sum(row.id not in last for row in open_) == 3
    assert view.not_sent == sum(row.sent_in is None for row in last.values())
    waiting = {one.name: one.waiting for one in figures(office) if one.by == "site" and one.waiting}
    assert waiting == Counter(row.site for row in open_) and len(waiting) == 2


def test_the_breaks_of_some_bundles_are_those_among_all(office: Office) -> None:
    with office.store.session() as session:
        every = log_heads.every_break(session)
        named = {row.bundle for row in session.exec(select(Journal)) if row.bundle}
        assert log_heads.every_break(session, named) == every and log_heads.every_break(session, set()) == {}
