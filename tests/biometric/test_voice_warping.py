"""How unlike two words are does not depend on which of them is asked, and is measured by how this person speaks."""

import numpy as np
import pytest

from biometric.voice.hearing import LEAST_APART, apart
from biometric.voice.walking import Words
from biometric.voice.warping import FARTHEST, unlike, unlike_each_other


def laid(*words: np.ndarray, says: tuple[int, ...] = ()) -> Words:
    """Lay words end to end."""
    first = np.cumsum([0, *(len(one) for one in words)])
    return Words(np.concatenate(words).astype(np.float32), says or tuple(range(len(words))), first)


def path(*places: float, each: int = 10) -> np.ndarray:
    """A word that rests at some places one after the other."""
    return np.repeat(np.array(places), each)[:, None] * np.ones((1, 4))


def between(words: Words) -> np.ndarray:
    return unlike(words.distances(words.frames), words.first, words.first)


def test_a_word_is_like_itself_also_when_it_is_said_half_as_fast_again() -> None:
    found = between(laid(path(0, 5), path(0, 5, each=15), path(9, 2)))
    assert found[0, 0] == found[0, 1] == 0
    assert found[0, 2] > 1


def test_both_words_are_asked_so_that_what_one_has_more_counts() -> None:
    """One way alone every frame of (0, 5) finds its like in (0, 5, 9, 5), 20 frames of which are left out."""
    found = between(laid(path(0, 5), path(0, 5, 9, 5)))
    assert np.array_equal(found, found.T)
    assert found[0, 1] > 1


def test_a_word_that_is_too_short_for_another_is_as_far_as_can_be() -> None:
    assert between(laid(path(0, each=10), path(0, 5, each=40)))[0, 1] >= FARTHEST / 2


def test_a_place_that_talk_in_the_background_made_too_long_is_judged_by_its_own_frames() -> None:
    assert between(laid(path(0, 5, each=40), path(0, 5, each=5)))[0, 1] < 1


def test_words_held_against_themselves_need_one_way_only() -> None:
    words = laid(path(0, 5), path(0, 5, 9, 5), path(9, 2, each=15), path(1))
    distance = words.distances(words.frames)
    assert np.allclose(unlike_each_other(distance, words.first), between(words))


def test_gaps_are_measured_by_how_far_a_persons_digits_are_apart() -> None:
    wide = laid(path(0, 4), path(0, 4), path(8, 1), path(8, 1), says=(3, 3, 7, 7))
    near = Words(wide.frames / 2, wide.word, wide.first)
    assert apart(wide) == pytest.approx(2 * apart(near), rel=1e-3)


@pytest.mark.parametrize("says", [(3, 3), (3, 7)])
def test_digits_that_are_all_alike_or_were_said_once_leave_the_least(says: tuple[int, ...]) -> None:
    assert apart(laid(path(0, 4), path(0, 4), says=says)) == LEAST_APART
