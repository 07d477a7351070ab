"""A covered lens is said to be one, while it is covered and at the end: nobody is told that no face was seen."""

import numpy as np

from biometric.enrol import enrol_face
from biometric.face.dlib_engine import DlibEngine
from biometric.steps import Guidance, Refused
from biometric.template import Template
from biometric.verify import verify_face
from tests.doubles.playback import Playback

ENGINE = DlibEngine()
BLACK = np.full((480, 640, 3), 3, np.uint8)


def test_a_verification_says_at_once_that_the_lens_is_dark():
    template = Template("face", ENGINE.name, ENGINE.version, np.zeros((3, 128), np.float32))
    camera = Playback([BLACK] * 30, 2, recorded=False)
    *steps, last = verify_face(camera, template, ("blink", "left"))
    said = [step.key for step in steps if isinstance(step, Guidance)]
    assert said[:2] == ["look_straight", "advice_camera_dark"]
    assert last.reason == "reason_camera_dark"
    assert not last.passed


def test_an_enrolment_says_so_and_can_go_on():
    camera = Playback([BLACK] * 200, 2, recorded=False)
    refused = [step for step in enrol_face(camera) if isinstance(step, Refused)]
    assert {step.advice for step in refused} == {"advice_camera_dark"}
    assert camera.closed == 1
