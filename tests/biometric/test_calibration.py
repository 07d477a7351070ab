"""Thresholds from trials: exact intervals, what shared people are worth, and refusing to propose from too little."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.calibration import CALIBRATION, Trial, Trials, missing, propose
from biometric.confidence import clopper_pearson, rate_of
from biometric.det_plot import TICKS, line, place, png, terminal
from biometric.evaluation import det


@pytest.mark.parametrize(
    ("errors", "trials", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (3, 166, 0.0037, 0.0519),
    ],
)
def test_intervals_are_those_of_the_tables(errors: int, trials: int, low: float, high: float) -> None:
    assert clopper_pearson(errors, trials) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 400), st.data())
def test_an_interval_holds_its_rate_and_shrinks_with_trials(trials: int, data: st.DataObject) -> None:
    errors = data.draw(st.integers(0, trials))
    low, high = clopper_pearson(errors, trials)
    assert 0 <= low <= errors / trials <= high <= 1
    more = clopper_pearson(errors * 4, trials * 4)
    assert more[1] - more[0] <= high - low


def test_without_an_error_the_rule_of_three_speaks() -> None:
    people = np.arange(300)
    rate = rate_of(np.zeros(300, bool), people, people)
    assert rate.rule_of_three
    assert (rate.low, rate.high) == (0.0, pytest.approx(0.01))


def test_ten_tries_of_thirty_people_are_worth_thirty_people_not_three_hundred() -> None:
    people = np.repeat(np.arange(30), 10)
    none_wrong = rate_of(np.zeros(300, bool), people, people)
    assert none_wrong.high == pytest.approx(0.1)
    wrong = np.isin(people, (3, 7, 11))  # three people never pass
    rate = rate_of(wrong, people, people)
    assert rate.rate == pytest.approx(0.1)
    assert rate.worth == pytest.approx(29, abs=3)
    assert rate.high > 0.25


def test_independent_trials_are_worth_what_they_are() -> None:
    people = np.arange(1000)
    wrong = np.zeros(1000, bool)
    wrong[::50] = True
    assert rate_of(wrong, people, people).worth == pytest.approx(1000, rel=0.01)


def test_comparisons_that_share_one_lookalike_are_worth_less() -> None:
    one, other = np.triu_indices(40, 1)
    spread = np.zeros(len(one), bool)
    spread[::20] = True
    gathered = (one == 5) | (other == 5)
    assert rate_of(gathered, one, other).worth < 0.2 * rate_of(spread, one, other).worth


def normal(genuine: float, count: int, people: int = 60) -> Trials:
    rng = np.random.default_rng(5)
    own = rng.normal(genuine, 0.05, count)
    one, other = np.triu_indices(people, 1)
    strange = rng.normal(0.25, 0.07, len(one))
    return Trials(
        [Trial(float(x), f"p{at % people}") for at, x in enumerate(own)],
        [Trial(float(x), f"p{a}", f"p{b}") for x, a, b in zip(strange, one, other, strict=True)],
    )


def test_the_proposal_is_the_lowest_threshold_that_is_surely_good_enough() -> None:
    trials = normal(0.72, 240)
    found = propose(trials, "face", 0.01)
    assert found is not None
    assert found.far.high <= 0.01
    assert (
        found.threshold == CALIBRATION.face[0]
        or trials.errors(found.threshold - CALIBRATION.step).far.high > 0.01
    )
    assert found.frr.rate <= 0.01
    stricter = propose(trials, "face", 0.002)
    assert stricter is not None
    assert stricter.threshold >= found.threshold


def test_nothing_is_proposed_from_too_few_trials() -> None:
    few = normal(0.72, 12, people=10)
    wanted = missing(few, 0.01)
    assert wanted is not None
    assert (wanted.genuine, wanted.people, wanted.impostor) == (48, 10, 255)
    assert missing(normal(0.72, 240), 0.01) is None
    assert missing(normal(0.72, 240), 0.001) is not None  # 1,770 comparisons; 3,000 are needed


def test_nothing_is_proposed_where_no_threshold_is_good_enough() -> None:
    one, other = np.triu_indices(30, 1)
    alike = [Trial(0.9, f"p{a}", f"p{b}") for a, b in zip(one, other, strict=True)]
    assert propose(Trials([Trial(0.95, "p1")], alike), "face", 0.01) is None


def test_without_trials_every_rate_is_open() -> None:
    found = Trials([], []).errors(0.5)
    assert (found.far.low, found.far.high, found.far.trials) == (0.0, 1.0, 0)


def test_a_curve_of_normal_scores_is_a_line_on_the_page() -> None:
    rng = np.random.default_rng(1)
    curve = det(rng.normal(1.5, 1, 20_000), rng.normal(-1.5, 1, 20_000))
    places = np.array([spot for spot in line(curve) if 0.25 < spot[0] < 0.75])
    slope, level = np.polyfit(places[:, 0], places[:, 1], 1)
    assert slope == pytest.approx(-1, abs=0.1)
    assert np.abs(places[:, 1] - slope * places[:, 0] - level).max() < 0.03


def test_the_terminal_shows_axes_curve_and_mark() -> None:
    trials = normal(0.6, 200)
    curve = det(trials.genuine, trials.impostor)
    for plain, mark in ((True, "X"), (False, "✕")):
        shown = terminal(curve, (0.01, 0.05), plain=plain)
        assert len(shown) == 18
        assert sum(mark in row for row in shown) == 1
        assert all(f"{tick:.2%}" in "".join(shown) for tick in TICKS)
        assert max(map(len, shown)) <= 80
    assert all(ord(letter) < 128 for row in terminal(curve, (0.01, 0.05), plain=True) for letter in row)


def test_the_picture_is_a_png() -> None:
    trials = normal(0.6, 200)
    data = png([("dlib face", det(trials.genuine, trials.impostor))], (0.01, 0.05))
    assert data.startswith(b"\x89PNG")


@given(st.floats(0, 1))
def test_every_rate_has_a_place(rate: float) -> None:
    assert 0 <= place(rate) <= 1
