"""待比对: what was kept without a model is judged later as strictly as a live challenge."""

from dataclasses import replace

import pytest

from biometric.enrol import enrol_face
from biometric.keep import KEEP, keep_face, keep_voice
from biometric.kept_clip import MAGIC, read
from biometric.later import match_face, match_voice
from biometric.steps import Asked, Enrolled, Guidance, Preview, Verdict
from biometric.verify import verify_face
from tests.biometric.people import FPS, astronaut_puppet, puppet
from tests.biometric.test_verify_face import WithoutModels
from tests.doubles import prompted
from tests.doubles.enrolled import enrolled_people
from tests.doubles.playback import Playback
from tests.doubles.prompted import QUICK
from tests.doubles.speech import Played

START = Verdict("no_model", "reason_kept_for_later", "", "")


@pytest.fixture(scope="module")
def template():
    frames = astronaut_puppet().frames(("left",), fps=FPS, neutral=3.0, each=1.0, rest=0.4)
    *_, last = enrol_face(Playback(frames, FPS))
    assert isinstance(last, Enrolled)
    return last.template


def kept(camera, actions):
    *steps, last = keep_face(camera, actions, START, limits=QUICK)
    assert isinstance(last, Verdict)
    return last, steps


def matched(capture, template, **how):
    *_, last = match_face(capture.pictures[0], capture.actions, template, keep=QUICK, **how)
    return last


def test_a_capture_asks_every_action_by_the_clock_and_keeps_the_clip_with_two_pictures() -> None:
    camera = prompted.obeying(astronaut_puppet(), ("left", "blink"), limits=KEEP)
    *steps, last = keep_face(camera, ("left", "blink"), START)
    assert isinstance(last, Verdict)
    assert (last.verdict, last.reason, last.passed) == ("no_model", "reason_kept_for_later", False)
    assert last.pictures[0].startswith(MAGIC)
    assert [picture[:3] for picture in last.pictures[1:]] == [b"\xff\xd8\xff"] * 2
    assert [round(one.asked_at, 1) for one in last.actions] == [2.5, 7.0]
    said = [step.key for step in steps if isinstance(step, Guidance)]
    assert said == ["look_straight", "ask_left", "face_front", "ask_blink", "face_front"]
    assert 10 <= last.seconds <= 20  # Guangxi: 10 至 20 秒
    assert any(step.prompt == "blink" and step.remaining < 5 for step in steps if isinstance(step, Preview))
    assert len(read(last.pictures[0])) <= KEEP.rate * 20


def test_the_same_person_who_did_what_was_asked_passes_later(template) -> None:
    actions = ("left", "blink", "mouth")
    capture, _ = kept(prompted.obeying(astronaut_puppet(), actions), actions)
    verdict = matched(capture, template)
    assert verdict.verdict == "alive_and_same", (verdict.reason, verdict.actions)
    assert all(one.asked_at <= one.seen_at <= one.asked_at + 2.2 for one in verdict.actions)


def test_a_recording_of_the_right_actions_at_another_moment_is_refused(template) -> None:
    actions = ("left", "mouth")
    capture, _ = kept(prompted.hurrying(astronaut_puppet(), actions), actions)
    verdict = matched(capture, template)
    assert (verdict.verdict, verdict.reason) == ("action_missed", "reason_not_when_asked")


def test_a_photograph_is_refused_later(template) -> None:
    capture, _ = kept(prompted.still(astronaut_puppet()), ("left", "blink"))
    assert matched(capture, template).verdict == "action_missed"


def test_somebody_else_is_found_later(template) -> None:
    capture, _ = kept(prompted.obeying(puppet("fr_alex", "img1.jpg"), ("left", "mouth")), ("left", "mouth"))
    assert matched(capture, template).verdict == "not_same"


def test_without_a_template_or_a_model_it_goes_on_waiting(template) -> None:
    capture, _ = kept(prompted.obeying(astronaut_puppet(), ("left",)), ("left",))
    assert matched(capture, None).verdict == "no_template"
    assert matched(capture, template, engine=WithoutModels()).verdict == "no_model"


def test_a_verification_without_models_becomes_a_capture_that_can_be_compared(template) -> None:
    actions = ("right", "blink")
    camera = prompted.obeying(astronaut_puppet(), actions, limits=KEEP)
    *_, capture = verify_face(camera, template, actions, engine=WithoutModels())
    assert (capture.verdict, camera.closed) == ("no_model", 1)
    *_, later = match_face(capture.pictures[0], capture.actions, template)
    assert later.verdict == "alive_and_same"


def test_a_covered_lens_is_said_at_once() -> None:
    black = astronaut_puppet().picture * 0
    last, _ = kept(Playback([black] * 100, 12, recorded=False), ("left",))
    assert (last.verdict, last.reason, last.pictures) == ("no_face", "reason_camera_dark", ())


def test_a_clip_file_is_kept_as_it_is_and_stays_a_recording(template) -> None:
    pictures = astronaut_puppet().frames(("left", "blink"), fps=12, neutral=0.8, each=1.0, rest=0.4)
    capture, _ = kept(Playback(pictures, 12), ("left", "blink"))
    assert capture.recorded
    assert [one.asked_at for one in capture.actions] == [None, None]
    assert matched(capture, template).verdict == "alive_and_same"


def test_a_voice_kept_now_is_compared_later() -> None:
    somebody, other = enrolled_people()
    from biometric.voice.builtin import built_in_engine

    sound = somebody.voice.say("385201")
    *_, capture = keep_voice(Played([sound]), "385201")
    assert (capture.verdict, len(capture.pictures)) == ("no_model", 1)
    engine = built_in_engine()
    wav = capture.pictures[0]
    assert match_voice(wav, "385201", somebody.enrolled.template, engine=engine).verdict == "same_and_digits"
    strange = match_voice(wav, "385201", other.enrolled.template, engine=engine)
    assert strange.verdict in ("not_same", "wrong_digits")
    assert match_voice(wav, "385201", None, engine=engine).verdict == "no_template"
    seen = [capture.fingerprint]
    again = match_voice(wav, "385201", somebody.enrolled.template, engine=engine, seen=seen)
    assert again.verdict == "replayed"
    foreign = replace(somebody.enrolled.template, engine="ecapa")
    assert match_voice(wav, "385201", foreign, engine=engine).reason == "voice_other_engine"


def test_a_poor_or_repeated_recording_is_said_when_it_is_made() -> None:
    somebody, _ = enrolled_people()
    sound = somebody.voice.say("904172")
    *_, first = keep_voice(Played([sound]), "904172")
    *_, again = keep_voice(Played([sound]), "904172", seen=[first.fingerprint])
    assert again.verdict == "replayed"
    quiet = replace(sound, samples=sound.samples * 0.001)
    *_, poor = keep_voice(Played([quiet]), "904172")
    assert poor.verdict == "poor_sound"


def test_actions_are_what_the_capture_says_not_what_the_clip_shows(template) -> None:
    capture, _ = kept(prompted.obeying(astronaut_puppet(), ("left", "blink")), ("left", "blink"))
    asked = [Asked("right", 1.0), Asked("mouth", 3.4)]
    *_, verdict = match_face(capture.pictures[0], asked, template, keep=QUICK)
    assert verdict.verdict == "action_missed"
