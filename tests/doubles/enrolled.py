"""People whose voices are enrolled, made once a test run: an enrolment takes seconds."""

from dataclasses import dataclass
from functools import cache

from biometric.devices import Sound
from biometric.enrol_voice import enrol_voice
from biometric.steps import Enrolled, Step
from biometric.voice.builtin import built_in_engine
from biometric.voice.digits import enrolment_strings
from tests.doubles.speech import Played, Voice, voices


@dataclass(frozen=True)
class Person:
    voice: Voice
    strings: tuple[str, ...]
    sounds: tuple[Sound, ...]
    steps: tuple[Step, ...]
    enrolled: Enrolled


@cache
def _enrolled(count: int) -> tuple[Person, ...]:
    people = []
    for voice in voices(seed=80)[:count]:
        strings = enrolment_strings()
        sounds = tuple(voice.say(string) for string in strings)
        steps = tuple(enrol_voice(Played(sounds), strings, engine=built_in_engine()))
        assert isinstance(steps[-1], Enrolled)
        people.append(Person(voice, strings, sounds, steps, steps[-1]))
    return tuple(people)


def enrolled_people() -> tuple[Person, ...]:
    """Two people; skips the test where nobody can speak."""
    return _enrolled(2)
