"""Voice enrolment: five recordings become a template, and what does not fit is recorded again."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.enrol_voice import TRIES, enrol_voice
from biometric.errors import MediaUnreadable
from biometric.sound_file import decode_sound
from biometric.steps import Enrolled, Guidance, Progress, Refused, Step
from biometric.template_file import read, write
from biometric.voice.builtin import built_in_engine
from biometric.voice.digits import enrolment_strings
from biometric.voice.go import Go
from tests.doubles.enrolled import enrolled_people
from tests.doubles.speech import Played, Voice, noisy, voices


class Recorded(Played):
    recorded = True


SHORT = ("012345", "543210", "204513")
"""Three strings of which every digit is in all: enough to agree, and quicker than five."""


@pytest.fixture
def people() -> list[Voice]:
    return voices(seed=70)


def enrolled(
    sounds: Sequence[Sound], strings: Sequence[str], microphone: Callable[..., Played] = Played
) -> list[Step]:
    return list(enrol_voice(microphone(sounds), strings, engine=built_in_engine()))


def refusals(steps: list[Step]) -> list[tuple[str, str | None]]:
    return [(step.reason, step.advice) for step in steps if isinstance(step, Refused)]


@pytest.mark.requirement("R072")
def test_five_strings_are_shown_said_and_become_a_template() -> None:
    person = enrolled_people()[0]
    shown = [step.values for step in person.steps if isinstance(step, Guidance) and step.key == "say_digits"]
    assert [one["digits"] for one in shown] == list(person.strings)
    assert [(one["number"], one["total"]) for one in shown] == [(number, 5) for number in range(1, 6)]
    assert [step.done for step in person.steps if isinstance(step, Progress)] == [1, 2, 3, 4, 5]
    made = person.enrolled
    assert (made.template.modality, made.template.engine) == ("voice", "ge2e")
    assert made.template.version == "39373b86598fa3da"
    assert made.template.vectors.shape == (6, 256) and made.template.vectors.dtype == np.float32
    assert {digit: len(found) for digit, found in made.template.digits.items()} == dict.fromkeys(
        "0123456789", 3
    )
    assert len(made.template.sources) == len(made.fingerprints) == len(made.pictures) == 5
    assert decode_sound(made.pictures[0]).seconds > 3


def test_a_template_goes_through_bytes_unchanged() -> None:
    template = enrolled_people()[0].enrolled.template
    again = read(write(template))
    assert np.array_equal(again.vectors, template.vectors) and again.sources == template.sources
    assert all(np.array_equal(a, b) for a, b in zip(again.digits["7"], template.digits["7"], strict=True))


@pytest.mark.requirement("R073")
def test_a_poor_recording_is_asked_again_and_the_rest_goes_on(people: list[Voice]) -> None:
    strings = SHORT
    sounds = [people[0].say(string) for string in strings]
    steps = enrolled([sounds[0], noisy(sounds[1], 0), *sounds[1:]], strings)
    assert refusals(steps) == [("poor_sound", "advice_sound_noise_low")]
    assert isinstance(steps[-1], Enrolled)


def test_a_string_that_stays_poor_ends_the_enrolment(people: list[Voice]) -> None:
    strings = enrolment_strings()
    noise = noisy(people[0].say(strings[0]), 0)
    steps = enrolled([noise] * 10, strings)
    assert refusals(steps) == [("poor_sound", "advice_sound_noise_low")] * TRIES
    assert isinstance(steps[-1], Refused)


def test_a_file_is_not_asked_again(people: list[Voice]) -> None:
    strings = enrolment_strings()
    steps = enrolled([noisy(people[0].say(strings[0]), 0)] * 10, strings, Recorded)
    assert len(refusals(steps)) == 1 and isinstance(steps[-1], Refused)


def test_attack_another_person_says_one_of_the_strings(people: list[Voice]) -> None:
    strings = SHORT
    sounds = [people[0].say(string) for string in strings]
    right = sounds[1]
    sounds[1] = people[1].say(strings[1])
    steps = enrolled([*sounds, right], strings)
    assert refusals(steps) == [("identity_changed", "advice_one_voice")]
    assert isinstance(steps[-1], Enrolled)


def test_a_misread_string_is_noticed_and_asked_again(people: list[Voice]) -> None:
    strings = SHORT
    sounds = [people[0].say(string) for string in strings]
    right = sounds[2]
    sounds[2] = people[0].say(strings[2][3:] + strings[2][:3])
    steps = enrolled([*sounds, right], strings)
    assert refusals(steps) == [("wrong_digits", "advice_read_digits")]
    assert isinstance(steps[-1], Enrolled)


def test_attack_one_recording_is_played_for_all_strings(people: list[Voice]) -> None:
    strings = enrolment_strings()
    steps = enrolled([people[0].say(strings[0])] * 20, strings)
    assert set(refusals(steps)) == {("replayed", "voice_replayed")}
    assert isinstance(steps[-1], Refused)


def test_giving_up_saves_nothing(people: list[Voice]) -> None:
    answers = iter([True, False])
    go = Go(ready=lambda: next(answers), stop=lambda: False)
    strings = enrolment_strings()
    steps = list(enrol_voice(Played([people[0].say(strings[0])]), strings, engine=built_in_engine(), go=go))
    assert refusals(steps) == [("given_up", None)]
    assert not any(isinstance(step, Enrolled) for step in steps)


def test_too_few_files_are_an_error_with_a_sentence(people: list[Voice]) -> None:
    from biometric.microphone import SoundFiles

    with pytest.raises(MediaUnreadable, match="no_recording_left"):
        list(enrol_voice(SoundFiles([]), enrolment_strings(), engine=built_in_engine()))
