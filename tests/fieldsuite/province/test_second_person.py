"""A death and a human check need a second person; the clerk who accepts is a third (四川规程 第11条)."""

from typing import Any

import pytest

from fieldsuite.casework import review
from fieldsuite.errors import OfficeError
from fieldsuite.province import adjudicate
from tests.grounds import Place


def arrived(place: Place, make: Any, *, reviewed: bool) -> str:
    """A record of the village at the desk, agreed to by its second officer or not."""
    with place.officer() as office:
        record: str = make(office).record_id
    if reviewed:
        with place.reviewer() as office:
            review.decide(office, record, True)
    with place.officer() as office:
        sent = place.pack(office)
    with place.clerk() as desk:
        assert [one.result for one in place.arrive(desk, sent.path)] == ["imported"]
    return record


def died(place: Place) -> Any:
    return lambda office: place.visit(office, "p-fine", status="dead", death_on=office.today())


def checked(place: Place) -> Any:
    return lambda office: place.check(office, "p-cut")


@pytest.mark.parametrize("make", [died, checked])
def test_b28_without_a_second_person_it_is_not_accepted_and_with_one_it_is(place: Place, make: Any) -> None:
    alone = arrived(place, make(place), reviewed=False)
    with place.clerk() as desk, pytest.raises(OfficeError) as caught:
        adjudicate.decide(desk, [alone], "accepted")
    assert (caught.value.key, caught.value.code) == ("province.second_person", "E_THRESHOLD")
    with place.reviewer() as office:
        review.decide(office, alone, True)
        sent = place.pack(office)
    with place.clerk() as desk:
        place.arrive(desk, sent.path)
        assert adjudicate.decide(desk, [alone], "accepted") == 1


def test_it_may_be_held_or_returned_without_a_second_person(place: Place) -> None:
    record = arrived(place, died(place), reviewed=False)
    with place.clerk() as desk:
        assert adjudicate.decide(desk, [record], "held") == 1
        assert adjudicate.decide(desk, [record], "returned", "DATE_WRONG", "请再核对日期") == 1


def test_a_visit_to_somebody_well_needs_none(place: Place) -> None:
    record = arrived(place, lambda office: place.visit(office, "p-fine"), reviewed=False)
    with place.clerk() as desk:
        assert adjudicate.decide(desk, [record], "accepted") == 1
