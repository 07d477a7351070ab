"""省级经办, line by line: receive bundles, look at the cases, decide, send the answers."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.menu import Entry, Pages, menu
from fieldsuite.plain.question import Answers, Job, Question
from fieldsuite.plain.run_job import run
from fieldsuite.plain.stick import folder_question
from fieldsuite.province import adjudicate, arrivals, desk_day, dispatch
from fieldsuite.province.adjudicate import RETURN_CODES
from fieldsuite.province.dispatch import Dispatched
from fieldsuite.province.intake import NotLooked, take_in
from fieldsuite.province.views import ArrivedBundle, CaseRow
from fieldsuite.screens.desk_words import arrived_line, change_lines
from fieldsuite.screens.wording import detail


def receive(office: Office, dialogue: Dialogue) -> None:
    """Take in the bundles of a stick, or one file."""
    say = dialogue.say

    def do(answers: Answers) -> Iterator[Any]:
        return take_in(office, arrivals.find(office, answers["folder"]))

    def told(step: Any) -> Iterator[str]:
        if isinstance(step, ArrivedBundle):
            yield arrived_line(step, say)
            if step.code:
                yield say("plain.problem", what=say(step.message) if step.message else step.code)
            if step.log:
                yield say(f"province.log_{step.log}")
        elif isinstance(step, DuplicateReport) and (new := sum(row.fresh for row in step.rows)):
            yield say("province.doubts_arrived", number=new)
        elif isinstance(step, NotLooked):
            yield say("province.not_looked")

    run(dialogue, Job(say("plain.receive"), (folder_question(office, dialogue),), do, told, read_back=False))


def cases(office: Office, dialogue: Dialogue) -> None:
    """Show the cases that wait; a number opens one."""
    say = dialogue.say

    pages = Pages(dialogue)

    def entries() -> list[Entry]:
        rows = adjudicate.cases(office)
        return pages.of([Entry(_line(row, dialogue), partial(_one, office, dialogue, row)) for row in rows])

    waiting = len(adjudicate.cases(office))
    if not waiting:
        dialogue.told("plain.no_cases")
        return
    menu(dialogue, say("plain.cases", number=waiting), entries)


def _line(row: CaseRow, dialogue: Dialogue) -> str:
    say = dialogue.say
    parts = (row.name, say(f"method_{row.method}"), detail(row.kind, row.detail, say), row.occurred_on.isoformat(),
             say(f"province.status_{row.status}"))  # fmt: skip
    return say("list_mark").join(part for part in parts if part)


def _one(office: Office, dialogue: Dialogue, row: CaseRow) -> None:
    say = dialogue.say
    dialogue.tell(_line(row, dialogue), *change_lines(row, say))
    statuses = tuple((name, say(f"province.status_{name}")) for name in ("accepted", "held", "returned"))
    codes = tuple((code, say(f"province.{code}")) for code in RETURN_CODES)
    returned = lambda answers: answers["status"] == "returned"  # noqa: E731  # a condition
    questions = (
        Question("status", say("plain.decide"), "pick", statuses),
        Question("code", say("province.return_code"), "pick", codes, when=returned),
        Question("todo", say("province.todo"), required=True, about=say("province.todo_hint"), when=returned),
    )

    def do(answers: Answers) -> int:
        said = (answers.get("code", ""), answers.get("todo", ""))
        return adjudicate.decide(office, [row.record_id], answers["status"], *said)

    run(dialogue, Job(row.name, questions, do, lambda number: [say("decided", number=number)]))


def answer(office: Office, dialogue: Dialogue) -> None:
    """Write receipts, decisions and a new list for an office to a stick."""
    say = dialogue.say
    sites = tuple((site, name) for site, name, _, _ in desk_day.sites(office))

    def do(answers: Answers) -> Iterator[Any]:
        dialogue.told("do_not_pull")
        return dispatch.send(office, answers["site"], answers["folder"])

    def told(step: Any) -> Iterator[str]:
        if isinstance(step, Dispatched):
            counts = {"receipts": step.receipts, "decisions": step.decisions, "people": step.people}
            yield say("dispatched", files=len(step.files), **counts)

    questions = (Question("site", say("dispatch_to"), "pick", sites), folder_question(office, dialogue))
    run(dialogue, Job(say("dispatch_title"), questions, do, told))
