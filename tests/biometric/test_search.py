"""The search of one face against many is exact, ranked, and never a refusal."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from biometric.face.dlib_engine import DlibEngine
from biometric.photographs import portrait
from biometric.pictures import read_image
from biometric.search import Gallery
from biometric.template import Template
from tests.shared import shared

Matrix = NDArray[np.float32]


def unit(rows: int, seed: int, dimensions: int = 128) -> Matrix:
    """Unit vectors in every direction."""
    made = np.random.default_rng(seed).standard_normal((rows, dimensions)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def near(vector: Matrix, distance: float, seed: int) -> Matrix:
    """A vector at this Euclidean distance."""
    step = np.random.default_rng(seed).standard_normal(vector.shape)
    return (vector + step * distance / np.linalg.norm(step)).astype(np.float32)


def slowly(rows: Matrix, probe: Matrix, least: float) -> list[tuple[int, float]]:
    """One comparison after the other, in double precision."""
    likeness = [1 - float(np.linalg.norm(row.astype(np.float64) - probe)) for row in rows]
    found = [(at, max(0.0, one)) for at, one in enumerate(likeness) if max(0.0, one) >= least]
    return sorted(found, key=lambda one: -one[1])


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    rows=st.integers(0, 300),
    least=st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.9]),
    scale=st.sampled_from([0.01, 1.0, 40.0]),
)
def test_it_finds_what_comparing_one_by_one_finds(seed: int, rows: int, least: float, scale: float) -> None:
    # Of low dimension, so that many are near one another; scaled, so that rounding matters.
    vectors = unit(rows, seed, 4) * np.float32(scale)
    gallery = Gallery([str(at) for at in range(rows)], vectors)
    probe = near(unit(1, seed + 1, 4)[0] * np.float32(scale), 0.2, seed)
    found = [(int(hit.person), hit.likeness) for hit in gallery.rank(probe, rows + 1, least)]
    expected = slowly(vectors, probe, least)
    assert {at for at, _ in found} == {at for at, _ in expected}
    assert [likeness for _, likeness in found] == pytest.approx([likeness for _, likeness in expected])


@pytest.mark.parametrize("distance", [0.0, 0.1, 0.39, 0.3999])
def test_nobody_within_the_distance_is_missed_among_many(distance: float) -> None:
    vectors = unit(40_000, 1)
    probe = near(vectors[33_333], distance, 2)
    (hit,) = Gallery([str(at) for at in range(40_000)], vectors).rank(probe)
    assert hit.person == "33333"
    assert hit.likeness == pytest.approx(1 - distance, abs=1e-6)


@pytest.mark.parametrize("least", [0.0, 0.3, 0.6])
def test_faces_that_differ_along_few_axes_are_found_like_any_others(least: float) -> None:
    made = np.random.default_rng(5)
    spread = np.diag(np.geomspace(1.0, 1e-3, 128)).astype(np.float32)
    rows = (0.1 + made.standard_normal((1500, 128)) @ spread).astype(np.float32)
    probe = near(rows[700], 0.3, 6)
    grown = Gallery([], np.zeros((0, 1), np.float32))
    for at, row in enumerate(rows):
        grown.add(str(at), row)
    for gallery in (grown, Gallery([str(at) for at in range(1500)], rows)):
        found = [(int(one.person), one.likeness) for one in gallery.rank(probe, 1500, least)]
        assert found == slowly(rows, probe, least)


def test_among_nobody_nobody_is_found() -> None:
    assert Gallery([], np.zeros((0, 1), np.float32)).rank(unit(1, 3)[0]) == []


def test_just_beyond_the_distance_is_nobody() -> None:
    vectors = unit(1000, 3)
    assert Gallery([str(at) for at in range(1000)], vectors).rank(near(vectors[7], 0.4001, 4)) == []


def test_the_list_is_ranked_and_cut() -> None:
    probe = unit(1, 5)[0]
    distances = [0.35, 0.05, 0.3, 0.15, 0.39]
    gallery = Gallery([], np.zeros((0, 1), np.float32))
    for at, distance in enumerate(distances):
        gallery.add(str(distance), near(probe, distance, at))
    assert [hit.person for hit in gallery.rank(probe)] == ["0.05", "0.15", "0.3", "0.35", "0.39"]
    assert [hit.person for hit in gallery.rank(probe, 2)] == ["0.05", "0.15"]
    assert len(gallery) == 5


def test_adding_one_by_one_is_a_gallery_of_all() -> None:
    vectors = unit(700, 6, 8)
    grown = Gallery([], np.zeros((0, 1), np.float32))
    for at, vector in enumerate(vectors):
        grown.add(str(at), vector)
    whole = Gallery([str(at) for at in range(700)], vectors)
    assert grown.rank(vectors[3], 700, 0.2) == whole.rank(vectors[3], 700, 0.2)
    assert grown.doubles(0.5) == whole.doubles(0.5)


def test_every_two_are_compared_once() -> None:
    vectors = unit(400, 7, 5)
    pairs = Gallery([str(at) for at in range(400)], vectors).doubles(0.6)
    expected = {
        (one, other) for one in range(400) for other, _ in slowly(vectors, vectors[one], 0.6) if other > one
    }
    assert {(int(pair.one), int(pair.other)) for pair in pairs} == expected
    assert len(pairs) == len(expected) > 10
    assert [pair.likeness for pair in pairs] == sorted((pair.likeness for pair in pairs), reverse=True)


def test_all_against_all_tells_how_far_it_is() -> None:
    gallery = Gallery([str(at) for at in range(300)], unit(300, 8))
    assert [done for done, _ in gallery.doubles_in_steps()] == [128, 256, 300]


@pytest.mark.parametrize("vectors", [np.zeros((3, 4), np.float32), np.full((2, 4), np.nan, np.float32)])
def test_what_is_no_row_a_person_is_refused(vectors: Matrix) -> None:
    with pytest.raises(ValueError, match="row a person"):
        Gallery(["a", "b"], vectors)


def test_a_face_of_other_dimensions_is_refused() -> None:
    gallery = Gallery(["a"], unit(1, 9))
    with pytest.raises(ValueError, match="fit"):
        gallery.add("b", unit(1, 9, 64)[0])


def test_templates_of_another_engine_are_left_out() -> None:
    mine = Template("face", "dlib", "1", unit(3, 10))
    other = Template("face", "dlib", "2", unit(3, 10))
    assert Gallery.of([("a", mine), ("b", other)], "dlib", "1").people == ["a"]


def test_real_photographs_of_one_person_are_found_and_of_others_are_not() -> None:
    engine = DlibEngine()
    files = {who: shared("faces", who, f"img{number}.jpg")
             for who, number in (("df01", 1), ("df03", 47), ("df05", 13), ("df08", 34))}  # fmt: skip
    gallery = Gallery([], np.zeros((0, 1), np.float32))
    for who, file in files.items():
        gallery.add(who, portrait(read_image(file), engine).vector)
    again = portrait(read_image(shared("faces", "df01", "img2.jpg")), engine).vector
    assert [hit.person for hit in gallery.rank(again)] == ["df01"]
    assert gallery.doubles() == []
