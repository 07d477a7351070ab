"""Speakers of the test data who enrol by five strings and verify by one, in quiet and in three worse rooms."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from biometric.devices import Sound
from biometric.sound_file import read_sound
from biometric.voice.bands import Bands, bands
from biometric.voice.cutting import cut
from biometric.voice.engine import VoiceEngine
from biometric.voice.hearing import Hearing
from biometric.voice.quality import advice, judge
from biometric.voice.speech import levels, near
from biometric.voice.voiceprint import everywhere, likeness, voiceprint

DATA = Path(__file__).resolve().parents[2] / "shared" / "testdata"
DIGITS, COHORT = DATA / "digits_en", DATA / "speech_cohort_en"
RATE, TAKES, REPEATS = 16_000, 50, 3
"""Samples a second; recordings of each digit by each speaker; how many of them an enrolment takes, the rest verify."""
PROBES = 15
"""Strings that each person says after each enrolment, in every room."""
ROOMS = ("clean", "reverberation DRR +6 dB", "babble 15 dB", "white noise 15 dB")
TALKERS = 6
"""Voices of a babble, none of them one of the speakers."""


@dataclass(frozen=True)
class Known:
    """Somebody who enrolled: once as GE2E alone keeps a voice, once as ours does."""

    name: str
    number: int
    mean: np.ndarray
    vectors: np.ndarray
    digits: dict[str, list[Bands]]


@dataclass(frozen=True)
class Probe:
    """One recording of a string."""

    name: str
    number: int
    digits: str
    sound: Sound


@dataclass(frozen=True)
class Scored:
    """A probe against everybody: whether it is them, both likenesses, and how far off its digits are (1 is the limit);
    last how far off a random other string is, held against the speaker's own digits."""

    same: np.ndarray
    alone: np.ndarray
    ours: np.ndarray
    digits: np.ndarray
    other: float
    asked_again: bool
    """Whether the product would call the recording poor and judge nothing."""


def people() -> list[str]:
    """Speakers there are."""
    return sorted(path.name for path in DIGITS.iterdir()) if DIGITS.exists() and COHORT.exists() else []


def say(
    name: str, digits: str, takes: list[int], random: np.random.Generator, gaps: tuple[float, float]
) -> Sound:
    """Join recorded digits by pauses of ``gaps`` seconds of faint hiss."""
    pieces = [_hiss(0.3, random)]
    for digit, take in zip(digits, takes, strict=True):
        pieces += [
            read_sound(DIGITS / name / f"{digit}_{name}_{take}.wav").samples,
            _hiss(random.uniform(*gaps), random),
        ]
    return Sound(np.concatenate([*pieces, _hiss(0.3, random)]).astype(np.float32), RATE)


def _hiss(seconds: float, random: np.random.Generator) -> np.ndarray:
    return 3e-4 * random.standard_normal(int(seconds * RATE))


def takes_of(name: str, number: int, drifted: bool) -> dict[str, list[int]]:
    """Shuffle the recordings of each digit, those of the enrolment first; ``drifted``: the earliest 12 come first."""
    random = np.random.default_rng([5, number, *name.encode()])
    early, late = np.arange(12), np.arange(12, TAKES)
    return {
        digit: [*random.permutation(early), *random.permutation(late)]
        if drifted
        else [*random.permutation(TAKES)]
        for digit in "0123456789"
    }


def enrolment(name: str, number: int, *, drifted: bool = False) -> list[tuple[str, Sound]]:
    """Say five strings in which every digit occurs three times."""
    random = np.random.default_rng([number, *name.encode()])
    strings = [""]
    while not all(len(set(string)) == 6 for string in strings):
        order = random.permutation(list("0123456789" * REPEATS))
        strings = ["".join(order[at : at + 6]) for at in range(0, 30, 6)]
    left = {digit: takes[:REPEATS] for digit, takes in takes_of(name, number, drifted).items()}
    return [(s, say(name, s, [left[d].pop() for d in s], random, (0.15, 0.4))) for s in strings]


def learned(said: list[tuple[str, Sound]]) -> dict[str, list[Bands]]:
    """Cut an enrolment into its digits, as the product does."""
    found: dict[str, list[Bands]] = {}
    for digits, sound in said:
        level = levels(sound.samples)
        rows, places = bands(sound.samples, near(level)), cut(level, len(digits))
        assert places is not None, "an enrolment that the product would ask again"
        for digit, place in zip(digits, places, strict=True):
            found.setdefault(digit, []).append(rows[place])
    return found


