"""Every worked example of the rules, said to ``policy explain``: windows, status, late arrivals, back-pay."""

from typing import Any

import pytest

from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.rules.examples import CASES
from tests.fieldsuite.rules.test_worked_examples import ROWS

SICHUAN = ("SC", "1950-01-01", "2010-01-01")


def said(
    line: Line, case: str, birth: str, start: str, certified: str, events: str, as_of: str
) -> dict[str, Any]:
    profile, benefit = CASES[case]
    words = ["--profile", profile, "--benefit", benefit, "--birth", birth, "--start", start]
    for text in certified.split():
        on, _, recorded = text.partition(">")
        words += ["--certified", on, *(["--recorded", recorded] if recorded else [])]
    for event in events.split():
        words += ["--event", event]
    return line.ask("policy", "explain", *words, "--as-of", as_of)


def rows(*cases: str) -> list[tuple[Any, ...]]:
    return [row for row in ROWS if row[1] in cases]


def check_row(line: Line, row: tuple[Any, ...]) -> None:
    _, case, birth, start, certified, event, as_of, window, deadline, suspended, status = row
    found = said(line, case, birth, start, certified, event, as_of)
    shown = f"{found['window_start']}..{found['window_end']}" if found["window_start"] else "-"
    assert (shown, found["deadline"] or "-", found["suspend_from"] or "-") == (window, deadline, suspended)
    assert found["status"] == status
    assert all(reason["text"] and reason["source"] for reason in found["reasons"])


@pytest.mark.requirement("R090", "R091", "R092", "R104", "R105", "R106", "R107")
@pytest.mark.parametrize("row", rows("SC"), ids=lambda row: f"row {row[0]}")
def test_sichuan(row: tuple[Any, ...], line: Line) -> None:
    check_row(line, row)


@pytest.mark.requirement("R093", "R003")
@pytest.mark.parametrize("row", rows("GD"), ids=lambda row: f"row {row[0]}")
def test_guangdong(row: tuple[Any, ...], line: Line) -> None:
    check_row(line, row)


@pytest.mark.requirement("R094", "R095", "R096", "R098")
@pytest.mark.parametrize("row", rows("GX", "GX_FIRST"), ids=lambda row: f"row {row[0]}")
def test_guangxi(row: tuple[Any, ...], line: Line) -> None:
    check_row(line, row)


@pytest.mark.requirement("R097")
@pytest.mark.parametrize("row", rows("GX_DEP"), ids=lambda row: f"row {row[0]}")
def test_dependants_certify_every_six_months(row: tuple[Any, ...], line: Line) -> None:
    check_row(line, row)


@pytest.mark.requirement("R101")
@pytest.mark.parametrize("row", rows("NM"), ids=lambda row: f"row {row[0]}")
def test_inner_mongolia(row: tuple[Any, ...], line: Line) -> None:
    check_row(line, row)


@pytest.mark.requirement("R166", "R191")
@pytest.mark.parametrize("row", rows("SC_INJ"), ids=lambda row: f"row {row[0]}")
def test_work_injury_is_paid_on_in_prison(row: tuple[Any, ...], line: Line) -> None:
    check_row(line, row)
    found = said(line, "SC_INJ", row[2], row[3], row[4], "missing:2023-09-01", row[6])
    assert (found["status"], found["stop_reason"]) == ("STOPPED", "missing")
    assert said(line, "SC_INJ", row[2], row[3], row[4], "death:2023-09-01", row[6])["status"] == "DECEASED"


def test_every_row_was_said() -> None:
    assert {row[1] for row in ROWS} == {"SC", "GD", "GX", "GX_FIRST", "GX_DEP", "NM", "SC_INJ"}


@pytest.mark.requirement("R099")
@pytest.mark.parametrize("benefit", ["pension", "unemployment", "work-injury"])
def test_guangxi_other_benefits_keep_the_year(benefit: str, line: Line) -> None:
    found = line.ask(
        "policy", "explain", "--profile", "guangxi-birthday", "--benefit", benefit, "--birth", "1949-06-15",
        "--start", "2009-07-01", "--certified", "2020-06-20", "--as-of", "2020-07-01",
    )  # fmt: skip
    assert (found["window_start"], found["window_end"]) == ("2021-06", "2022-05")


@pytest.mark.requirement("R100")
def test_guangxi_institutions_first_round_has_fixed_dates(line: Line) -> None:
    case = ("GX_INST", "1949-06-15", "2009-07-01", "", "")
    assert said(line, *case, "2020-08-31")["deadline"] == "2020-08-31"
    assert said(line, *case, "2020-08-31")["status"] == "DUE_SOON"
    assert said(line, *case, "2020-09-01")["status"] == "SUSPENDED"


