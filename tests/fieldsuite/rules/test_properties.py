"""What must hold for every date: no crash, no shortened deadline, no status that goes backwards."""

from datetime import date, timedelta
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldsuite.rules.cycle import Certified, Event, explain
from fieldsuite.rules.months import add_months, full_months, last_day, month_of
from fieldsuite.rules.profiles import load
from fieldsuite.rules.reasons import explain_lines
from fieldsuite.rules.standing import Standing, Status
from fieldsuite.words import has

ORDER = get_args(Status)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
BIRTHS = st.dates(date(1900, 1, 1), date(2015, 12, 31)) | st.just(date(1948, 2, 29))
WHICH = st.sampled_from([(name, benefit) for name, profile in load().items() for benefit in profile.rules])
ROLLING = st.sampled_from(["sichuan", "guangdong", "national"])
CERTIFIED = st.lists(
    st.builds(Certified, DAYS, st.none() | DAYS) | st.builds(Certified, st.just(date(2024, 2, 29))),
    max_size=6,
)
EVENTS = st.lists(
    st.builds(Event, st.sampled_from(["death", "missing", "prison", "objection"]), DAYS), max_size=3
)


def month(text: str) -> int:
    return month_of(date.fromisoformat(f"{text}-01"))


@settings(max_examples=300, deadline=None)
@given(WHICH, BIRTHS, DAYS, CERTIFIED, EVENTS, DAYS)
def test_explain_answers_whatever_it_is_told(
    which: tuple[str, str],
    birth: date,
    start: date,
    certified: list[Certified],
    events: list[Event],
    as_of: date,
) -> None:
    found = explain(load()[which[0]], which[1], birth, start, certified, events, as_of)
    assert found.status in ORDER
    assert found.reasons
    assert all(has(reason.key) for reason in (*found.reasons, *found.warnings))
    for lang in ("zh", "en"):
        assert not any("{" in line for line in explain_lines(found, lang))
    if found.status in ("DECEASED", "STOPPED_PRISON"):
        assert found.deadline is None
    assert (found.stop_reason is None) == (found.status not in ("STOPPED", "STOPPED_PRISON", "DECEASED"))


@settings(max_examples=200, deadline=None)
@given(WHICH, st.dates(), st.dates(), st.lists(st.builds(Certified, st.dates()), max_size=3), st.dates())
def test_dates_at_the_ends_of_the_calendar_do_not_crash(
    which: tuple[str, str], birth: date, start: date, certified: list[Certified], as_of: date
) -> None:
    assert explain(load()[which[0]], which[1], birth, start, certified, [], as_of).status


@settings(max_examples=200, deadline=None)
@given(ROLLING, DAYS, st.lists(DAYS, max_size=4), DAYS)
def test_one_more_certification_never_shortens_a_rolling_deadline(
    name: str, start: date, days: list[date], more: date
) -> None:
    as_of = date(2061, 1, 1)
    before = _of(name, start, days, as_of)
    after = _of(name, start, [*days, more], as_of)
    assert before.deadline is not None
    assert after.deadline is not None
    assert after.deadline >= before.deadline


@settings(max_examples=200, deadline=None)
@given(WHICH, BIRTHS, DAYS, CERTIFIED, DAYS)
def test_suspension_follows_the_month_of_the_deadline(
    which: tuple[str, str], birth: date, start: date, certified: list[Certified], as_of: date
) -> None:
    found = explain(load()[which[0]], which[1], birth, start, certified, [], as_of)
    assert found.deadline is not None
    assert found.suspend_from is not None
    assert found.window_end is not None
    assert found.window_start is not None
    assert month(found.suspend_from) == month_of(found.deadline) + 1
    assert month(found.window_end) == month_of(found.deadline)
    assert found.remind_from is not None
    assert month(found.window_start) <= month(found.remind_from) <= month(found.window_end)


@settings(max_examples=200, deadline=None)
@given(WHICH, BIRTHS, DAYS, DAYS)
def test_a_window_is_as_long_as_the_cycle(which: tuple[str, str], birth: date, start: date, on: date) -> None:
    profile = load()[which[0]]
    rule = profile.rule(which[1])
    found = explain(profile, which[1], birth, min(start, on), [Certified(on)], [], on)
    assert found.window_start is not None
    assert found.window_end is not None
    length = month(found.window_end) - month(found.window_start) + 1
    assert length == (rule.cut_off[0] if rule.mode == "calendar" else rule.cycle_months)


@settings(max_examples=200, deadline=None)
@given(WHICH, BIRTHS, DAYS, st.lists(DAYS, max_size=4), DAYS, st.integers(0, 2000))
def test_when_nothing_happens_a_status_only_moves_on(
    which: tuple[str, str], birth: date, start: date, days: list[date], as_of: date, later: int
) -> None:
    certified = [Certified(day) for day in days if day <= as_of]
    profile = load()[which[0]]
    now = explain(profile, which[1], birth, start, certified, [], as_of)
    then = explain(profile, which[1], birth, start, certified, [], as_of + timedelta(days=later))
    assert ORDER.index(then.status) >= ORDER.index(now.status)


@settings(max_examples=200, deadline=None)
@given(WHICH, BIRTHS, DAYS, st.lists(DAYS, max_size=4), DAYS)
def test_certifying_today_gives_what_was_promised(
    which: tuple[str, str], birth: date, start: date, days: list[date], as_of: date
) -> None:
    certified = [Certified(day) for day in days]
    profile = load()[which[0]]
    promised = explain(profile, which[1], birth, start, certified, [], as_of).if_certified_today
    made = explain(profile, which[1], birth, start, [*certified, Certified(as_of)], [], as_of)
    assert made.deadline == promised


@given(DAYS, st.integers(-600, 600))
def test_months_are_moved_to_the_same_day_or_the_end_of_a_shorter_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert month_of(moved) == month_of(day) + months
    assert moved.day == min(day.day, last_day(month_of(moved)).day)
    if months >= 0:
        assert full_months(day, moved) == months


def _of(name: str, start: date, days: list[date], as_of: date) -> Standing:
    return explain(
        load()[name], "pension", date(1950, 1, 1), start, [Certified(day) for day in days], [], as_of
    )
