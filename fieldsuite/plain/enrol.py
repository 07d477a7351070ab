"""建模, line by line: the agreement first where it is missing, then the face or the voice."""

from collections.abc import Callable, Iterator
from typing import Any

from biometric.steps import Enrolled, Progress, Refused
from fieldsuite.casework import enrol, people
from fieldsuite.office import Office
from fieldsuite.plain.certify import at_enter, source_questions
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.question import Answers, Job
from fieldsuite.plain.records import agreement
from fieldsuite.plain.run_job import run
from fieldsuite.plain.steps import StepLines
from fieldsuite.screens.typed import read_list

PHOTOGRAPHS = (".jpg", ".jpeg", ".png")


def face(office: Office, dialogue: Dialogue, person: str) -> None:
    """Make a face template, from the camera, a clip or photographs."""

    def steps(answers: Answers) -> Iterator[Any]:
        paths = answers.get("path", ())
        if paths and paths[0].suffix.lower() in PHOTOGRAPHS:
            return enrol.face_photographs(office, person, paths)
        return enrol.face(office, person, source=str(paths[0]) if paths else None)

    guide = ("guide_sit", "guide_wear", "guide_light", "guide_distance")
    _enrol(office, dialogue, person, "face", guide, "", steps)


def voice(office: Office, dialogue: Dialogue, person: str) -> None:
    """Make a voice template of five strings of digits, spoken now or recorded."""

    def steps(answers: Answers) -> Iterator[Any]:
        if paths := answers.get("path", ()):
            strings = read_list(answers["shown"])
            return enrol.voice(office, person, source=[str(path) for path in paths], strings=strings)
        return enrol.voice(office, person, go=at_enter(dialogue))

    guide = ("voice_notice_quiet", "voice_notice_five", "voice_notice_clear")
    _enrol(office, dialogue, person, "voice", guide, "source_digits", steps)


def _enrol(
    office: Office, dialogue: Dialogue, person: str, way: str, guide: tuple[str, ...], shown: str,
    steps: Callable[[Answers], Iterator[Any]],
) -> None:  # fmt: skip
    say, held = dialogue.say, people.card(office, person).consent
    if held is None or not getattr(held, way):
        run(dialogue, agreement(office, dialogue, person))
        held = people.card(office, person).consent
        if held is None or not getattr(held, way):
            dialogue.told("plain.not_agreed")
            return
    spoken = StepLines(say, dialogue.aloud)

    def told(step: Any) -> Iterator[str]:
        if isinstance(step, Enrolled):
            yield say("voice_enrolled" if way == "voice" else "enrol_passed")
        elif isinstance(step, Progress) and step.key == "capturing" and step.done:
            yield say("time_done", number=step.done, total=step.total)
        else:
            yield from spoken(step)

    title = "\n".join((say(f"enrol_{way}"), *(say(key) for key in guide)))
    last = run(dialogue, Job(title, source_questions(dialogue, shown), steps, told, read_back=False))
    if isinstance(last, Refused):
        dialogue.told("enrol_again" if way == "face" else "voice_refused")
