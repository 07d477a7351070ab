"""What the worked examples do not show in their table: reminders, objections, losses, first rounds, new recipients."""

from datetime import date

import pytest

from fieldsuite.errors import OfficeError
from fieldsuite.rules.cycle import Certified, explain
from fieldsuite.rules.profiles import find
from tests.fieldsuite.rules.examples import standing

SC = ("SC", "1949-12-31", "2010-01-01", "2022-04-15")


def keys(found: object) -> list[str]:
    return [reason.key.removeprefix("rules.") for reason in found.reasons]  # type: ignore[attr-defined]


@pytest.mark.requirement("R104")
@pytest.mark.requirement("R106")
def test_sichuan_reminds_in_month_ten_and_verifies_three_months_before_to_the_day() -> None:
    found = standing(*SC, "", "2023-01-31")
    assert found.remind_from == "2023-02"
    assert found.verify_from == date(2023, 1, 15)
    assert found.stop_from == date(2023, 8, 1)


@pytest.mark.parametrize(
    ("case", "certified", "remind"),
    [("GD", "2019-04-10", "2020-02"), ("GX_DEP", "2020-08-31", "2020-12"), ("NM", "2018-10-01", "2019-08"),
     ("GX", "2020-03-20", "2021-03"), ("GX_FIRST", "2020-06-18", "2021-04"), ("NAT", "2020-06-18", "2021-04")],
)  # fmt: skip
def test_each_notice_reminds_in_its_month(case: str, certified: str, remind: str) -> None:
    assert standing(case, "1949-06-15", "2009-07-01", certified, "", certified).remind_from == remind


@pytest.mark.requirement("R102")
def test_inner_mongolia_compares_after_the_cut_off() -> None:
    assert standing("NM", "1949-06-15", "2009-07-01", "2018-10-01", "", "2019-06-01").verify_from == date(
        2019, 11, 1
    )


def test_the_national_default_ends_with_the_month() -> None:
    found = standing("NAT", "1949-06-15", "2009-07-01", "2020-06-18", "", "2021-06-30")
    assert (found.status, found.deadline, found.suspend_from) == ("DUE_SOON", date(2021, 6, 30), "2021-07")


def test_certified_today_gives_the_next_deadline() -> None:
    assert standing(*SC, "", "2023-05-10").if_certified_today == date(2024, 5, 10)
    birthday = standing("GX", "1949-06-15", "2009-07-01", "2020-03-20", "", "2021-05-31")
    assert birthday.if_certified_today == date(2022, 5, 31)


@pytest.mark.requirement("R167")
def test_row_52_an_objection_keeps_the_suspension_from_becoming_a_stop() -> None:
    found = standing(*SC, "objection:2023-07-10", "2023-08-01")
    assert (found.status, found.objection, found.stop_reason) == ("SUSPENDED", True, None)
    assert "objection" in keys(found)


def test_before_it_is_raised_an_objection_is_not_known() -> None:
    assert not standing(*SC, "objection:2023-07-10", "2023-07-09").objection


def test_an_objection_after_the_stop_comes_too_late() -> None:
    found = standing(*SC, "objection:2023-08-01", "2023-08-02")
    assert (found.status, found.objection, found.stop_reason) == ("STOPPED", False, "not_certified")
    assert "objection_late" in keys(found)


def test_an_objection_before_the_suspension_changes_nothing() -> None:
    found = standing(*SC, "objection:2023-04-20", "2023-08-01")
    assert (found.status, found.objection) == ("STOPPED", False)


def test_a_stop_is_healed_by_a_certification_that_three_people_approve() -> None:
    found = standing("SC", "1949-12-31", "2010-01-01", "2022-04-15 2023-09-05", "", "2023-09-05")
    assert found.status == "OK"
    assert found.back_pay == ("2023-05", "2023-06", "2023-07", "2023-08", "2023-09")
    assert "restore_steps" in keys(found)


@pytest.mark.requirement("R164")
def test_missing_people_are_stopped() -> None:
    found = standing(*SC, "missing:2022-10-01", "2022-10-02")
    assert (found.status, found.stop_reason, found.deadline) == ("STOPPED", "missing", None)


@pytest.mark.requirement("R166")
def test_prison_stops_a_pension_and_not_work_injury() -> None:
    pension = standing(*SC, "prison:2022-10-01", "2022-10-02")
    assert (pension.status, pension.stop_reason, pension.if_certified_today) == (
        "STOPPED_PRISON",
        "prison",
        None,
    )
    injury = standing("SC_INJ", *SC[1:], "prison:2022-10-01", "2022-10-02")
    assert injury.status == "OK"
    assert "prison_paid_on" in keys(injury)


def test_a_death_outweighs_prison_and_disappearance() -> None:
    found = standing(*SC, "missing:2022-05-01 death:2022-06-01 prison:2022-07-01", "2022-08-01")
    assert (found.status, found.stop_reason) == ("DECEASED", "death")


