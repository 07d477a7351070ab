"""Bundles in the wrong order come to the same end; a device with two histories is held, and a clerk must look."""

import shutil
from collections import Counter
from pathlib import Path

from sqlmodel import select

from fieldsuite.casework import review
from fieldsuite.errors import exit_status
from fieldsuite.office import Office
from fieldsuite.province.cases import cases
from fieldsuite.tables import Decision, Evidence, Journal, Person, ReceivedBundle
from fieldsuite.words import has
from tests.grounds import Place


def counted(office: Office) -> Counter[str]:
    """Rows of the desk by table: what must not change when nothing was taken."""
    with office.store.session() as session:
        return Counter({table.__name__: len(session.exec(select(table)).all())
                        for table in (Journal, Evidence, Decision, Person)})  # fmt: skip


def bundle(place: Place, *who: str) -> Path:
    """A bundle of visits, sealed in the village."""
    with place.officer() as office:
        for person in who:
            place.visit(office, person)
        return Path(place.pack(office).path)


def test_c45_bundles_in_the_wrong_order_end_as_they_would_have_in_the_right_one(place: Place) -> None:
    with place.officer() as office:
        saved = place.visit(office, "p-cut")
        first = place.pack(office)
    with place.reviewer() as office:
        review.decide(office, saved.record_id, False, "照片上看不清脸")
        place.visit(office, "p-fine")
        second = place.pack(office)
    with place.clerk() as desk:
        (late,) = place.arrive(desk, second.path)
        assert (late.result, late.code) == ("imported", "E_GAP")
        assert late.counts == {"deferred": 1, "stored": 1}
        (early,) = place.arrive(desk, first.path)
        assert (early.result, early.code, early.counts) == ("imported", "", {"stored": 1})
        with desk.store.session() as session:
            decided = {row.record_id: (row.status, row.code) for row in session.exec(select(Decision))}
            states = {row.kind: row.status for row in session.exec(select(Journal))}
        assert decided[saved.record_id] == ("returned", "LOCAL_REVIEW") and states["review"] == "stored"
        assert [case.name for case in cases(desk)] == ["单国强"]


def fork(place: Place) -> tuple[Path, Path]:
    """The village's folder is copied, and both copies go on working: two bundles of one number."""
    twin = Place(place.root.parent / "twin", place.site, place.clock)
    shutil.copytree(place.root, twin.root)
    return bundle(place, "p-fine"), bundle(twin, "p-cut")


def test_c44_c49_a_second_history_of_one_device_is_held_and_kept(place: Place) -> None:
    mine, other = fork(place)
    with place.clerk() as desk:
        assert place.arrive(desk, mine)[0].result == "imported"
        before = counted(desk)
        (one,) = place.arrive(desk, other)
        assert (one.result, one.code, exit_status(one.code)) == ("held", "E_FORK", 4)
        assert has(one.message) and one.counts == {"held": 1} and counted(desk) == before
        assert [path.read_bytes() for path in desk.home.inbox.glob("*.refused")] == [other.read_bytes()]
        assert ["fork" in case.flags for case in cases(desk)] == [True]


def test_c44_a_device_that_has_forked_is_suspended(place: Place) -> None:
    mine, other = fork(place)
    later = bundle(place, "p-soon")
    with place.clerk() as desk:
        results = [place.arrive(desk, path)[0].result for path in (mine, other, later, mine)]
        assert results == ["imported", "held", "held", "same"]
        with desk.store.session() as session:
            held = session.exec(select(ReceivedBundle).where(ReceivedBundle.result == "held")).all()
        assert [row.code for row in held] == ["E_FORK", "E_FORK"]
