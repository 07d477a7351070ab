"""U盘, line by line: pack and write what is new, read what the province sent."""

from collections.abc import Iterator
from typing import Any

from fieldsuite.casework import access, inbox, send, sliced
from fieldsuite.casework.inbox import FOR_OTHERS, NotRead
from fieldsuite.casework.views import PackStep, Sent
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.question import Answers, Job, Question
from fieldsuite.plain.run_job import run
from fieldsuite.screens.wording import read_line, shortened
from fieldsuite.words import of_error


def folder_question(office: Office, dialogue: Dialogue) -> Question:
    """Ask for the folder of the stick; the first that is plugged in is the default."""
    plugged = [str(path) for path in access.sticks(office)]
    return Question(
        "folder", dialogue.say("stick_folder"), "path", default=next(iter(plugged), ""), required=True
    )


def pack(office: Office, dialogue: Dialogue) -> None:
    """Seal every new record, write it to the stick, read it back."""
    say, view = dialogue.say, send.outbox(office)
    to = say("list_mark").join(view.recipients) or say("no_recipient_yet")
    size = f"{view.ready_bytes / 2**20:.1f}"
    dialogue.told("ready", records=view.ready, blobs=view.ready_blobs, size=size, to=to)
    if view.waiting_review:
        dialogue.told("ready_review", number=view.waiting_review)
    stages: set[str] = set()

    def told(step: Any) -> Iterator[str]:
        if isinstance(step, Sent):
            yield say("safe_to_pull", records=step.records, path=step.path, digest=step.digest[:16])
        elif isinstance(step, PackStep) and step.stage not in stages:
            stages.add(step.stage)
            yield say(f"stage_{step.stage}")

    def do(answers: Answers) -> Iterator[Any]:
        dialogue.told("do_not_pull")
        return send.to_province(office, answers["folder"])

    run(dialogue, Job(say("stick_send"), (folder_question(office, dialogue),), do, told, read_back=False))


def take_letters(office: Office, dialogue: Dialogue) -> None:
    """Read everything on the stick that is for this office; a file that is refused stops no other."""
    say = dialogue.say
    counts = {"same": 0, "others": 0, "new": 0}

    def do(answers: Answers) -> Iterator[Any]:
        return iter(inbox.each(office, sliced.scan(office, answers["folder"])))

    def told(step: Any) -> Iterator[str]:
        if isinstance(step, NotRead):
            if step.error.code in FOR_OTHERS:
                counts["others"] += 1
            else:
                counts["new"] += 1
                what, hint = of_error(step.error, dialogue.lang)
                yield say("plain.refused", file=shortened(step.path.name), what=what, hint=hint)
        elif step.same:
            counts["same"] += 1
        else:
            counts["new"] += 1
            yield read_line(step, say)

    run(dialogue, Job(say("stick_receive"), (folder_question(office, dialogue),), do, told, read_back=False))
    rest = (("read_before", counts["same"]), ("read_others", counts["others"]))
    dialogue.tell(*(say(key, number=number) for key, number in rest if number))
    if not counts["new"] and not counts["same"]:
        dialogue.told("nothing_on_stick")
