import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric import depth
from biometric.face import geometry
from tests.doubles.head import DEPTH, Pose, Space

ANGLE = st.floats(-40, 40)


def face():
    """A schematic face of 68 points: brows, eyes, nose, mouth, jaw; 100 pixels between the outer eye corners."""
    points = np.zeros((68, 2))
    jaw = np.linspace(np.pi, 0, 17)
    points[:17] = np.column_stack([np.cos(jaw) * 75, np.sin(jaw) * 120])
    points[17:22] = np.column_stack([np.linspace(-58, -15, 5), [-22, -30, -32, -30, -26]])
    points[22:27] = points[21:16:-1] * [-1, 1]
    points[27:31] = [[0, 0], [0, 13], [0, 26], [0, 38]]
    points[31:36] = [[-17, 48], [-9, 51], [0, 53], [9, 51], [17, 48]]
    points[36:42] = [[-50, 0], [-41, -6], [-28, -6], [-18, 1], [-28, 5], [-41, 5]]
    points[42:48] = points[[39, 38, 37, 36, 41, 40]] * [-1, 1]
    mouth = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    points[48:60] = np.column_stack([-np.cos(mouth) * 28, 78 - np.sin(mouth) * 11])
    lips = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    points[60:68] = np.column_stack([-np.cos(lips) * 22, 78 - np.sin(lips) * 2])
    return points + np.array([320, 200])


SPACE = Space(np.array([320.0, 200.0]), 100.0)


def seen(pose, depths):
    return SPACE.project(SPACE.move(SPACE.raise_up(face(), depths), pose))


@given(ANGLE, ANGLE, ANGLE)
def test_a_flat_photograph_has_no_depth_however_it_is_turned(yaw, pitch, roll):
    flat = np.zeros(68)
    assert depth.residual(face(), seen(Pose(yaw, pitch, roll), flat)) < 1e-6


@given(st.floats(15, 35), st.booleans())
def test_a_head_that_turns_shows_its_depth(angle, left):
    turned = seen(Pose(yaw=angle if left else -angle), DEPTH)
    assert depth.residual(face(), turned) > 0.022


@given(st.floats(10, 25), st.booleans())
def test_a_head_that_nods_shows_its_depth(angle, up):
    assert depth.residual(face(), seen(Pose(pitch=angle if up else -angle), DEPTH)) > 0.013


@given(st.floats(-30, 30), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), st.floats(-1, 1.5))
def test_moving_tilting_and_coming_nearer_foreshorten_nothing(roll, x, y, near):
    moved = seen(Pose(roll=roll, x=x, y=y, near=near), np.zeros(68))
    assert depth.foreshortening(face(), moved) < 1


@given(st.floats(20, 45))
def test_a_swung_photograph_grows_narrow_by_its_angle(angle):
    assert depth.foreshortening(face(), seen(Pose(yaw=angle), np.zeros(68))) == pytest.approx(angle, abs=7)


@given(st.floats(-30, 30), st.sampled_from(["yaw", "pitch"]))
def test_the_pose_follows_the_head(angle, axis):
    at_rest, turned = geometry.pose(seen(Pose(), DEPTH)), geometry.pose(seen(Pose(**{axis: angle}), DEPTH))
    moved = turned[0] - at_rest[0] if axis == "yaw" else turned[1] - at_rest[1]
    assert np.sign(moved) == np.sign(angle) or abs(angle) < 2
    assert abs(angle) * 0.7 - 2 <= abs(moved) <= abs(angle) * 1.6 + 2


@given(st.floats(28, 45), st.sampled_from([-1, 1]))
def test_the_pose_hardly_follows_a_swung_photograph(angle, side):
    swung = geometry.pose(seen(Pose(yaw=side * angle), np.zeros(68)))
    assert abs(swung[0] - geometry.pose(face())[0]) < 10
