import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.challenge import ACTIONS, HEAD, draw

able = st.sets(st.sampled_from(ACTIONS), min_size=1)


@pytest.mark.requirement("R060")
@given(able, st.integers())
def test_two_or_three_different_actions_the_person_can_do(can, seed):
    drawn = draw(can, chance=random.Random(seed))
    assert min(2, len(can)) <= len(drawn) <= min(3, len(can))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= can


@given(able, st.integers())
def test_one_action_at_least_moves_the_head_when_the_person_can(can, seed):
    drawn = draw(can, chance=random.Random(seed))
    assert bool(HEAD & set(drawn)) == bool(HEAD & can)


@pytest.mark.requirement("R061")
def test_all_orders_come_up_equally_often():
    counts = Counter(draw(count=2, chance=random.Random(seed)) for seed in range(28 * 200))
    assert len(counts) == 28  # 30 pairs less blink-mouth and mouth-blink
    assert max(counts.values()) < 1.35 * 200
    assert min(counts.values()) > 0.65 * 200
    assert {action for pair in counts for action in pair} == set(ACTIONS)


def test_chance_comes_from_the_system():
    assert len({draw() for _ in range(40)}) > 20


def test_a_person_who_can_do_nothing_is_sent_another_way():
    with pytest.raises(ValueError, match="action"):
        draw(())
