"""Who stands on which list, how long a list may take, and who is followed up: rows 18b, 50, 51, 53, 55."""

from datetime import date

import pytest

from fieldsuite.rules.lists import Place, Sign, days_left, is_late, ledger_from, place, verification_due
from fieldsuite.rules.survivors import Survivor, survivor_checks
from tests.fieldsuite.rules.examples import standing

SC = ("SC", "1940-01-01", "2000-01-01", "2022-04-15")


def placed(as_of: str, *signs: Sign, events: str = "") -> Place:
    return place(standing(*SC, events, as_of), signs, date.fromisoformat(as_of))


@pytest.mark.requirement("R113")
def test_row_50_certified_after_the_death_is_verified_as_possible_fraud() -> None:
    found = placed(
        "2022-12-31", Sign("death", date(2022, 9, 10), "population"), Sign("certified", date(2022, 11, 1))
    )
    assert (found.list, found.fraud) == ("verify", True)


@pytest.mark.requirement("R113")
def test_row_51_a_flight_and_a_death_mark_are_verified() -> None:
    found = placed(
        "2022-12-31", Sign("death", date(2022, 9, 10), "household"), Sign("travel", date(2022, 10, 2))
    )
    assert (found.list, found.fraud) == ("verify", False)
    assert found.reasons[-1].article == "第14条"


@pytest.mark.requirement("R111")
def test_the_dead_are_lost_whatever_they_did_before() -> None:
    found = placed(
        "2022-12-31", Sign("certified", date(2022, 4, 15)), Sign("death", date(2022, 9, 10), "funeral")
    )
    assert found.list == "lost"


def test_a_death_among_the_events_is_enough() -> None:
    assert placed("2022-12-31", events="death:2022-09-10").list == "lost"


@pytest.mark.requirement("R113")
def test_three_months_before_the_end_without_news_one_is_verified() -> None:
    assert placed("2023-01-14").list == "eligible"
    assert placed("2023-01-15").list == "verify"


@pytest.mark.requirement("R110")
@pytest.mark.parametrize("kind", ["hospital", "travel", "unit", "window", "other_life"])
def test_news_within_the_three_months_keep_one_entitled(kind: str) -> None:
    assert placed("2023-02-01", Sign(kind, date(2023, 1, 20))).list == "eligible"
    assert placed("2023-02-01", Sign(kind, date(2022, 12, 20))).list == "verify"


def test_what_lies_ahead_is_not_known() -> None:
    assert placed("2022-09-01", Sign("death", date(2022, 9, 10))).list == "eligible"


def test_prison_does_not_end_work_injury() -> None:
    found = standing("SC_INJ", "1940-01-01", "2000-01-01", "2023-04-15", "prison:2023-10-01", "2023-10-02")
    signs = [Sign("prison", date(2023, 10, 1), "justice")]
    assert place(found, signs, date(2023, 10, 2), exempt=("prison",)).list == "eligible"
    assert place(found, signs, date(2023, 10, 2)).list == "lost"


def test_nobody_is_listed_before_the_benefit_begins() -> None:
    found = standing("SC", "1962-12-12", "2022-12-12", "", "", "2022-12-01")
    assert place(found, [], date(2022, 12, 1)).list == "none"


@pytest.mark.requirement("R117")
def test_row_18b_a_list_may_take_three_months_from_its_receipt() -> None:
    received = date(2023, 6, 1)
    assert verification_due(received) == date(2023, 9, 1)
    assert not is_late(received, date(2023, 9, 1))
    assert is_late(received, date(2023, 9, 2))
    assert days_left(received, date(2023, 8, 31)) == 1
    assert days_left(received, date(2023, 9, 3)) == -2
    assert verification_due(date(2023, 11, 30)) == date(2024, 2, 29)


@pytest.mark.requirement("R174")
def test_row_53_a_year_after_the_stop_the_ledger_is_opened() -> None:
    found = standing("SC", "1949-12-31", "2010-01-01", "2022-04-15", "", "2024-08-01")
    assert (found.status, found.stop_from) == ("STOPPED", date(2023, 8, 1))
    assert ledger_from(found) == date(2024, 8, 1)
    assert ledger_from(standing("SC", "1949-12-31", "2010-01-01", "2022-04-15", "", "2023-06-01")) is None


@pytest.mark.requirement("R112")
def test_row_55_a_child_is_looked_at_from_the_eighteenth_birthday() -> None:
    child = Survivor("child", date(2008, 11, 21))
    assert survivor_checks(child, date(2026, 11, 20)) == ()
    assert [reason.key for reason in survivor_checks(child, date(2026, 11, 21))] == ["rules.survivor_adult"]
    assert survivor_checks(Survivor("child", date(2008, 11, 21), incapable=True), date(2030, 1, 1)) == ()


@pytest.mark.requirement("R112")
def test_row_55_each_ground_concerns_its_own_kin() -> None:
    day = date(2020, 5, 1)
    young = Survivor(
        "sibling", date(2015, 1, 1), adopted_on=day, employed_on=day, enlisted_on=day, remarried_on=day
    )
    keys = {reason.key for reason in survivor_checks(young, day)}
    assert keys == {"rules.survivor_adopted", "rules.survivor_employed", "rules.survivor_enlisted"}
    spouse = Survivor("spouse", date(1970, 1, 1), adopted_on=day, employed_on=day, remarried_on=day)
    assert [reason.key for reason in survivor_checks(spouse, day)] == ["rules.survivor_remarried"]
    assert survivor_checks(Survivor("parent", date(1940, 1, 1), employed_on=day, remarried_on=day), day) == ()


def test_born_on_a_leap_day_one_is_of_age_on_the_first_of_march() -> None:
    child = Survivor("grandchild", date(2008, 2, 29))
    assert survivor_checks(child, date(2026, 2, 28)) == ()
    assert survivor_checks(child, date(2026, 3, 1)) != ()
