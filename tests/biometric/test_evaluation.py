import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.evaluation import det, eer, tar_at_far, wilson

scores = st.lists(st.floats(0, 1), min_size=1, max_size=60)


def test_scores_that_do_not_overlap_have_no_equal_error():
    rate, threshold = eer([0.8, 0.9, 0.7], [0.1, 0.3, 0.2])
    assert rate == 0
    assert 0.3 < threshold <= 0.7


def test_one_error_of_four_on_either_side_is_a_quarter():
    rate, threshold = eer([0.9, 0.8, 0.7, 0.2], [0.1, 0.15, 0.3, 0.75])
    assert rate == pytest.approx(0.25)
    assert 0.3 < threshold <= 0.7


def test_swapped_scores_are_always_wrong():
    assert eer([0.1, 0.2], [0.8, 0.9])[0] == pytest.approx(1.0)


def test_acceptance_at_one_false_acceptance_of_a_hundred():
    impostor = np.linspace(0, 0.5, 100)  # the highest is 0.5, the second highest just below
    assert tar_at_far([0.505, 0.6, 0.499, 0.3], impostor, 1e-2) == 0.75
    assert tar_at_far([0.505, 0.6, 0.5, 0.3], impostor, 1e-3) == 0.5


@given(scores, scores)
def test_errors_move_against_each_other(genuine, impostor):
    curve = det(genuine, impostor)
    assert (np.diff(curve.far) <= 0).all()
    assert (np.diff(curve.frr) >= 0).all()
    assert curve.far[0] == 1.0
    assert curve.far[-1] == 0.0
    assert curve.frr[-1] == 1.0


@given(scores, scores)
def test_rates_stay_rates_and_more_false_acceptance_accepts_no_fewer(genuine, impostor):
    rate, _ = eer(genuine, impostor)
    assert 0 <= rate <= 1
    assert tar_at_far(genuine, impostor, 1e-3) <= tar_at_far(genuine, impostor, 1e-1)


def test_one_kind_of_scores_is_refused():
    with pytest.raises(ValueError, match="impostor"):
        eer([0.5], [])


def test_bounds_of_a_rate_are_those_of_wilson():
    """Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662, 15 of 148 is 0.0624 to 0.1605, 0 of 20 is 0 to 0.1611."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)
