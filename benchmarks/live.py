"""A face before the camera: frames a second beside face_recognition, cold start, last action to verdict, memory.

The clips are NASA's portrait animated as in the tests and, where it is there, the test data's film, both at 640x480 and
decoded beforehand. face_recognition's loop is ``face_locations`` and ``face_landmarks`` of every frame, with its
defaults. The two run in turn, so that a busy machine slows both. Cold start and memory are of a process of its own,
which plays the clip as a camera would: in time, late pictures dropped.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import cv2

from benchmarks._peer import face_recognition
from biometric import template_file
from biometric.clips import VideoFile
from biometric.devices import Frame, Image
from biometric.enrol import enrol_face_photographs
from biometric.face.dlib_engine import DlibEngine
from biometric.face.observe import observe
from biometric.face.tracking import Tracker
from biometric.limits import CHALLENGE, FACE
from biometric.session import act
from biometric.steps import Enrolled
from tests.doubles.playback import Playback
from tests.doubles.puppet import Puppet

SHARED = Path(__file__).resolve().parents[2] / "shared" / "testdata"
SIZE, FPS = (640, 480), 25
ACTIONS = ("left", "mouth", "blink")
ROUNDS, FILM = 3, 120
PEER = 12
"""Frames of face_recognition's loop a round: every one costs about the same."""


def run() -> dict[str, str]:
    """Measure all of it."""
    puppet = Puppet(_portrait())
    acted = list(puppet.frames(ACTIONS, FPS))
    shown = _rates("challenge, its recognition included", acted, partial(_challenge, acted))
    shown |= _rates("detection, 68 points, observation", acted, partial(_observe, acted))
    film = SHARED / "video" / "short_hamilton_clip.mp4"
    if film.is_file():
        shown |= _rates("the same of a film", (pictures := _decoded(film)), partial(_observe, pictures))
    with tempfile.TemporaryDirectory() as folder:
        shown |= _cold(puppet, Path(folder))
    return shown


def _rates(name: str, pictures: Sequence[Image], ours: partial[int]) -> dict[str, str]:
    """Frames a second of both, in turn; medians of the rounds."""
    peer, mine, theirs = face_recognition(), [], []
    rgb = [cv2.cvtColor(one, cv2.COLOR_BGR2RGB) for one in pictures[:: max(1, len(pictures) // PEER)]]
    ours(), peer.face_landmarks(rgb[0], peer.face_locations(rgb[0]))
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        frames = ours()
        mine.append(frames / (time.perf_counter() - begun))
        begun = time.perf_counter()
        for one in rgb:
            peer.face_landmarks(one, peer.face_locations(one))
        theirs.append(len(rgb) / (time.perf_counter() - begun))
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    return {
        name: f"{statistics.median(mine):.0f} frames a second; face_recognition "
        f"{statistics.median(theirs):.1f}; {ratio:.1f} times as many"
    }


def _observe(pictures: Sequence[Image]) -> int:
    tracker = Tracker(DlibEngine())
    for index, picture in enumerate(pictures):
        observe(Frame(picture, index / FPS, index), tracker.see(picture))
    return len(pictures)


def _challenge(pictures: Sequence[Image]) -> int:
    steps = act(Playback(pictures, FPS), ACTIONS, DlibEngine(), FACE, CHALLENGE)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value.frames


def _cold(puppet: Puppet, folder: Path) -> dict[str, str]:
    # Six seconds before the first action: a person waits for the prompt, and so must a clip.
    clip = puppet.clip(ACTIONS, folder / "clip.avi", FPS, neutral=6.0)
    photograph = folder / "portrait.png"
    cv2.imwrite(str(photograph), _portrait())
    *_, made = enrol_face_photographs([photograph])
    if not isinstance(made, Enrolled):
        return {"cold start": "the portrait could not be enrolled"}
    (folder / "template").write_bytes(template_file.write(made.template))
    found = [_alone(clip, folder / "template") for _ in range(ROUNDS)]
    middle = {key: statistics.median(one[key] for one in found) for key in ("first", "memory")}
    last = [one["last"] for one in found if one["verdict"] == "alive_and_same"]
    return {
        "process start to first preview": f"{middle['first']:.2f} s (at most 1.5)",
        "last action to verdict": f"{statistics.median(last):.2f} s (at most 1)" if last else "never passed",
        "peak memory of the verification": f"{middle['memory']:.0f} MB (under 700)",
        "verdicts": ", ".join(one["verdict"] for one in found),
    }


def _alone(clip: Path, template: Path) -> dict:
    words = [sys.executable, "-m", "benchmarks._cold", str(clip), str(template), ";".join(ACTIONS)]
    begun = time.monotonic()
    done = subprocess.run(
        [*words, repr(begun)], capture_output=True, check=True, cwd=Path(__file__).resolve().parents[1]
    )
    return json.loads(done.stdout)


def _portrait() -> Image:
    from skimage.data import astronaut

    return cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)


def _decoded(film: Path) -> list[Image]:
    camera = VideoFile(film)
    camera.open()
    frames = [cv2.resize(one.image, SIZE) for one in islice(iter(camera.read, None), FILM)]
    camera.close()
    return frames
