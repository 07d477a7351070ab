"""Attacks on the challenge, as clips: photographs in many hands, other people's movements, swaps. All must fail."""

import pytest

from biometric.face.dlib_engine import DlibEngine
from biometric.limits import CHALLENGE, FACE
from biometric.session import act
from tests.biometric.people import FPS, astronaut_puppet, puppet
from tests.doubles import puppet_attacks as attacks
from tests.doubles.acting import Reach
from tests.doubles.playback import Playback

ENGINE = DlibEngine()
SOON = {"fps": FPS, "neutral": 0.8, "each": 1.0, "rest": 0.4}


def acted(pictures, actions, *, recorded=True):
    steps = act(Playback(pictures, FPS, recorded=recorded), actions, ENGINE, FACE, CHALLENGE)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def ending(pictures, actions):
    return acted(pictures, actions).outcome.verdict


def other_person():
    return puppet("fr_alex", "img1.jpg")


@pytest.mark.requirement("R060")
@pytest.mark.parametrize(
    "actions", [("left", "blink"), ("mouth", "right"), ("up", "left"), ("blink", "down", "right")]
)
def test_a_living_face_that_does_what_is_asked_is_alive(actions):
    found = acted(astronaut_puppet().frames(actions, **SOON), actions)
    assert found.outcome.verdict == "alive", (found.outcome, found.actions, found.checks)
    assert all(asked.seen_at > asked.asked_at for asked in found.actions)
    assert found.checks["likeness_within"] > 0.5


@pytest.mark.parametrize(
    ("person", "picture", "actions"),
    [
        ("df01", "img11.jpg", ("right", "blink")),
        ("df03", "img48.jpg", ("down", "left")),
        ("fr_biden", "biden.jpg", ("left", "up")),
        ("fr_alex", "img1.jpg", ("mouth", "right")),
        ("sf_a", "image_F2.jpg", ("blink", "left")),
    ],
)
def test_people_of_many_looks_are_alive(person, picture, actions):
    found = acted(puppet(person, picture).frames(actions, **SOON), actions)
    assert found.outcome.verdict == "alive", (found.outcome, found.actions, found.checks)


def test_small_movements_of_a_stiff_neck_are_seen():
    stiff = Reach(yaw=16, up=9, down=10, mouth=0.25)
    assert ending(astronaut_puppet().frames(("right", "up"), reach=stiff, **SOON), ("right", "up")) == "alive"


@pytest.mark.requirement("R060")
@pytest.mark.parametrize("how", [{}, {"bend": 0.35}, {"cut_out": True}], ids=["flat", "bent", "cut-out eyes"])
@pytest.mark.parametrize("actions", [("left", "blink"), ("mouth", "up")])
def test_a_photograph_swung_in_the_hand_is_not_alive(how, actions):
    verdict = ending(attacks.flat_photo_swung(astronaut_puppet(), actions, **how, **SOON), actions)
    assert verdict in ("not_alive", "action_missed")
    if actions[0] == "left":
        assert verdict == "not_alive"


def test_a_photograph_held_still_does_nothing():
    assert ending(attacks.still_photo(astronaut_puppet(), 3, FPS), ("left", "blink")) == "action_missed"


@pytest.mark.parametrize("actions", [("blink", "mouth"), ("left", "up")])
def test_a_photograph_that_is_shaken_or_brought_nearer_does_nothing(actions):
    assert ending(attacks.photo_shaken(astronaut_puppet(), 4, FPS), actions) != "alive"
    assert ending(attacks.photo_nearer(astronaut_puppet(), 4, FPS), actions) != "alive"


def test_a_screen_that_plays_other_actions_misses_the_action():
    shown = attacks.screen_replay(astronaut_puppet(), ("right", "mouth"), **SOON)
    assert ending(shown, ("left", "up")) == "action_missed"


def test_the_right_actions_in_the_wrong_order_are_missed():
    assert ending(astronaut_puppet().frames(("mouth", "left"), **SOON), ("left", "mouth")) == "action_missed"


def test_left_and_right_are_not_the_same():
    assert ending(astronaut_puppet().frames(("right", "blink"), **SOON), ("left", "blink")) == "action_missed"


def test_another_person_who_goes_on_is_noticed():
    swapped = attacks.swap_in_middle(astronaut_puppet(), other_person(), ("left", "right"), **SOON)
    assert ending(swapped, ("left", "right")) == "identity_changed"


def test_a_photograph_of_another_held_up_afterwards_is_noticed():
    swapped = attacks.still_afterwards(astronaut_puppet(), other_person(), ("left", "blink"), 1.2, **SOON)
    assert ending(swapped, ("left", "blink")) == "identity_changed"


def test_a_second_face_ends_it():
    both = attacks.two_faces(astronaut_puppet(), other_person(), ("left", "blink"), **SOON)
    assert ending(both, ("left", "blink")) == "several_faces"


@pytest.mark.requirement("R062")
def test_somebody_who_walks_away_left():
    frames = list(astronaut_puppet().frames(("left",), **SOON))
    wall = attacks._wall(*frames[0].shape[1::-1])
    assert ending(frames[:12] + [wall] * 24, ("left", "blink")) == "left_frame"


def test_a_wall_has_no_face():
    wall = attacks._wall(400, 300)
    assert ending([wall] * 30, ("left",)) == "no_face"