def enrol(name: str, number: int, engine: VoiceEngine) -> Known:
    """Enrol somebody by both ways."""
    said = enrolment(name, number)
    sounds = [sound for _, sound in said]
    mean = np.mean(engine.embed_all(sounds), axis=0)
    return Known(
        name, number, mean / np.linalg.norm(mean), voiceprint(everywhere(sounds, engine)), learned(said)
    )


def fresh(
    name: str,
    takes: dict[str, list[int]],
    random: np.random.Generator,
    gaps: tuple[float, float] = (0.05, 0.7),
) -> tuple[str, Sound]:
    """Say a fresh string from recordings that the enrolment does not use, with pauses unlike its own."""
    digits = "".join(random.choice(list("0123456789"), 6))
    return digits, say(name, digits, [int(random.choice(takes[d][12:])) for d in digits], random, gaps)


def probes(known: list[Known], room: str) -> Iterator[Probe]:
    """Give what everybody says, in a room; the same strings and recordings in every room."""
    for one in known:
        random = np.random.default_rng([7, one.number, *one.name.encode()])
        takes = takes_of(one.name, one.number, drifted=False)
        for _ in range(PROBES):
            digits, sound = fresh(one.name, takes, random)
            yield Probe(one.name, one.number, digits, _in_room(sound, room, random.spawn(1)[0]))


def scored(probe: Probe, known: list[Known], engine: VoiceEngine) -> Scored:
    """Compare a probe with everybody; others are of the same number, so that each trial occurs once."""
    against = [one for one in known if one.number == probe.number]
    vector = engine.embed(probe.sound)
    speech = near(levels(probe.sound.samples))
    rows = bands(probe.sound.samples, speech)
    hearings = [Hearing(rows, speech, one.digits) for one in against]
    same = np.array([one.name == probe.name for one in against])
    other = other_than(probe.digits, np.random.default_rng([13, int(probe.digits)]))
    return Scored(
        same,
        np.array([float(one.mean @ vector) for one in against]),
        np.array([likeness(one.vectors, vector) for one in against]),
        np.array([off(one, probe.digits) for one in hearings]),
        off(hearings[int(same.argmax())], other),
        advice(judge(probe.sound)) is not None,
    )


def off(hearing: Hearing, asked: str) -> float:
    """How far off a recording is from what was asked, infinite where nothing is heard."""
    heard = hearing.hear(asked)
    return np.inf if heard is None else heard.off


def other_than(said: str, random: np.random.Generator) -> str:
    """Draw a random string that was not said."""
    while (other := "".join(random.choice(list("0123456789"), len(said)))) == said:
        pass
    return other


def _in_room(sound: Sound, room: str, random: np.random.Generator) -> Sound:
    samples = sound.samples.astype(np.float64)
    if room.startswith("reverberation"):
        return Sound(_echoing(samples, random.uniform(0.3, 0.8), 6.0, random).astype(np.float32), RATE)
    if room.startswith(("babble", "white")):
        noise = (
            _babble(len(samples), random)
            if room.startswith("babble")
            else random.standard_normal(len(samples))
        )
        share = np.mean(samples**2) / np.mean(noise**2) / 10 ** (15 / 10)
        return Sound((samples + noise * np.sqrt(share)).astype(np.float32), RATE)
    return sound


def _echoing(samples: np.ndarray, seconds: float, direct: float, random: np.random.Generator) -> np.ndarray:
    """Add a tail that fades by 60 dB in ``seconds`` and is ``direct`` dB weaker than the direct sound."""
    count = int(seconds * RATE)
    tail = random.standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
    tail *= np.sqrt(10 ** (-direct / 10) / np.sum(tail**2))
    room = np.concatenate([[1.0], np.zeros(RATE // 200), tail])
    size = len(samples) + len(room)
    return np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(room, size), size)[: len(samples)]


def _babble(count: int, random: np.random.Generator) -> np.ndarray:
    talk = np.zeros(count)
    for path in random.choice(np.array(sorted(COHORT.glob("*.flac"))), TALKERS, replace=False):
        voice = np.resize(read_sound(path).samples.astype(np.float64), count + RATE)
        talk += np.roll(voice / np.sqrt(np.mean(voice**2)), random.integers(len(voice)))[:count]
    return talk
