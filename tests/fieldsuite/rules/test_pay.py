"""Months that are owed, months paid too much: rows 16, 18, 43 and 47 and what lies beside them."""

from datetime import date

import pytest

from fieldsuite.rules.months import month_of
from fieldsuite.rules.pay import overpaid, payments_failed
from fieldsuite.rules.profiles import find
from tests.fieldsuite.rules.examples import standing

SC = ("SC", "1950-01-01", "2010-01-01")
NM = ("NM", "1949-06-15", "2009-07-01")


@pytest.mark.requirement("R168")
@pytest.mark.parametrize("as_of", ["2023-11-02", "2023-12-01", "2024-06-30"])
def test_row_16_a_late_certification_is_paid_back_and_resumes_next_month(as_of: str) -> None:
    found = standing(*SC, "2022-08-31 2023-11-02", "", as_of)
    assert found.back_pay == ("2023-09", "2023-10", "2023-11")
    assert found.deadline == date(2024, 11, 2)
    assert "rules.back_pay" in [reason.key for reason in found.reasons]


def test_old_back_pay_is_no_longer_told_once_a_cycle_has_passed() -> None:
    assert standing(*SC, "2014-08-31 2015-11-02 2016-10-01 2017-09-01", "", "2017-10-01").back_pay == ()


def test_row_18_certified_in_time_and_recorded_late_reverses_the_suspension() -> None:
    found = standing(*SC, "2022-08-31 2023-08-20>2023-10-05", "", "2023-10-05")
    assert found.status == "OK"
    assert found.back_pay == ("2023-09", "2023-10")
    assert found.deadline == date(2024, 8, 20)
    assert "rules.suspension_reversed" in [reason.key for reason in found.reasons]


def test_row_18_until_it_is_recorded_the_suspension_stands() -> None:
    found = standing(*SC, "2022-08-31 2023-08-20>2023-10-05", "", "2023-10-04")
    assert (found.status, found.suspend_from, found.back_pay) == ("SUSPENDED", "2023-09", ())


def test_a_certification_recorded_after_its_own_cycle_pays_only_the_months_it_covers() -> None:
    # On 2022-10-01, known 2024-03-01: covers to 2023-10; unpaid from 2023-05, so 2023-05 to 2023-10 are owed.
    found = standing(*SC, "2022-04-15 2022-10-01>2024-03-01", "", "2024-03-01")
    assert found.back_pay == ("2023-05", "2023-06", "2023-07", "2023-08", "2023-09", "2023-10")
    assert found.suspend_from == "2023-11"
    assert found.status == "STOPPED"


def test_a_certification_between_deadline_and_payroll_leaves_nothing_unpaid() -> None:
    assert standing(*SC, "2022-04-15 2023-04-20", "", "2023-04-20").back_pay == ()


@pytest.mark.requirement("R169")
@pytest.mark.parametrize("certified", ["2018-10-01 2020-01-10", "2020-01-10"])
def test_row_43_inner_mongolia_pays_back_from_november(certified: str) -> None:
    found = standing(*NM, certified, "", "2020-01-31")
    assert found.back_pay == ("2019-11", "2019-12", "2020-01")
    assert found.status == "OK"
    assert found.deadline == date(2021, 10, 31)


def test_where_nothing_earlier_is_known_the_officer_is_told_to_look() -> None:
    keys = [reason.key for reason in standing(*NM, "2020-01-10", "", "2020-01-31").warnings]
    assert "rules.history_unknown" in keys


def test_nobody_was_suspended_by_a_rule_before_it_was_made() -> None:
    # First known certification 2022-04-15, benefit from 2010: no back-pay is invented for 2011 to 2022.
    assert standing(*SC, "2022-04-15", "", "2022-05-01").back_pay == ()


def test_a_new_recipient_who_was_suspended_is_paid_back_too() -> None:
    found = standing("SC", "1962-12-12", "2022-12-12", "2024-02-05", "", "2024-02-05")
    assert found.back_pay == ("2024-01", "2024-02")


def test_row_47_paid_to_december_after_a_death_in_september() -> None:
    assert overpaid(date(2022, 9, 10), month_of(date(2022, 12, 1))) == ("2022-10", "2022-11", "2022-12")


@pytest.mark.requirement("R161")
@pytest.mark.parametrize("certified", ["2022-04-15", ""])
def test_row_47_the_standing_gives_the_same_months(certified: str) -> None:
    found = standing("SC", "1940-01-01", "2000-01-01", certified, "death:2022-09-10", "2022-12-31")
    assert found.status == "DECEASED"
    assert found.stop_reason == "death"
    assert found.overpaid == ("2022-10", "2022-11", "2022-12")


def test_a_suspension_ends_overpayment() -> None:
    found = standing("SC", "1940-01-01", "2000-01-01", "2022-01-15", "death:2022-11-10", "2023-06-30")
    assert found.overpaid == ("2022-12", "2023-01")


def test_the_month_of_death_is_still_due() -> None:
    found = standing("SC", "1940-01-01", "2000-01-01", "2023-04-15", "death:2023-09-10", "2023-09-30")
    assert found.overpaid == ()


@pytest.mark.requirement("R162")
def test_six_failed_payments_suspend_unless_the_data_were_mended() -> None:
    rule = find("sichuan").rule("pension")
    assert not payments_failed(rule, 5, maintained=False)
    assert payments_failed(rule, 6, maintained=False)
    assert not payments_failed(rule, 6, maintained=True)
    assert not payments_failed(find("guangdong").rule("pension"), 12, maintained=False)