def test_row_50_a_certification_after_the_death_is_warned_of_and_changes_nothing() -> None:
    found = standing(
        "SC", "1940-01-01", "2000-01-01", "2022-04-15 2022-11-01", "death:2022-09-10", "2022-12-01"
    )
    assert found.status == "DECEASED"
    assert "rules.certified_after_death" in [warning.key for warning in found.warnings]


def test_row_54_two_certifications_of_one_day_count_once() -> None:
    once = standing("SC", "1950-01-01", "2010-01-01", "2023-06-01", "", "2023-07-01")
    twice = standing("SC", "1950-01-01", "2010-01-01", "2023-06-01 2023-06-01>2023-06-20", "", "2023-07-01")
    assert (twice.deadline, twice.back_pay) == (once.deadline, once.back_pay)


def test_row_18c_a_certification_later_than_its_recording_does_not_count() -> None:
    found = standing("SC", "1950-01-01", "2010-01-01", "2022-08-31 2023-08-20>2023-08-18", "", "2023-10-01")
    assert found.deadline == date(2023, 8, 31)
    assert "rules.clock" in [warning.key for warning in found.warnings]


def test_one_day_between_two_time_zones_is_no_clock_error() -> None:
    found = standing("SC", "1950-01-01", "2010-01-01", "2022-08-31 2023-08-20>2023-08-19", "", "2023-10-01")
    assert found.deadline == date(2024, 8, 20)


def test_a_benefit_not_yet_begun_is_not_started() -> None:
    found = standing("SC", "1962-12-12", "2022-12-12", "", "", "2022-12-11")
    assert found.status == "NOT_STARTED"
    assert standing("SC", "1962-12-12", "2022-12-12", "", "", "2022-12-12").status == "OK"


@pytest.mark.requirement("R100")
@pytest.mark.parametrize(
    ("as_of", "status"), [("2020-06-10", "DUE_SOON"), ("2020-08-31", "DUE_SOON"), ("2020-09-01", "SUSPENDED")]
)
def test_guangxi_institutions_have_their_first_round_in_august_2020(as_of: str, status: str) -> None:
    found = standing("GX_INST", "1949-03-15", "2010-01-01", "", "", as_of)
    assert (found.status, found.deadline, found.suspend_from) == (status, date(2020, 8, 31), "2020-09")


def test_after_the_first_round_institutions_go_by_birthdays_and_are_paid_back() -> None:
    found = standing("GX_INST", "1949-03-15", "2010-01-01", "2020-10-05", "", "2020-10-05")
    assert found.back_pay == ("2020-09", "2020-10")
    assert (found.window_start, found.deadline) == ("2021-03", date(2022, 2, 28))


@pytest.mark.parametrize(
    ("start", "deadline"), [("2018-10-31", 2018), ("2018-11-01", 2019), ("2019-03-01", 2019)]
)
def test_inner_mongolia_first_due_after_the_cut_off_is_next_year(start: str, deadline: int) -> None:
    assert standing("NM", "1959-03-01", start, "", "", start).deadline == date(deadline, 10, 31)


def test_guangxi_late_first_certification_anchors_its_own_cycle() -> None:
    found = standing("GX_FIRST", "1961-06-10", "2021-06-10", "2021-08-03", "", "2021-08-03")
    assert found.back_pay == ("2021-07", "2021-08")
    assert (found.window_start, found.deadline) == ("2021-09", date(2022, 8, 31))


def test_a_certification_before_the_first_cycle_does_not_bring_its_deadline_forward() -> None:
    found = standing("GD", "1959-03-10", "2019-03-10", "2019-03-20", "", "2019-12-01")
    assert found.deadline == date(2020, 4, 30)
    assert "later_deadline" in keys(found)


def test_dates_before_the_notice_are_computed_and_warned_of() -> None:
    found = standing("SC", "1940-01-01", "2000-01-01", "2015-04-15", "", "2015-05-01")
    assert found.deadline == date(2016, 4, 15)
    assert "rules.before_valid_from" in [warning.key for warning in found.warnings]
    assert standing("SC", "1940-01-01", "2000-01-01", "2023-04-15", "", "2023-05-01").warnings == ()


def test_a_benefit_the_notice_does_not_name_is_refused() -> None:
    with pytest.raises(OfficeError) as refused:
        explain(
            find("guangdong"), "unemployment", date(1950, 1, 1), date(2010, 1, 1), [], [], date(2020, 1, 1)
        )
    assert refused.value.key == "rules.unknown_benefit"


def test_an_event_nobody_knows_is_refused() -> None:
    with pytest.raises(OfficeError) as refused:
        standing(*SC, "lottery:2020-01-01", "2020-01-01")
    assert refused.value.key == "rules.unknown_event"


def test_order_of_certifications_does_not_matter() -> None:
    days = [Certified(date(2023, 4, 1)), Certified(date(2022, 4, 1)), Certified(date(2022, 9, 1))]
    given = (find("sichuan"), "pension", date(1950, 1, 1), date(2010, 1, 1))
    assert explain(*given, days, [], date(2023, 5, 1)) == explain(*given, days[::-1], [], date(2023, 5, 1))
