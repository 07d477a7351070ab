"""Who is due when. The expected dates are counted by hand from 四川规程: twelve months to the day from the last
certification (第7、34条), reminded from month 10 (第37条), not paid from the 13th month (第35条), stopped three months
later (第26条)."""

from datetime import date, timedelta

import pytest
from sqlmodel import delete, select

from fieldsuite.casework import home, people
from fieldsuite.casework.due import due
from fieldsuite.clock import instant
from fieldsuite.tables import Assignment, Journal
from tests.grounds import TODAY, Place

EXPECTED = {
    # last 2026-04-10: month 10 is 2027-02
    "p-fine": ("OK", date(2027, 4, 10), "2027-05"),
    "p-soon": ("DUE_SOON", date(2026, 11, 30), "2026-12"),
    # the day is over, the month is still paid
    "p-month": ("OVERDUE_IN_MONTH", date(2026, 11, 10), "2026-12"),
    "p-cut": ("SUSPENDED", date(2026, 8, 15), "2026-09"),
    # never certified: the cycle begins the month after June 2026, and ends with its last day
    "p-new": ("OK", date(2027, 6, 30), "2027-07"),
    "p-verify": ("OK", date(2027, 5, 20), "2027-06"),
    "p-two": ("DUE_SOON", date(2027, 1, 31), "2027-02"),
    "p-rare": ("DUE_SOON", date(2026, 12, 24), "2027-01"),
}


@pytest.mark.requirement("R090")
@pytest.mark.requirement("R092")
def test_everybody_has_the_deadline_that_the_notice_gives_them(place: Place) -> None:
    with place.officer() as office:
        found = {row.person: (row.status, row.deadline, row.suspend_from) for row in due(office)}
    assert {key: found[key] for key in EXPECTED} == EXPECTED


def test_somebody_with_two_benefits_stands_on_the_list_twice(place: Place) -> None:
    with place.officer() as office:
        assert [row.benefit for row in due(office) if row.person == "p-two"] == ["pension", "work-injury"]


def test_the_nearest_deadline_comes_first(place: Place) -> None:
    with place.officer() as office:
        days = [row.deadline or date.max for row in due(office)]
    assert days == sorted(days)


def test_the_village_and_the_province_say_the_same_of_everybody(place: Place) -> None:
    with place.officer() as office, place.clerk() as desk:
        assert due(office) == due(desk)


@pytest.mark.requirement("R106")
@pytest.mark.requirement("R130")
@pytest.mark.parametrize(
    ("which", "there", "away"),
    [
        ("due", {"p-soon", "p-month"}, {"p-fine", "p-rare", "p-cut"}),
        ("overdue", {"p-month", "p-cut"}, {"p-soon", "p-fine"}),
        ("verify", {"p-verify"}, {"p-fine", "p-cut"}),
        ("visits", {"p-verify", "p-month", "p-cut", "p-soon"}, {"p-fine", "p-new"}),
    ],
)
def test_each_list_holds_who_belongs_on_it(
    place: Place, which: people.Which, there: set[str], away: set[str]
) -> None:
    with place.officer() as office:
        found = {row.id for row in people.find(office, which=which)}
    assert there <= found and not away & found


@pytest.mark.requirement("R117")
def test_a_verification_ends_three_months_after_its_list_came(place: Place) -> None:
    with place.officer() as office:
        (row,) = people.find(office, "p-verify")
        assert row.reason == "医保记录长期为空，请见面核实"
        assert row.verify_days == (date(2027, 2, 21) - TODAY).days
        place.clock.go(days=92)
        (row,) = people.find(office, "p-verify")
        assert row.verify_days == 0


def test_a_newer_list_does_not_start_the_three_months_anew(place: Place) -> None:
    place.clock.go(days=30)
    with place.clerk() as desk, place.officer() as office:
        place.dispatch(desk)
        place.read(office)
        (row,) = people.find(office, "p-verify")
    assert row.verify_days == (date(2027, 2, 21) - (TODAY + timedelta(days=30))).days


def test_whom_the_province_no_longer_names_is_no_longer_to_be_verified(place: Place) -> None:
    with place.clerk() as desk, place.officer() as office:
        with desk.store.session() as session:
            session.exec(delete(Assignment).where(Assignment.person_id == "p-verify"))
        place.dispatch(desk)
        place.read(office)
        (row,) = people.find(office, "p-verify")
    assert row.verify_days is None


def test_a_visit_answers_the_verification_and_takes_the_person_off_the_plan(place: Place) -> None:
    with place.officer() as office:
        before = home.view(office)
        place.visit(office, "p-verify")
        place.visit(office, "p-month")
        after = home.view(office)
    assert after.to_verify == before.to_verify - 1
    assert "p-month" in {row.id for row in before.visits}
    assert "p-month" not in {row.id for row in after.visits}
    assert [(done.person_id, done.detail) for done in after.done] == [
        ("p-month", "self_care"),
        ("p-verify", "self_care"),
    ]


def test_a_visit_later_than_three_months_after_the_list_is_taken_and_marked_late(place: Place) -> None:
    with place.officer() as office:
        place.clock.at = instant("2027-02-21T10:00:00Z")
        with_time = place.visit(office, "p-verify", status="other", other="门锁着，邻居说去了女儿家")
        place.clock.at = instant("2027-02-22T10:00:00Z")
        too_late = place.visit(office, "p-verify")
        with office.store.session() as session:
            rows = {row.id: row for row in session.exec(select(Journal))}
    assert rows[with_time.record_id].payload["late"] is False
    assert rows[too_late.record_id].payload["late"] is True and too_late.certifies


def test_the_months_a_suspended_person_waits_are_counted_on_the_home_screen(place: Place) -> None:
    with place.officer() as office:
        view = home.view(office)
    assert view.oldest_overdue_months >= 3 and view.not_sent == 0 and view.last_sent_days is None
