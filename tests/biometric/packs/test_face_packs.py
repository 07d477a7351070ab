"""Face engines of packs. The weights of YuNet and SFace are not at hand here: OpenCV's own classes run on networks with
the same inputs and outputs, made for the test; that shows our side of them, and nothing about their accuracy."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.errors import ModelMissing
from biometric.face.dlib_engine import DlibEngine
from biometric.limits import FACE
from biometric.packs.face_onnx import likeness_of_cosine
from biometric.packs.five_points import PLACES, aligned, box_around, five_points
from biometric.packs.load import challenge_limits, face_engine, face_limits, forget, voice_engine
from biometric.packs.pack import Pack
from biometric.photographs import find_faces
from biometric.pictures import read_image
from tests.doubles.faces import somebody
from tests.doubles.model_packs import face_weights, pack_of, sface_weights


@pytest.fixture(scope="module")
def any_onnx(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(face_weights(tmp_path_factory.mktemp("onnx")), "onnx-face")


@pytest.fixture(scope="module")
def sface(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(sface_weights(tmp_path_factory.mktemp("sface")), "sface")


@pytest.mark.parametrize("which", ["any_onnx", "sface"])
def test_a_pack_embeds_a_face_into_the_likeness_of_this_program(
    which: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    pack, beneath = request.getfixturevalue(which), DlibEngine()
    engine, portrait = face_engine(pack), somebody(tmp_path).portrait
    points = beneath.landmarks(portrait, find_faces(portrait, beneath)[0])
    vector = engine.embed(portrait, points)
    assert vector.dtype == np.float32 and abs(float(np.linalg.norm(vector)) - 0.5) < 1e-5
    assert np.array_equal(engine.embed(portrait, points), vector)
    assert (engine.name, engine.version) == (pack.manifest.engine, pack.manifest.version)
    other = engine.embed(255 - portrait, points)
    assert 0 <= 1 - float(np.linalg.norm(vector - other)) <= 1


def test_a_pack_is_loaded_once_and_forgotten_when_told(any_onnx: Pack) -> None:
    one = face_engine(any_onnx)
    assert face_engine(any_onnx) is one
    forget(any_onnx)
    assert face_engine(any_onnx) is not one


def test_a_detector_of_a_pack_finds_what_it_was_made_to_find(sface: Pack) -> None:
    engine, image = face_engine(sface), np.full((480, 640, 3), 90, np.uint8)
    assert engine.find(image) == []
    image[200:264, 288:352] = (0, 255, 0)
    (box,) = engine.find(image, smallest=40)
    assert abs((box.left + box.right) / 2 - 304) < 20 and abs((box.top + box.bottom) / 2 - 240) < 20
    assert 50 < box.right - box.left < 90
    assert engine.find(image, smallest=160) == []
    large = np.full((1920, 2560, 3), 90, np.uint8)
    large[800:1056, 1152:1408] = (0, 255, 0)
    (found,) = engine.find(large, smallest=160)
    assert 200 < found.right - found.left < 360


def test_without_a_detector_dlib_finds_the_faces(any_onnx: Pack, tmp_path: Path) -> None:
    portrait = somebody(tmp_path).portrait
    assert face_engine(any_onnx).find(portrait, smallest=100) == DlibEngine().find(portrait, smallest=100)


@pytest.mark.parametrize("name", ["face_recognition.onnx", "face_detection.onnx"])
@pytest.mark.parametrize("data", [b"not a network", b"\x08\x08", bytes(range(256)) * 8])
def test_weights_that_are_no_network_are_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    folder = sface_weights(tmp_path)
    (folder / name).write_bytes(data)
    with pytest.raises(ModelMissing) as refused:
        face_engine(pack_of(folder, "sface")).find(np.zeros((64, 64, 3), np.uint8))
    assert refused.value.key == "pack_unusable" and refused.value.code == "E_MODEL"


def test_a_pack_of_another_kind_is_a_sentence(any_onnx: Pack) -> None:
    with pytest.raises(ModelMissing, match="pack_other_kind"):
        voice_engine(any_onnx)


def test_attack_a_pack_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    pack = pack_of(face_weights(tmp_path), "onnx-face")
    with (tmp_path / "face.onnx").open("rb+") as file:
        file.seek(2000)
        file.write(b"\x00\x01\x02")
    with pytest.raises(ModelMissing, match="pack_changed"):
        face_engine(pack)


def test_the_likenesses_of_a_pack_take_the_place_of_the_built_in_ones(any_onnx: Pack) -> None:
    limits = face_limits(any_onnx.manifest)
    assert (limits.accept, limits.unclear, limits.accept_one) == (0.8, 0.75, 0.75)
    assert (limits.alarm, limits.one_person) == (0.9, 0.5) and limits.sharpness == FACE.sharpness
    assert challenge_limits(any_onnx.manifest).same_person == 0.5


@given(seed=st.integers(0, 10**6), cosine=st.floats(-1, 1))
def test_a_published_cosine_becomes_the_likeness_of_the_same_two_faces(seed: int, cosine: float) -> None:
    one, other = np.linalg.qr(np.random.default_rng(seed).standard_normal((16, 2)))[0].T
    other = cosine * one + np.sqrt(1 - cosine**2) * other
    distance = float(np.linalg.norm(one / 2 - other / 2))
    assert abs(likeness_of_cosine(cosine) - (1 - distance)) < 1e-6
    assert abs(likeness_of_cosine(0.363) - 0.4357) < 1e-4


@given(angle=st.floats(-1, 1), size=st.floats(0.5, 4), x=st.integers(150, 350), y=st.integers(150, 350))
def test_a_face_however_turned_is_brought_upright(angle: float, size: float, x: int, y: int) -> None:
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    five = (PLACES - 56) @ spin * size + (x, y)
    points = np.zeros((68, 2), np.float32)
    points[36:42], points[42:48], points[30], points[48], points[54] = five
    assert np.allclose(five_points(points), five, atol=1e-3)
    image = np.zeros((900, 900, 3), np.uint8)
    column, row = np.round(five[2]).astype(int)
    reach = max(round(4 * size), 2)
    if not (reach <= row < 900 - reach and reach <= column < 900 - reach):
        return
    image[row - reach : row + reach + 1, column - reach : column + reach + 1] = 255
    upright = aligned(image, points, 112)
    assert upright[72, 56, 0] > 100 and upright[20, 20, 0] == 0


def test_the_box_of_five_points_is_near_to_dlibs(tmp_path: Path) -> None:
    engine, near = DlibEngine(), []
    for path in somebody(tmp_path).photographs:
        image = read_image(path)
        box = find_faces(image, engine)[0]
        guess = box_around(five_points(engine.landmarks(image, box)))
        near.append(abs((guess.right - guess.left) / (box.right - box.left) - 1))
    assert max(near) < 0.25
