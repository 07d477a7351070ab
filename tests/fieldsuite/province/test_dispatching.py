"""What leaves the desk: sealed and numbered before it is copied, the same letters again, for one office only."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import people
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.province import dispatch
from fieldsuite.province.adjudicate import decide, desk
from fieldsuite.tables import Decision, SentLetter, TaskList
from sync.errors import SyncError
from tests.grounds import TODAY, Place


def test_each_list_has_the_next_number_and_holds_three_months(place: Place) -> None:
    with place.clerk() as office:
        for _ in range(2):
            assert place.dispatch(office).people == 28
        with office.store.session() as session:
            lists = session.exec(select(TaskList).order_by(TaskList.seq)).all()  # type: ignore[arg-type]
    assert [one.seq for one in lists] == [1, 2, 3, 4]
    assert {one.valid_until for one in lists} == {date(2027, 2, 21)} and {
        one.received_on for one in lists
    } == {TODAY}


def test_of_several_lists_made_in_one_second_the_last_one_holds(place: Place) -> None:
    with place.clerk() as office:
        place.dispatch(office)
        for path in place.stick.glob("*.fosb"):
            path.unlink()
        place.dispatch(office)
    with place.officer() as office:
        assert {read.kind for read in place.read(office)} == {"trust", "tasks"}
        with office.store.session() as session:
            newest = session.exec(select(TaskList.seq).order_by(TaskList.seq.desc())).first()  # type: ignore[attr-defined]
    assert newest == 4


def test_an_answer_that_the_stick_lost_is_written_again_byte_for_byte(place: Place) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-cut")
        sent = place.pack(village)
    with place.clerk() as office:
        place.arrive(office, sent.path)
        decide(office, [saved.record_id], "accepted")
        assert desk(office).not_sent == 1
        with pytest.raises((SyncError, OfficeError)) as caught:
            for step in dispatch.send(office, place.site, place.stick, with_list=False):
                if getattr(step, "stage", "") == "writing" and place.stick.is_dir():
                    shutil.rmtree(place.stick)
        assert exit_status(caught.value.code) in (2, 3)
        place.stick.mkdir()
        with office.store.session() as session:
            decisions = session.exec(select(Decision)).all()
            sealed = {row.path for row in session.exec(select(SentLetter)) if row.kind != "tasks"}
        assert all(row.sent_in for row in decisions) and desk(office).not_sent == 0
        again = place.dispatch(office, with_list=False)
        assert (again.receipts, again.decisions) == (1, 0)
        assert sealed <= {Path(name).name for name in again.files}
    with place.officer() as village:
        place.read(village)
        assert (
            next(row for row in people.card(village, "p-cut").history if row.kind == "visit").state
            == "accepted"
        )


def test_an_office_that_nobody_approved_gets_nothing(place: Place) -> None:
    with place.clerk() as office:
        for site in ("gone", "", "lianxi-sheng"):
            with pytest.raises(OfficeError) as caught:
                list(dispatch.send(office, site, place.stick))
            assert (caught.value.key, exit_status(caught.value.code)) == ("office.site_unknown", 2)
        with office.store.session() as session:
            assert len(session.exec(select(TaskList)).all()) == 2


def test_what_is_no_folder_gets_nothing_and_no_number_is_used(place: Place) -> None:
    with place.clerk() as office:
        with pytest.raises(OfficeError) as caught:
            list(dispatch.send(office, place.site, place.root / "gone"))
        assert caught.value.key == "office.not_a_folder"
        with office.store.session() as session:
            assert len(session.exec(select(TaskList)).all()) == 2


def test_a_village_dispatches_nothing(place: Place) -> None:
    with place.officer() as office, pytest.raises(OfficeError) as caught:
        list(dispatch.send(office, place.site, place.stick))
    assert caught.value.key == "office.not_province"


def test_every_office_that_waits_is_written_to_in_one_go_and_no_other(place: Place) -> None:
    with place.officer() as village:
        saved = place.visit(village, "p-cut")
        sent = place.pack(village)
    with place.clerk() as office:
        assert not list(dispatch.send_unanswered(office, place.stick))
        place.arrive(office, sent.path)
        decide(office, [saved.record_id], "accepted")
        assert dispatch.unanswered(office) == {place.site: 1}
        steps = dispatch.send_unanswered(office, place.stick)
        done = [step for step in steps if isinstance(step, dispatch.Dispatched)]
        assert [(one.site, one.decisions) for one in done] == [(place.site, 1)]
        assert dispatch.unanswered(office) == {}
