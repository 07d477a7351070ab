import cv2
import numpy as np
import pytest

from biometric.face import geometry, quality
from biometric.face.dlib_engine import DlibEngine
from biometric.photographs import find_faces
from biometric.pictures import read_image
from tests.biometric.people import photographs, portrait

ENGINE = DlibEngine()


def judged(image, points=None, **how):
    if points is None:
        points = ENGINE.landmarks(image, find_faces(image, ENGINE)[0])
    return {measure.name: measure for measure in quality.judge(image, points, **how)}


def points_of(image):
    return ENGINE.landmarks(image, find_faces(image, ENGINE)[0])


def failing(measures):
    return [measure.advice for measure in measures.values() if measure.advice]


def test_a_good_portrait_needs_no_advice():
    assert failing(judged(portrait(), photograph=True)) == []


@pytest.mark.requirement("R052")
@pytest.mark.parametrize(
    ("spoil", "advice"),
    [
        (lambda i: (i * 0.25).astype(np.uint8), "advice_brightness_low"),
        (lambda i: np.clip(i * 0.3 + 190, 0, 255).astype(np.uint8), "advice_brightness_high"),
        (lambda i: (i * 0.2 + 100).astype(np.uint8), "advice_contrast_low"),
        (lambda i: cv2.GaussianBlur(i, (0, 0), 4), "advice_sharpness_low"),
        (lambda i: cv2.blur(i, (25, 25)), "advice_sharpness_low"),
    ],
)
def test_a_spoilt_picture_gets_the_one_advice_that_mends_it(spoil, advice):
    points = points_of(portrait())
    assert advice in failing(judged(spoil(portrait()), points, photograph=True))


@pytest.mark.requirement("R057")
def test_dark_glasses_and_a_scarf_are_suspected():
    for cover in ("eyes", "mouth"):
        image, points = portrait(), points_of(portrait())
        if cover == "eyes":
            for start in (36, 42):
                middle = tuple(int(v) for v in points[start : start + 6].mean(axis=0))
                cv2.ellipse(image, middle, (24, 16), 0, 0, 360, (20, 20, 20), -1)
        else:
            outline = cv2.convexHull(np.concatenate([points[3:14], points[30:31]]).astype(np.int32))
            cv2.fillConvexPoly(image, outline, (200, 160, 150))
        assert "advice_occlusion_high" in failing(judged(image, points, photograph=True))


def test_no_photograph_of_the_test_data_is_called_covered_blurred_or_dark():
    for person in ("df01", "df03", "df05", "df08", "df10", "fr_alex", "fr_kit", "sf_a"):
        for path in photographs(person):
            wrong = set(failing(judged(read_image(path), photograph=True)))
            assert not wrong - {"advice_yaw_low", "advice_yaw_high"}, (path.name, wrong)


@pytest.mark.requirement("R055")
def test_the_distance_is_read_off_the_eyes():
    points = points_of(portrait())
    eyes = float(np.linalg.norm(points[45] - points[36]))
    assert quality.distance(points, round(eyes * 60 / 9)) == pytest.approx(60, rel=0.02)
    near = judged(portrait(), points)["distance"]
    assert near.ok == (33 <= near.value <= 100)


def test_a_face_far_away_is_told_to_come_nearer():
    small = cv2.resize(portrait(), None, fx=0.35, fy=0.35, interpolation=cv2.INTER_AREA)
    wide = cv2.copyMakeBorder(small, 100, 100, 300, 300, cv2.BORDER_REPLICATE)
    assert "advice_size_low" in failing(judged(wide, points_of(wide)))
    assert "advice_distance_high" in failing(judged(wide, points_of(wide)))


def test_a_mirrored_face_is_turned_to_the_other_side():
    for person in ("df01", "fr_alex", "df10"):
        for path in photographs(person)[:3]:
            image = read_image(path)
            yaw, pitch, _ = geometry.pose(points_of(image))
            back, level, _ = geometry.pose(points_of(np.ascontiguousarray(image[:, ::-1])))
            assert back == pytest.approx(
                -yaw, abs=6
            )  # design: mirrored pictures agree to 4 degrees in 95 of 100
            assert level == pytest.approx(pitch, abs=6)
