"""What somebody wears, how the mouth is held, what is behind: suspected where it is there, and not where it is not."""

from functools import cache

import cv2
import numpy as np
import pytest

from biometric.enrol import enrol_face
from biometric.face import quality
from biometric.face.dlib_engine import DlibEngine
from biometric.photographs import find_faces
from biometric.pictures import read_image
from biometric.steps import Enrolled, Refused
from tests.biometric.people import astronaut_puppet, photographs, portrait
from tests.doubles.acting import Look
from tests.doubles.playback import Playback
from tests.doubles.worn import before_a_shelf, with_glasses, with_hat

ENGINE = DlibEngine()
PEOPLE = ("df01", "df03", "df05", "df08", "df10", "df12", "fr_alex", "fr_biden", "fr_kit", "fr_lin", "sf_a")


def points_of(image):
    return ENGINE.landmarks(image, find_faces(image, ENGINE)[0])


def measured(image, points):
    return {measure.name: measure for measure in quality.judge_strictly(image, points)}


@cache
def everybody():
    """Every photograph of the test data, at 500 pixels, and its landmarks."""
    found = []
    for person in PEOPLE:
        for path in photographs(person):
            image = read_image(path)
            scale = min(1.0, 500 / max(image.shape[:2]))
            image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            if find_faces(image, ENGINE):
                found.append((path.name, image, points_of(image)))
    return found


def called(name, spoil=lambda image, points: image):
    """Photographs of which this is said."""
    return [
        file for file, image, points in everybody() if not measured(spoil(image, points), points)[name].ok
    ]


@pytest.mark.requirement("R057")
def test_tinted_lenses_are_suspected_on_everybody_and_clear_ones_on_nobody():
    assert called("glasses") == []
    assert called("glasses", lambda i, p: with_glasses(i, p, 1.0)) == []
    for keep in (0.5, 0.3, 0.1):
        assert len(called("glasses", lambda i, p, keep=keep: with_glasses(i, p, keep))) == len(everybody())


@pytest.mark.requirement("R057")
def test_a_hat_over_the_forehead_is_suspected_and_hair_about_it_is_not():
    assert called("hat") == []
    for colour in ((60, 40, 30), (40, 40, 160)):
        seen = called("hat", lambda i, p, colour=colour: with_hat(i, p, colour))
        assert len(seen) == len(everybody())


@pytest.mark.requirement("R057")
def test_few_are_told_to_close_the_mouth_and_those_laugh_or_speak():
    assert set(called("expression")) <= {"img58.jpg", "img1.jpg", "biden2.jpg", "img15.jpg"}


@pytest.mark.requirement("R054")
def test_plain_walls_pass_and_busy_ones_do_not():
    busy = set(called("background"))
    assert not busy & {"img11.jpg", "img13.jpg", "img14.jpg", "img15.jpg", "img35.jpg", "img18.jpg"}
    assert busy >= {
        "img48.jpg",
        "img8.jpg",
        "img37.jpg",
        "img22.jpg",
        "img23.jpg",
        "biden.jpg",
        "image_T1.jpg",
    }


def test_every_suspicion_has_its_one_advice():
    points, plain = points_of(portrait()), portrait()
    tilted = cv2.warpAffine(plain, cv2.getRotationMatrix2D((223, 110), 30, 1), (512, 512), borderMode=1)
    puppet = astronaut_puppet()
    open_mouth, wide = puppet.show(Look(mouth=0.25)), puppet.show(Look())
    cases = (
        (with_glasses(plain, points, 0.3), points, "advice_glasses_low"),
        (with_hat(plain, points), points, "advice_hat_high"),
        (before_a_shelf(wide, points_of(wide)), points_of(wide), "advice_background_high"),
        (open_mouth, points_of(open_mouth), "advice_expression_high"),
        (tilted, points_of(tilted), "advice_roll_low"),
    )
    for image, where, advice in cases:
        said = {measure.advice for measure in quality.judge_strictly(image, where)}
        assert advice in said, (advice, said)


def sits(spoil=None, frames=40):
    """Somebody who looks straight into a live camera and does not move."""
    picture = astronaut_puppet().show(Look())
    picture = spoil(picture, points_of(picture)) if spoil else picture
    return Playback([picture] * frames, 5, recorded=False)


def one_at_a_time(camera, **how):
    """Steps until the first capture, or the first refusal."""
    for step in enrol_face(camera, **how):
        if isinstance(step, Refused | Enrolled) or getattr(step, "done", 0):
            return step
    return None


@pytest.mark.requirement("R057")
def test_enrolment_waits_until_the_hat_is_off_or_an_officer_lets_it_pass():
    refused = one_at_a_time(sits())
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.advice) == ("poor_image", "advice_hat_high")
    taken = one_at_a_time(sits(), excused=("hat",))
    assert taken.done == 1


def test_dark_glasses_that_must_stay_on_do_not_lock_anybody_out():
    def blind(image, points):
        return with_glasses(image, points, 0.4)

    refused = one_at_a_time(sits(blind), excused=("hat",))
    assert refused.advice in ("advice_glasses_low", "advice_occlusion_high")
    taken = one_at_a_time(sits(blind), excused=("hat", "glasses", "occlusion"))
    assert taken.done == 1


def test_what_is_excused_is_measured_all_the_same():
    *_, made = enrol_face(Playback([astronaut_puppet().show(Look())] * 40, 5), excused=("glasses",))
    assert isinstance(made, Enrolled)
    measures = {measure.name: measure for measure in made.measures}
    assert {"hat", "glasses", "background", "expression"} <= set(measures)
    assert not measures["hat"].ok


@pytest.mark.parametrize("name", ["brightness", "sharpness", "size", "nonsense"])
def test_a_picture_nobody_could_be_known_on_cannot_be_excused(name):
    camera = sits()
    with pytest.raises(ValueError, match=name):
        next(iter(enrol_face(camera, excused=(name,))))
    assert camera.opened == 0


def test_a_face_at_the_edge_or_outside_of_the_picture_is_measured_without_a_fault():
    rng = np.random.default_rng(5)
    for _ in range(30):
        height, width = (int(v) for v in rng.integers(40, 400, 2))
        image = rng.integers(0, 255, (height, width, 3)).astype(np.uint8)
        points = points_of(portrait()) * rng.uniform(0.1, 2) + rng.uniform(-300, 300, 2)
        for measure in quality.judge_strictly(image, points.astype(np.float32)):
            assert np.isfinite(measure.value), measure
