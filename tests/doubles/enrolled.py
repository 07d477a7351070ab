"""People whose voices are enrolled, made once a test run: an enrolment takes seconds."""

from dataclasses import dataclass
from functools import cache

from biometric.devices import Sound
from biometric.enrol_voice import enrol_voice
from biometric.steps import Enrolled, Refused, Step
from biometric.voice.builtin import built_in_engine
from tests.doubles.speech import Played, Voice, voices

STRINGS = ("012345", "678901", "234567", "890123", "456789")
"""What they read, the same at every run: every digit three times, none twice in a string."""


@dataclass(frozen=True)
class Person:
    voice: Voice
    strings: tuple[str, ...]
    sounds: tuple[Sound, ...]
    steps: tuple[Step, ...]
    enrolled: Enrolled


def _enrol(voice: Voice) -> Person:
    """Enrol somebody; a machine's voice may be asked again now and then, so a second and third visit are allowed."""
    for _ in range(3):
        strings = STRINGS
        sounds = tuple(voice.say(string) for string in strings)
        steps = []
        for step in enrol_voice(Played(sounds), strings, engine=built_in_engine()):
            steps.append(step)
            if isinstance(step, Refused):
                break
        if isinstance(steps[-1], Enrolled):
            return Person(voice, strings, sounds, tuple(steps), steps[-1])
    raise AssertionError(f"{voice.name} was refused three times")


@cache
def _enrolled(count: int) -> tuple[Person, ...]:
    return tuple(_enrol(voice) for voice in voices(seed=80)[:count])


def enrolled_people() -> tuple[Person, ...]:
    """Two people; skips the test where nobody can speak."""
    return _enrolled(2)