@pytest.mark.requirement("R168")
def test_row_16_a_late_certification_is_paid_back(line: Line) -> None:
    found = said(line, *SICHUAN, "2022-08-31 2023-11-02", "", "2023-11-02")
    assert found["back_pay"] == ["2023-09", "2023-10", "2023-11"]
    assert found["deadline"] == "2024-11-02"


@pytest.mark.requirement("R180")
def test_row_18_made_in_the_field_in_time_and_recorded_late_reverses_the_suspension(line: Line) -> None:
    case = (*SICHUAN, "2022-08-31 2023-08-20>2023-10-05", "")
    assert said(line, *case, "2023-10-04")["status"] == "SUSPENDED"
    found = said(line, *case, "2023-10-05")
    assert (found["status"], found["back_pay"]) == ("OK", ["2023-09", "2023-10"])
    assert "suspension_reversed" in [reason["rule"] for reason in found["reasons"]]


@pytest.mark.requirement("R169")
def test_row_43_inner_mongolia_pays_the_suspended_months_back(line: Line) -> None:
    case = ("NM", "1949-06-15", "2009-07-01", "2018-10-01 2020-01-10", "")
    assert said(line, *case, "2020-01-10")["back_pay"] == ["2019-11", "2019-12", "2020-01"]


@pytest.mark.requirement("R170")
def test_guangxi_pays_back_after_a_late_certification(line: Line) -> None:
    case = ("GX", "1949-06-15", "2009-07-01", "2020-07-20 2022-07-10", "")
    found = said(line, *case, "2022-07-10")
    assert (found["status"], found["back_pay"]) == ("OK", ["2022-06", "2022-07"])


@pytest.mark.requirement("R161")
def test_row_47_months_paid_after_a_death_are_counted(line: Line) -> None:
    found = said(line, *SICHUAN, "2022-03-01", "death:2022-09-10", "2022-12-31")
    assert found["overpaid"] == ["2022-10", "2022-11", "2022-12"]


@pytest.mark.requirement("R167")
def test_row_52_an_objection_keeps_a_suspension_from_becoming_a_stop(line: Line) -> None:
    case = (*SICHUAN, "2022-04-15")
    assert said(line, *case, "", "2023-08-01")["status"] == "STOPPED"
    found = said(line, *case, "objection:2023-07-10", "2023-08-01")
    assert (found["status"], found["objection"]) == ("SUSPENDED", True)


@pytest.mark.requirement("R164")
@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("death:2023-01-10", "death"),
        ("missing:2023-01-10", "missing"),
        ("prison:2023-01-10", "prison"),
        ("", "not_certified"),
    ],
)
def test_a_stop_names_its_reason(event: str, reason: str, line: Line) -> None:
    assert said(line, *SICHUAN, "2022-04-15", event, "2023-09-01")["stop_reason"] == reason


def test_row_50_a_certification_after_the_death_is_warned_of(line: Line) -> None:
    found = said(line, *SICHUAN, "2022-03-01 2022-11-01", "death:2022-09-10", "2022-11-02")
    assert found["status"] == "DECEASED"
    assert "certified_after_death" in [each["rule"] for each in found["warnings"]]


def test_row_54_two_certifications_of_one_day_count_once(line: Line) -> None:
    once = said(line, *SICHUAN, "2023-03-01", "", "2023-03-02")
    twice = said(line, *SICHUAN, "2023-03-01 2023-03-01", "", "2023-03-02")
    assert once["deadline"] == twice["deadline"] == "2024-03-01"


@pytest.mark.requirement("R044")
@pytest.mark.parametrize("day", ["2023-01-02", "2023-05-17", "2023-12-31"])
def test_any_day_of_the_cycle_serves(day: str, line: Line) -> None:
    assert said(line, *SICHUAN, f"2022-11-30 {day}", "", day)["status"] == "OK"


@pytest.mark.requirement("R002", "R001")
def test_each_notice_names_its_benefits(line: Line) -> None:
    known = {one["name"]: set(one["benefits"]) for one in line.ask("policy", "profiles")["profiles"]}
    assert known["sichuan"] == {"pension", "institution-pension", "resident-pension", "work-injury"}
    assert known["guangdong"] == {"pension", "resident-pension"}
    guangxi = known["guangxi-birthday"] | known["guangxi-dependants"]
    assert guangxi == {"institution-pension", "pension", "unemployment", "work-injury", "dependants"}


def test_what_a_certification_today_would_change_is_told(line: Line) -> None:
    found = said(line, *SICHUAN, "2022-04-15", "", "2023-03-10")
    assert (found["deadline"], found["if_certified_today"]) == ("2023-04-15", "2024-03-10")
