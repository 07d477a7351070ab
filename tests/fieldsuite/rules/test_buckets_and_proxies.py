"""The six time spans (row 58), letters of authorisation and years by proxy (rows 56, 57)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldsuite.rules.buckets import BUCKETS, bucket_of, count, months_without
from fieldsuite.rules.proxy import fourth_year, letter_problem
from fieldsuite.words import say

START = date(2000, 1, 1)


@pytest.mark.requirement("R129")
@pytest.mark.parametrize(
    ("last", "as_of", "from_months"),
    [
        ("2022-01-31", "2022-11-29", None), ("2022-01-31", "2022-11-30", 10), ("2021-12-12", "2022-12-11", 10),
        ("2021-12-12", "2022-12-12", 12), ("2020-02-29", "2021-02-28", 12), ("2020-02-29", "2021-02-27", 10),
        ("2020-05-01", "2022-04-30", 12), ("2020-05-01", "2022-05-01", 24), ("2020-05-01", "2023-05-01", 36),
        ("2020-05-01", "2024-05-01", 48), ("2020-05-01", "2025-04-30", 48), ("2020-05-01", "2025-05-01", 60),
    ],
)  # fmt: skip
def test_row_58_people_fall_into_spans_by_full_months(last: str, as_of: str, from_months: int | None) -> None:
    found = bucket_of(date.fromisoformat(last), START, date.fromisoformat(as_of))
    assert (found.from_months if found else None) == from_months


def test_never_certified_counts_from_the_start_of_the_benefit() -> None:
    assert months_without(None, date(2021, 12, 12), date(2022, 12, 12)) == 12


@pytest.mark.requirement("R129")
def test_the_spans_are_named_as_the_notice_names_them() -> None:
    names = [
        "大于等于 10 个月小于 12 个月",
        "大于等于 1 年小于 2 年",
        "大于等于 2 年小于 3 年",
        "大于等于 3 年小于 4 年",
        "大于等于 4 年小于 5 年",
        "大于等于 5 年",
    ]
    assert [say(bucket.key) for bucket in BUCKETS] == names


def test_all_six_are_counted_also_when_empty() -> None:
    counts = count([(None, date(2010, 1, 1)), (date(2022, 1, 31), START)], date(2022, 11, 30))
    assert [counts[bucket] for bucket in BUCKETS] == [1, 0, 0, 0, 0, 1]


@given(st.dates(min_value=date(1990, 1, 1)), st.dates(min_value=date(1990, 1, 1)))
def test_spans_neither_overlap_nor_leave_a_hole(last: date, as_of: date) -> None:
    months = months_without(last, START, as_of)
    assert sum(bucket.holds(months) for bucket in BUCKETS) == (1 if months >= 10 else 0)


def test_row_57_a_letter_is_good_for_thirty_days() -> None:
    today = date(2026, 11, 21)
    assert letter_problem(date(2026, 10, 22), today) is None
    assert letter_problem(date(2026, 10, 21), today) is not None
    assert letter_problem(date(2026, 11, 22), today) is not None


def test_row_57_the_refusal_has_the_words_of_the_form() -> None:
    problem = letter_problem(date(2026, 10, 21), date(2026, 11, 21))
    assert problem is not None
    assert say(problem.key, "zh", **problem.values) == "委托书签署日期超过30天"


def test_row_56_after_three_years_by_proxy_the_fourth_is_in_person() -> None:
    problem = fourth_year([2023, 2024, 2025], 2026)
    assert problem is not None
    assert say(problem.key) == "连续三年委托办理，第四年原则上应由本人亲自办理"
    assert fourth_year([2022, 2024, 2025], 2026) is None
    assert fourth_year([2023, 2024, 2025], 2027) is None
