"""The clips of the challenge's measurement: photographs animated as living people, and as everything that pretends."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2

from biometric.challenge import ACTIONS, draw
from biometric.devices import Image
from biometric.pictures import read_image
from biometric.steps import Action
from tests.doubles import puppet_attacks as attacks
from tests.doubles.acting import Reach, Scene
from tests.doubles.puppet import Puppet

FACES = Path(__file__).resolve().parents[2] / "shared" / "testdata" / "faces"
TUNED = ("df01/img11.jpg", "df03/img48.jpg", "df10/img19.jpg", "fr_alex/img1.jpg", "sf_a/image_F2.jpg")
"""Whose photographs the limits were chosen on, beside NASA's portrait."""
HELD_OUT = ("df05/img58.jpg", "df08/img35.jpg", "df12/img22.jpg", "fr_biden/biden.jpg", "fr_kit/john1.jpeg",
            "fr_lin/lin-manuel-miranda.jpg")  # fmt: skip
"""Who was only measured."""
SIZE, EYES = (400, 300), 72
"""Pixels of a frame, and between the outer corners of the eyes: a face of 115 pixels, as at 75 cm."""

LIVE = ("as they are", "narrow eyes, 3 to 5 mm", "head to a shoulder", "dim", "bright", "10 frames a second")
ATTACKS = (
    "photograph still", "photograph moved", "photograph swung", "photograph bent", "photograph nearer",
    "photograph shaken", "photograph in changing light", "eyes and mouth cut out", "eyes and mouth covered",
    "video of other actions", "screen, other actions", "swap", "another's photograph afterwards", "two faces",
)  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """One clip, told by its kind, its person and its seed."""

    kind: str
    person: str
    seed: int

    @property
    def live(self) -> bool:
        return self.kind in LIVE


@dataclass
class Made:
    """A clip as it is played."""

    actions: tuple[Action, ...]
    fps: float
    pictures: Iterator[Image]


def people() -> list[str]:
    """Everybody who can be animated here."""
    return ["nasa", *(name for name in (*TUNED, *HELD_OUT) if (FACES / name).exists())]


def trials(live_rounds: int = 3, attack_rounds: int = 3) -> list[Trial]:
    """Every clip of a whole measurement: so many of every kind and person."""
    made = [Trial(kind, who, n) for n in range(live_rounds) for kind in LIVE for who in people()]
    made += [Trial(kind, who, n) for n in range(attack_rounds) for kind in ATTACKS for who in people()]
    return made


@cache
def puppet(person: str, opening: float | None = None) -> Puppet:
    """Give a person, with eyes so many millimetres open."""
    if person == "nasa":
        from skimage.data import astronaut

        picture = cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)
    else:
        picture = read_image(FACES / person)
    return Puppet(picture, eyes=EYES, size=SIZE, opening=opening)


def make(trial: Trial) -> Made:
    """Make a clip; the same trial gives the same pictures."""
    chance = random.Random(f"{trial.kind}/{trial.person}/{trial.seed}")
    actions = _asked(trial, chance)
    fps = 10 if trial.kind == "10 frames a second" else chance.choice([10, 12, 15, 20, 25, 30])
    reach = Reach(
        chance.uniform(15, 27), chance.uniform(9, 16), chance.uniform(10, 17), chance.uniform(0.24, 0.4),
        shut=chance.uniform(0.05, 0.35),
    )  # fmt: skip
    timing = {"fps": fps, "neutral": chance.uniform(0.7, 1.2), "each": chance.uniform(1.0, 1.5),
              "rest": chance.uniform(0.1, 0.7), "seed": chance.randrange(1 << 30)}  # fmt: skip
    pictures = _living(trial, actions, chance, {"reach": reach, **timing}) if trial.live else \
        _pretending(trial, actions, chance, reach, timing)  # fmt: skip
    return Made(actions, fps, pictures)


def _asked(trial: Trial, chance: random.Random) -> tuple[Action, ...]:
    """Living people are asked every action in turn, beside those that are drawn."""
    drawn = draw(chance=chance)
    if not trial.live:
        return drawn
    wanted = ACTIONS[(trial.seed + LIVE.index(trial.kind)) % len(ACTIONS)]
    while wanted not in drawn:
        drawn = draw(chance=chance)
    return drawn


def _living(trial: Trial, actions: tuple[Action, ...], chance: random.Random, how: dict) -> Iterator[Image]:
    opening, scene = None, Scene()
    if trial.kind == "narrow eyes, 3 to 5 mm":
        opening = chance.choice([3.0, 3.5, 4.0, 5.0])
    elif trial.kind == "head to a shoulder":
        scene = Scene(roll=chance.choice([-1, 1]) * chance.uniform(6, 18))
    elif trial.kind == "dim":
        scene = Scene(light=chance.uniform(0.3, 0.5), noise=chance.uniform(3, 5))
    elif trial.kind == "bright":
        scene = Scene(light=chance.uniform(1.2, 1.4))
    return puppet(trial.person, opening).frames(actions, scene=scene, **how)


def _pretending(
    trial: Trial, actions: tuple[Action, ...], chance: random.Random, reach: Reach, timing: dict
) -> Iterator[Image]:
    everybody, kind = people(), trial.kind
    me = puppet(trial.person)
    other = puppet(everybody[(everybody.index(trial.person) + 1 + trial.seed) % len(everybody)])
    fps, seed = timing["fps"], timing["seed"]
    swing = Reach(
        chance.uniform(25, 45), chance.uniform(18, 35), chance.uniform(18, 35), reach.mouth, shut=reach.shut
    )  # fmt: skip
    hand, living = {"reach": swing, **timing}, {"reach": reach, **timing}
    others = _others(actions, chance)
    bend = chance.uniform(0.15, 0.4) * chance.choice([1, 1, -1])
    makers = {
        "photograph still": lambda: attacks.still_photo(me, 8, fps, seed),
        "photograph moved": lambda: attacks.photo_moved(me, 8, fps, seed),
        "photograph swung": lambda: attacks.flat_photo_swung(me, actions, **hand),
        "photograph bent": lambda: attacks.flat_photo_swung(me, actions, bend=bend, **hand),
        "photograph nearer": lambda: attacks.photo_nearer(me, 8, fps, seed),
        "photograph shaken": lambda: attacks.photo_shaken(me, 8, fps, seed),
        "photograph in changing light": lambda: attacks.photo_lit(me, actions, **hand),
        "eyes and mouth cut out": lambda: attacks.flat_photo_swung(me, actions, cut_out=True, **hand),
        "eyes and mouth covered": lambda: attacks.photo_covered(me, actions, **hand),
        "video of other actions": lambda: me.frames(others, **living),
        "screen, other actions": lambda: attacks.screen_replay(me, others, **living),
        "swap": lambda: attacks.swap_in_middle(me, other, actions, **living),
        "another's photograph afterwards": lambda: attacks.still_afterwards(me, other, actions, **living),
        "two faces": lambda: attacks.two_faces(me, other, actions, **living),
    }
    return makers[kind]()


def _others(actions: tuple[Action, ...], chance: random.Random) -> tuple[Action, ...]:
    """Another challenge than the one asked; blinks beside it are allowed to anybody and make no difference."""
    while True:
        drawn = draw(chance=chance)
        if [one for one in drawn if one != "blink" or one in actions] != list(actions):
            return drawn
