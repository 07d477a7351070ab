"""认证, line by line: by face or by voice, from the device or a recording; after a failure again or another way."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from biometric.steps import Verdict
from biometric.voice.go import AT_ONCE, Go
from fieldsuite.casework import people, verify
from fieldsuite.casework.verify import FaceJob, Outcome
from fieldsuite.casework.views import Saved
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Cancelled, Dialogue
from fieldsuite.plain.paper import family_note
from fieldsuite.plain.question import Answers, Job, Question
from fieldsuite.plain.records import human_check
from fieldsuite.plain.run_job import run
from fieldsuite.plain.steps import StepLines
from fieldsuite.screens.typed import read_actions
from fieldsuite.screens.verdict_words import family_line, reasons, verdict_word
from fieldsuite.screens.wording import deadlines

Way = Callable[[Office, Dialogue, str], object]


def by_face(office: Office, dialogue: Dialogue, person: str) -> None:
    """Verify by face, and lead on from the verdict."""
    say = dialogue.say
    dialogue.tell(*(say(key) for key in ("guide_sit", "guide_wear", "guide_light", "guide_distance")))

    def steps(answers: Answers) -> Iterator[Any]:
        path = _recording(answers)
        actions = read_actions(answers["shown"]) if path else None
        return verify.face(office, FaceJob(person, path, actions))

    questions = source_questions(dialogue, "source_actions")
    _verify(
        office, dialogue, person, Job(say("verify_face"), questions, steps, _lines(office, dialogue, person))
    )


def by_voice(office: Office, dialogue: Dialogue, person: str) -> None:
    """Verify by voice, and lead on from the verdict; a recording ends when the person falls silent."""
    say = dialogue.say
    dialogue.tell(*(say(key) for key in ("voice_notice_quiet", "voice_notice_clear")))

    def steps(answers: Answers) -> Iterator[Any]:
        path = _recording(answers)
        if path:
            return verify.voice(office, person, source=[path], digits=answers["shown"])
        return verify.voice(office, person, go=at_enter(dialogue))

    questions = source_questions(dialogue, "source_digits")
    _verify(
        office, dialogue, person, Job(say("verify_voice"), questions, steps, _lines(office, dialogue, person))
    )


def by_hand(office: Office, dialogue: Dialogue, person: str) -> Saved:
    """Record a human check."""
    saved: Saved = run(dialogue, human_check(office, dialogue, person))
    return saved


WAYS: tuple[tuple[str, Way], ...] = (("face", by_face), ("voice", by_voice), ("manual", by_hand))
"""Nobody is left without a way."""


def at_enter(dialogue: Dialogue) -> Go:
    """Start a recording when Enter is pressed and nothing is said aloud any more; it ends by itself."""

    def ready() -> bool:
        try:
            dialogue.enter(dialogue.say("plain.speak"))
        except Cancelled:
            return False
        return dialogue.speaker.hushed()

    return Go(ready, AT_ONCE.stop)


def source_questions(dialogue: Dialogue, shown: str) -> tuple[Question, ...]:
    """Ask where picture or sound comes from, and of a recording what it shows."""
    say = dialogue.say
    from_file: Callable[[Answers], bool] = lambda answers: answers.get("source") == "file"  # noqa: E731  # a condition
    options = (("device", say("plain.from_device")), ("file", say("plain.from_file")))
    questions = [
        Question("source", say("source"), "pick", options, "device", about=say("plain.about_source")),
        Question("path", say("plain.file"), "paths", required=True, when=from_file),
    ]
    if shown:
        hint = say("plain.such_as", example=say(f"{shown}_hint"))
        questions.append(Question("shown", f"{say(shown)}{hint}", required=True, when=from_file))
    return tuple(questions)


def _recording(answers: Answers) -> str | None:
    paths: tuple[Path, ...] = answers.get("path", ())
    return str(paths[0]) if answers["source"] == "file" and paths else None


def _lines(office: Office, dialogue: Dialogue, person: str) -> Callable[[Any], Iterable[str]]:
    steps = StepLines(dialogue.say, dialogue.aloud)

    def lines(step: Any) -> Iterator[str]:
        if isinstance(step, Verdict):
            yield from verdict_lines(step, _outcome(office, person, step), dialogue)
        else:
            yield from steps(step)

    return lines


def _outcome(office: Office, person: str, verdict: Verdict) -> Outcome:
    """What the verdict means; its record is kept already, so that the tries of today count it."""
    return verify.outcome(office, person, verdict, people.card(office, person).tries_today)


def verdict_lines(verdict: Verdict, outcome: Outcome, dialogue: Dialogue) -> Iterator[str]:
    """Give the verdict: the word, the next deadlines, what to change, why, what the family is told."""
    say = dialogue.say
    yield say("plain.result", word=verdict_word(verdict, outcome.certifies, say))
    yield deadlines(outcome.deadlines, say)
    if not outcome.certifies:
        yield say(f"biometric.{verdict.reason}")
        yield family_line(verdict.verdict, say) if verdict.verdict != "no_template" else ""
    yield reasons(verdict, say)


def _verify(office: Office, dialogue: Dialogue, person: str, job: Job) -> None:
    """Hold one verification; after one that did not pass offer another try, and after the third another way first."""
    while True:
        # What is chosen is a source and no record: nothing to read back.
        step = run(dialogue, Job(job.title, job.questions, job.do, job.told, read_back=False))
        if not isinstance(step, Verdict):
            raise Cancelled
        outcome = _outcome(office, person, step)
        if outcome.certifies or not _again(office, dialogue, person, step, outcome.tries_left):
            return


def _again(office: Office, dialogue: Dialogue, person: str, verdict: Verdict, tries_left: int) -> bool:
    """Ask what is done next: True for another try."""
    say = dialogue.say
    others: list[tuple[str, Way | None]] = [(say(f"verify_by_{name}"), way) for name, way in WAYS]
    others.append((say("plain.family_note"), family_note))
    title = "plain.what_now"
    if verdict.verdict == "no_template":
        listed = others[1:-1]
    elif tries_left:
        listed = [(say("plain.again", tries=tries_left), None), *others]
    else:
        title, listed = "plain.other_way", [*others[1:], (say("plain.once_more"), None)]
    way = listed[dialogue.choose(say(title), [words for words, _ in listed])][1]
    if way is None:
        return True
    way(office, dialogue, person)
    return False
