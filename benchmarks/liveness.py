"""How many living faces pass the challenge and how many attacks, and how many frames a second it keeps up with.

Faces are photographs of the test data (NASA's portrait alone where there is none), animated as in the tests; they all
answer challenges with movements of several sizes and speeds, and is photographed, filmed, bent, swapped and shaken.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2

from biometric.challenge import draw
from biometric.devices import Image
from biometric.face.dlib_engine import DlibEngine
from biometric.limits import CHALLENGE, FACE
from biometric.pictures import read_image
from biometric.session import act
from tests.doubles import puppet_attacks as attacks
from tests.doubles.playback import Playback
from tests.doubles.puppet import Puppet, Reach

FACES = Path(__file__).resolve().parents[2] / "shared" / "testdata" / "faces"
PEOPLE = ("df01/img11.jpg", "df03/img48.jpg", "df05/img58.jpg", "df10/img19.jpg", "df12/img22.jpg", "fr_alex/img1.jpg",
          "fr_biden/biden.jpg", "fr_lin/lin-manuel-miranda.jpg", "sf_a/image_F2.jpg")  # fmt: skip
ROUNDS = 3
"""Challenges per person and kind."""


def people() -> list[Puppet]:
    """Everybody who can be animated."""
    from skimage.data import astronaut

    pictures = [cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)]
    pictures += [read_image(FACES / name) for name in PEOPLE if (FACES / name).exists()]
    return [Puppet(picture, eyes=72, size=(400, 300)) for picture in pictures]


def clips(chance: random.Random) -> Iterator[tuple[str, float, tuple[str, ...], list[Image]]]:
    """Kind, frames a second, challenge and pictures of every clip."""
    everybody = people()
    for index, puppet in enumerate(everybody):
        other = everybody[(index + 1) % len(everybody)]
        for _ in range(ROUNDS):
            actions = draw(chance=chance)
            reach = Reach(
                chance.uniform(15, 27), chance.uniform(9, 16), chance.uniform(10, 17), chance.uniform(0.24, 0.4),
                shut=chance.uniform(0.05, 0.35),
            )  # fmt: skip
            fps = chance.choice([10, 15, 20, 30])
            timing = {"fps": fps, "neutral": chance.uniform(0.7, 1.2), "each": chance.uniform(1.0, 1.5),
                      "rest": chance.uniform(0.1, 0.7), "seed": chance.randrange(1 << 30)}  # fmt: skip
            others = draw(chance=chance)
            while _looks_like(others, actions):
                others = draw(chance=chance)
            swing = Reach(
                chance.uniform(25, 45), chance.uniform(18, 35), chance.uniform(18, 35), reach.mouth, shut=reach.shut
            )  # fmt: skip
            hand = {"reach": swing, **timing}
            live = {"reach": reach, **timing}
            made = {
                "live": puppet.frames(actions, **live),
                "other actions": puppet.frames(others, **live),
                "photograph swung": attacks.flat_photo_swung(puppet, actions, **hand),
                "photograph bent": attacks.flat_photo_swung(
                    puppet, actions, bend=chance.uniform(0.15, 0.4), **hand
                ),
                "eyes and mouth cut out": attacks.flat_photo_swung(puppet, actions, cut_out=True, **hand),
                "photograph still": attacks.still_photo(puppet, 4, fps),
                "photograph shaken": attacks.photo_shaken(puppet, 4, fps),
                "photograph nearer": attacks.photo_nearer(puppet, 4, fps),
                "screen, other actions": attacks.screen_replay(puppet, others, **timing),
                "swap": attacks.swap_in_middle(puppet, other, actions, **live),
                "another's photograph afterwards": attacks.still_afterwards(puppet, other, actions, **live),
                "two faces": attacks.two_faces(puppet, other, actions, **live),
            }
            for kind, pictures in made.items():
                yield kind, fps, actions, list(pictures)


def _looks_like(others: tuple[str, ...], actions: tuple[str, ...]) -> bool:
    """Whether other actions begin with those asked: blinks in between are allowed to anybody."""
    seen = [action for action in others if action != "blink" or action in actions]
    return tuple(seen[: len(actions)]) == actions


def run() -> dict[str, str]:
    """Judge every clip; decoding is not counted, so the speed is that of the check itself."""
    engine = DlibEngine()
    endings: dict[str, Counter[str]] = {}
    frames, spent = 0, 0.0
    for kind, fps, actions, pictures in clips(random.Random(11)):
        begun = time.perf_counter()
        verdict = _judge(pictures, fps, actions, engine)
        spent, frames = spent + time.perf_counter() - begun, frames + len(pictures)
        endings.setdefault(kind, Counter())[verdict] += 1
    alive = endings["live"]["alive"]
    passed = sum(count["alive"] for kind, count in endings.items() if kind != "live")
    attacks_in_all = sum(count.total() for kind, count in endings.items() if kind != "live")
    shown = {
        kind: ", ".join(f"{n} {word}" for word, n in count.most_common()) for kind, count in endings.items()
    }
    return {
        "living faces accepted": f"{alive} of {endings['live'].total()}",
        "attacks accepted": f"{passed} of {attacks_in_all}",
        "frames a second": f"{frames / spent:.0f}",
        **shown,
    }


def _judge(pictures: list[Image], fps: float, actions: tuple[str, ...], engine: DlibEngine) -> str:
    steps = act(Playback(pictures, fps), actions, engine, FACE, CHALLENGE)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value.outcome.verdict
