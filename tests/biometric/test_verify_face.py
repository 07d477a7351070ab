import time

import cv2
import numpy as np
import pytest

from biometric.enrol import enrol_face, enrol_face_photographs
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.face.dlib_engine import DlibEngine
from biometric.pictures import as_jpeg
from biometric.steps import Enrolled, Guidance, Preview, Refused, Verdict
from biometric.verify import verify_face, verify_photographs
from biometric.webcam import VideoFile
from tests.biometric.people import FPS, SMALL, astronaut_puppet, photographs, portrait, puppet
from tests.doubles.playback import Playback
from tests.doubles.puppet import write_clip

SOON = {"fps": FPS, "neutral": 0.8, "each": 1.0, "rest": 0.4}


class WithoutModels(DlibEngine):
    """An engine whose weight files are gone."""

    def find(self, image, **how):
        raise ModelMissing("model_missing", file="x")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The astronaut, enrolled from a recording in which she turns a little."""
    frames = astronaut_puppet().frames(
        ("left",), neutral=3.0, **{k: v for k, v in SOON.items() if k != "neutral"}
    )
    steps = list(enrol_face(Playback(frames, FPS)))
    assert isinstance(steps[-1], Enrolled), steps[-1]
    return steps[-1].template


def verdict(camera, template, actions, **how):
    *steps, last = list(verify_face(camera, template, actions, **how))
    assert isinstance(last, Verdict)
    assert camera.closed == camera.opened
    return last, steps


def test_the_person_enrolled_is_alive_and_the_same(template):
    camera = Playback(astronaut_puppet().frames(("right", "blink"), seed=7, **SOON), FPS)
    last, steps = verdict(camera, template, ("right", "blink"))
    assert last.verdict == "alive_and_same"
    assert last.passed
    assert last.likeness >= last.threshold == 0.55
    assert (last.engine, last.version) == ("dlib", DlibEngine.version)
    assert [asked.action for asked in last.actions] == ["right", "blink"]
    assert 2 <= len(last.pictures) <= 3
    assert all(picture.startswith(b"\xff\xd8") for picture in last.pictures)
    assert last.recorded
    assert {step.key for step in steps if isinstance(step, Guidance)} >= {
        "look_straight",
        "ask_right",
        "ask_blink",
    }
    shown = [step for step in steps if isinstance(step, Preview)]
    assert shown[-1].remaining < 20
    assert any(step.prompt == "right" and step.box for step in shown)


def nothing_done():
    return Playback(astronaut_puppet().frames((), neutral=10.0, fps=FPS), FPS)


def test_a_verdict_says_which_check_failed_its_value_and_its_limit(template):
    last, _ = verdict(nothing_done(), template, ("left", "blink"))
    assert (last.verdict, last.failed, last.liveness) == ("action_missed", "action_left", "action_missed")
    assert last.checks["action_left"] < last.needs["action_left"] == 11.0
    assert last.seconds > 7


def test_where_policy_only_records_a_missed_action_is_kept_and_a_person_decides(template):
    last, _ = verdict(nothing_done(), template, ("left", "blink"), enforced=False)
    assert (last.verdict, last.reason, last.failed) == ("unclear", "reason_liveness_recorded", "action_left")
    assert last.liveness == "action_missed"
    assert last.likeness >= last.threshold
    assert not last.passed


def test_where_policy_only_records_another_face_is_still_not_the_same(template):
    still = Playback(puppet("fr_alex", "img1.jpg").frames((), neutral=9.0, fps=FPS), FPS)
    last, _ = verdict(still, template, ("left", "blink"), enforced=False)
    assert (last.verdict, last.failed, last.liveness) == ("not_same", "likeness", "action_missed")


def test_where_policy_only_records_two_people_are_never_let_pass(template):
    from tests.doubles.puppet_attacks import two_faces

    both = two_faces(astronaut_puppet(), puppet("fr_alex", "img1.jpg"), ("left", "blink"), **SOON)
    last, _ = verdict(Playback(both, FPS), template, ("left", "blink"), enforced=False)
    assert (last.verdict, last.failed) == ("several_faces", "alone")


def test_somebody_else_who_acts_is_not_the_same(template):
    camera = Playback(puppet("fr_alex", "img1.jpg").frames(("left", "blink"), **SOON), FPS)
    last, _ = verdict(camera, template, ("left", "blink"))
    assert last.failed == "likeness"
    assert last.verdict == "not_same"
    assert last.reason == "reason_not_same"
    assert last.likeness < 0.48


@pytest.mark.requirement("R066")
def test_the_verdict_comes_within_a_second_of_the_last_frame(template):
    camera = Playback(astronaut_puppet().frames(("left", "mouth"), **SOON), FPS, recorded=False)
    last_frame = 0.0
    for step in verify_face(camera, template, ("left", "mouth")):
        if isinstance(step, Preview):
            last_frame = time.perf_counter()
    assert step.verdict == "alive_and_same"
    assert time.perf_counter() - last_frame < 1.0


def test_a_clip_file_runs_through_the_same_code(template, tmp_path):
    path = astronaut_puppet().clip(("down", "left"), tmp_path / "认证.mp4", **SOON)
    *_, last = verify_face(VideoFile(path), template, ("down", "left"))
    assert last.verdict == "alive_and_same"


def test_a_photograph_as_a_clip_is_an_error_with_a_sentence(template, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(as_jpeg(portrait()))
    with pytest.raises(MediaUnreadable) as error:
        list(verify_face(VideoFile(path), template, ("left",)))
    assert error.value.key == "clip_is_photograph"


def test_a_photograph_filmed_never_certifies(template, tmp_path):
    path = write_clip(iter([astronaut_puppet().picture] * 30), tmp_path / "still.avi", FPS)
    *_, last = verify_face(VideoFile(path), template, ("blink", "left"))
    assert last.verdict == "action_missed"


def test_without_a_template_the_camera_stays_closed():
    camera = Playback([], FPS)
    (last,) = verify_face(camera, None, ("left",))
    assert (last.verdict, last.reason, camera.opened) == ("no_template", "reason_no_template", 0)


def test_a_template_of_another_engine_is_not_compared(template):
    from dataclasses import replace

    (last,) = verify_face(Playback([], FPS), replace(template, engine="sface"), ("left",))
    assert (last.verdict, last.reason) == ("no_template", "reason_other_engine")


def test_without_models_a_clip_and_two_pictures_are_kept_for_later(template):
    camera = Playback([astronaut_puppet().picture] * 30, FPS)
    last, _ = verdict(camera, template, ("left",), engine=WithoutModels())
    assert last.verdict == "no_model"
    assert [picture[4:8] == b"ftyp" for picture in last.pictures] == [True, False, False]


def test_a_black_picture_names_the_lens(template):
    black = [np.zeros((*SMALL[::-1], 3), np.uint8)] * 20
    last, _ = verdict(Playback(black, FPS), template, ("left",))
    assert (last.verdict, last.reason) == ("no_face", "reason_camera_dark")


def test_who_stops_watching_stops_the_camera(template):
    camera = Playback(astronaut_puppet().frames(("left",), **SOON), FPS)
    steps = verify_face(camera, template, ("left",))
    for _ in range(5):
        next(steps)
    steps.close()
    assert camera.closed == 1


@pytest.mark.requirement("R046")
def test_photographs_make_a_template_and_prove_nobody_alive():
    paths = photographs("df01")
    *_, made = enrol_face_photographs(paths[:1])
    assert isinstance(made, Enrolled)
    assert made.template.from_photographs
    assert len(made.template.sources[0]) == 64
    *_, same = verify_photographs([cv2.imread(str(paths[2]))], made.template)
    assert (same.verdict, same.threshold) == ("same_liveness_unknown", 0.48)
    assert not same.passed
    *_, other = verify_photographs([cv2.imread(str(photographs("df03")[0]))], made.template)
    assert other.verdict == "not_same"
    *_, wall = verify_photographs([np.full((300, 300, 3), 200, np.uint8)], made.template)
    assert wall.verdict == "no_face"


def test_photographs_that_cannot_be_used_are_named_and_left_out(tmp_path):
    good, text, wall, dark = (tmp_path / name for name in ("good.jpg", "text.jpg", "wall.jpg", "dark.jpg"))
    good.write_bytes(as_jpeg(portrait()))
    text.write_text("no picture")
    wall.write_bytes(as_jpeg(np.full((300, 300, 3), 200, np.uint8)))
    dark.write_bytes(as_jpeg((portrait() * 0.2).astype(np.uint8)))
    *steps, last = enrol_face_photographs([text, wall, dark, good])
    assert isinstance(last, Enrolled)
    refused = [(step.source, step.reason, step.advice) for step in steps if isinstance(step, Refused)]
    assert refused == [
        ("text.jpg", "poor_image", "not_a_picture"),
        ("wall.jpg", "no_face", "no_face_in_picture"),
        ("dark.jpg", "poor_image", "advice_brightness_low"),
    ]
    *_, none = enrol_face_photographs([wall])
    assert isinstance(none, Refused)
    *_, nothing = enrol_face_photographs([])
    assert nothing.advice == "advice_no_photograph"


def test_photographs_of_two_people_make_no_template():
    *_, last = enrol_face_photographs([photographs("df01")[0], photographs("df03")[0]])
    assert isinstance(last, Refused)
    assert last.reason == "identity_changed"


def enrolment_film():
    """Looks straight, turns a little to the left and stays, then to the right and stays."""
    from tests.doubles.acting import Look
    from tests.doubles.head import Pose

    for yaw, seconds in ((0, 1.5), (11, 1.5), (-11, 1.5)):
        for _ in range(round(seconds * FPS)):
            yield astronaut_puppet().show(Look(Pose(yaw=yaw)))


def test_enrolment_asks_for_three_views():
    film = Playback(enrolment_film(), FPS, recorded=False)
    *steps, last = enrol_face(film, excused=("hat",))  # hair lies over the forehead of the portrait
    assert isinstance(last, Enrolled), last
    assert last.template.vectors.shape == (3, 128)
    assert not last.template.from_photographs
    said = [step.key for step in steps if isinstance(step, Guidance)]
    assert said == ["look_straight", "turn_slightly_left", "turn_slightly_right"]
    assert len(last.pictures) == 3


def test_enrolment_of_two_people_ends():
    def film():
        yield from [astronaut_puppet().picture] * 8
        yield from [puppet("fr_alex", "img1.jpg").picture] * 60

    *_, last = enrol_face(Playback(film(), FPS))
    assert isinstance(last, Refused)
    assert last.reason == "identity_changed"


def test_a_poor_camera_gets_advice_again_and_again_then_an_end():
    dark = (astronaut_puppet().picture * 0.25).astype(np.uint8)
    *steps, last = enrol_face(Playback([dark] * 100, 1.0))
    refused = [step for step in steps if isinstance(step, Refused)]
    assert len(refused) >= 5
    assert {step.advice for step in refused} == {"advice_brightness_low"}
    assert isinstance(last, Refused)
