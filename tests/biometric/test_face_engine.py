import hashlib
import threading

import cv2
import numpy as np
import pytest

from biometric import models
from biometric.errors import ModelMissing
from biometric.face.compare import comparable, likeness, likeness_to, thresholds
from biometric.face.dlib_engine import DlibEngine
from biometric.limits import FACE
from biometric.photographs import compare_photographs, find_faces, portrait
from biometric.pictures import as_jpeg, read_image
from biometric.template import Template
from tests.biometric.people import photographs
from tests.biometric.people import portrait as astronaut
from tests.shared import shared

ENGINE = DlibEngine()


def test_likenesses_are_those_of_face_recognition():
    """The package of that name is the yardstick, with its own search and landmarks."""
    face_recognition = pytest.importorskip("face_recognition")
    image = astronaut()
    pairs = [(image, cv2.flip(image, 1)), (image, cv2.convertScaleAbs(image, alpha=0.6))]
    for one, other in pairs:
        ours = [portrait(picture, ENGINE).vector for picture in (one, other)]
        theirs = [
            face_recognition.face_encodings(np.ascontiguousarray(picture[:, :, ::-1]))[0]
            for picture in (one, other)
        ]
        assert likeness(*ours) == pytest.approx(1 - np.linalg.norm(theirs[0] - theirs[1]), abs=0.05)
    assert ours[0].shape == (128,)
    assert ours[0].dtype == np.float32


def test_folds_of_a_suit_beside_a_face_are_no_second_face():
    image = read_jpeg(as_jpeg(astronaut()))
    assert len(ENGINE.find(image)) == 1


def read_jpeg(data):
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)


def test_a_face_is_found_at_every_size_and_none_in_a_wall():
    for scale in (0.4, 1.0, 2.5):
        image = cv2.resize(astronaut(), None, fx=scale, fy=scale)
        (box,) = find_faces(image, ENGINE)
        assert (box.left + box.right) / 2 == pytest.approx(223 * scale, abs=12 * scale)
    assert find_faces(np.full((480, 640, 3), 200, np.uint8), ENGINE) == []


def test_several_threads_may_ask_one_engine():
    points = ENGINE.landmarks(astronaut(), ENGINE.find(astronaut())[0])
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(ENGINE.embed(astronaut(), points))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(found[0], other) for other in found)


def test_warming_up_loads_the_models_in_the_background():
    thread = models.warm()
    thread.join(30)
    assert not thread.is_alive()
    assert models.resnet() is models.resnet()


def test_a_tampered_weight_file_stops_every_capture():
    changed = models.Weights(models.RESNET.file, "0" * 16)
    with pytest.raises(ModelMissing) as error:
        models.weights_path(changed)
    assert (error.value.key, error.value.code) == ("model_changed", "E_MODEL")


def test_the_detector_that_comes_along_is_dlibs_own(tmp_path):
    import dlib

    dlib.get_frontal_face_detector().save(str(tmp_path / "own"))
    assert hashlib.sha256((tmp_path / "own").read_bytes()).hexdigest() == models.DETECTOR
    grey = cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY)
    (one,), (sure,), _ = models.detector().run(grey, 0, 0.0)
    (other,), (known,), _ = dlib.get_frontal_face_detector().run(grey, 0, 0.0)
    assert (one, sure) == (other, known)


def test_a_missing_weight_file_is_named():
    with pytest.raises(ModelMissing) as error:
        models.weights_path(models.Weights("nowhere.dat", "0" * 16))
    assert error.value.key == "model_missing"
    assert error.value.values == {"file": "nowhere.dat"}


def test_likeness_is_high_for_alike_and_never_leaves_its_range():
    one = np.zeros(128, np.float32)
    other = np.ones(128, np.float32)
    assert likeness(one, one) == 1.0
    assert likeness(one, other) == 0.0
    third = one.copy()
    third[0] = 0.4
    assert likeness(one, third) == pytest.approx(0.6)


def of_captures(count):
    return Template("face", ENGINE.name, ENGINE.version, np.zeros((count, 128), np.float32))


def test_a_single_photograph_has_a_threshold_of_its_own():
    assert thresholds(of_captures(3), FACE) == (0.55, 0.48)
    assert thresholds(of_captures(5), FACE) == (0.55, 0.48)
    assert thresholds(of_captures(1), FACE) == (0.48, 0.48)


def test_templates_of_another_engine_are_never_compared():
    assert comparable(of_captures(3), ENGINE.name, ENGINE.version)
    assert not comparable(of_captures(3), "sface", ENGINE.version)
    assert not comparable(of_captures(3), ENGINE.name, "another")


def test_one_bad_capture_of_three_does_not_decide():
    template = of_captures(3)
    good, bad = np.zeros(128, np.float32), np.full(128, 0.3, np.float32)
    assert likeness_to(template, [good, bad, good]) == 1.0


def test_two_photographs_of_one_person_are_the_same_and_of_two_are_not():
    mine, other = photographs("fr_biden"), photographs("fr_alex")
    same = compare_photographs(*mine[:2])
    assert same.same
    assert same.threshold == 0.48
    assert same.likeness > 0.48
    assert not compare_photographs(mine[0], other[0]).same
    assert {measure.name for measure in same.quality_a} >= {
        "brightness",
        "sharpness",
        "size",
        "yaw",
        "occlusion",
    }


def test_a_photograph_without_or_with_too_many_faces_is_named(tmp_path):
    from biometric.errors import MediaUnreadable

    alone, wall, pair = tmp_path / "one.jpg", tmp_path / "wall.jpg", tmp_path / "pair.jpg"
    alone.write_bytes(as_jpeg(astronaut()))
    wall.write_bytes(as_jpeg(np.full((300, 300, 3), 200, np.uint8)))
    pair.write_bytes(as_jpeg(np.hstack([astronaut(), astronaut()])))
    for path, key in ((wall, "no_face_in_picture"), (pair, "several_faces_in_picture")):
        with pytest.raises(MediaUnreadable) as error:
            compare_photographs(alone, path)
        assert (error.value.key, error.value.values["path"]) == (key, str(path))


def test_a_group_photograph_has_several_faces():
    from biometric.errors import MediaUnreadable

    with pytest.raises(MediaUnreadable, match="several_faces"):
        portrait(read_image(shared("faces_multi", "selfie-many-people.jpg")), ENGINE)
