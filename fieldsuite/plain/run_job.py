"""Turns a job description into questions, reads the answers back, makes its one call and says what came of it."""

from collections.abc import Iterator
from types import GeneratorType
from typing import Any

from fieldsuite.errors import told
from fieldsuite.plain.dialogue import Cancelled, Dialogue
from fieldsuite.plain.question import Answers, Job, Question


def run(dialogue: Dialogue, job: Job) -> Any:
    """Hold the dialogue of a job; gives what the call gave, or the last step of a long job.

    An error with a sentence is told and the answers are kept: they are read back and one can be put right. Raises
    Cancelled when the person went back; nothing was done then.
    """
    dialogue.tell(job.title)
    answers: dict[str, Any] = {}
    for question in job.questions:
        _ask(dialogue, question, answers)
    while True:
        wrong = job.checked(answers) if job.checked else {}
        for question in job.questions:
            if question.key in wrong:
                dialogue.told("plain.problem", what=wrong[question.key])
                _ask(dialogue, question, answers)
        if wrong:
            continue
        if job.read_back and not _agreed(dialogue, job, answers):
            continue
        try:
            return _done(dialogue, job, answers)
        except Exception as error:
            known = told(error)
            if known is None or isinstance(error, Cancelled):
                raise
            dialogue.problem(known)
            if not job.read_back:
                raise Cancelled from error


def _ask(dialogue: Dialogue, question: Question, answers: dict[str, Any]) -> None:
    """Ask one question; one that no longer applies loses its answer."""
    if question.when(answers):
        answers[question.key] = dialogue.ask(question)
    else:
        answers.pop(question.key, None)


def _agreed(dialogue: Dialogue, job: Job, answers: dict[str, Any]) -> bool:
    """Read the answers back; True to go on, False after one was put right."""
    asked = [question for question in job.questions if question.when(answers) and question.kind != "secret"]
    dialogue.tell(dialogue.say("plain.read_back"), *(dialogue.shown(one, answers) for one in asked))
    go_on = [dialogue.say("plain.go_on"), dialogue.say("plain.put_right")]
    if dialogue.choose(dialogue.say("plain.right"), go_on, default=0) == 0:
        return True
    at = dialogue.choose(dialogue.say("plain.which_field"), [one.label for one in asked])
    _ask(dialogue, asked[at], answers)
    for question in job.questions:
        if question.when(answers) != (question.key in answers):
            _ask(dialogue, question, answers)  # the change made it apply, or apply no more
    return False


def _done(dialogue: Dialogue, job: Job, answers: Answers) -> Any:
    made = job.do(answers)
    if not isinstance(made, GeneratorType | Iterator):
        dialogue.tell(*job.told(made))
        return made
    return follow(dialogue, made, job)


def follow(dialogue: Dialogue, steps: Iterator[Any], job: Job) -> Any:
    """Say the steps of a long job as they come; Ctrl-C ends it between two of them. Gives the last."""
    last = None
    try:
        for step in steps:
            dialogue.tell(*job.told(step))
            last = step
    except KeyboardInterrupt:
        dialogue.told("plain.stopped")
        raise Cancelled from None
    finally:
        if isinstance(steps, GeneratorType):
            steps.close()
    return last
