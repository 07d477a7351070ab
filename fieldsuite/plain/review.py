"""复核, line by line: what waits, what it rests on, agree or return with a reason; never one's own."""

from functools import partial

from fieldsuite.casework import review
from fieldsuite.casework.failed_check import explained_lines, explanation
from fieldsuite.casework.views import ReviewItem
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.menu import Entry, Pages, menu
from fieldsuite.plain.question import Job, Question
from fieldsuite.plain.run_job import run
from fieldsuite.rules.approvals import may_take_back
from fieldsuite.screens.wording import detail, review_fact


def queue(office: Office, dialogue: Dialogue) -> None:
    """Show the records that wait for a second person; a number opens one."""
    say = dialogue.say

    pages = Pages(dialogue)

    def entries() -> list[Entry]:
        return pages.of(
            [
                Entry(_line(item, dialogue), partial(_one, office, dialogue, item))
                for item in review.queue(office)
            ]
        )

    if not entries():
        dialogue.told("review_empty")
        return
    menu(dialogue, say("review_title", number=len(review.queue(office))), entries)


def _line(item: ReviewItem, dialogue: Dialogue) -> str:
    say = dialogue.say
    own = say("own") if item.own else ""
    parts = (item.name, say(f"method_{item.method}"), detail(item.kind, item.detail, say), item.officer, own)
    return say("list_mark").join(part for part in parts if part)


def _one(office: Office, dialogue: Dialogue, item: ReviewItem) -> None:
    say = dialogue.say
    dialogue.tell(
        _line(item, dialogue), say("plain.field", label=say("detail_on"), value=item.occurred_on.isoformat())
    )
    if item.likeness is not None and item.threshold is not None:
        dialogue.told("why_likeness", likeness=f"{item.likeness:.2f}", threshold=f"{item.threshold:.2f}")
    dialogue.tell(*explained_lines(explanation(item), say))
    dialogue.tell(*(say("plain.field", label=say(f"detail_{key}"), value=review_fact(key, value, say))
                    for key, value in item.facts))  # fmt: skip
    dialogue.told("evidence_pieces", number=len(item.evidence))
    if item.own:
        dialogue.told("own_record")
        if may_take_back(item.kind, item.detail):
            _take_back(office, dialogue, item)
        return
    agree = (("agree", say("review_agreed")), ("return", say("review_returned")))
    questions = (
        Question("agree", say("plain.your_review"), "pick", agree),
        Question("reason", say("return_reason"), required=True, when=lambda answers: answers["agree"] == "return",
                 about=say("return_reason_hint")),
    )  # fmt: skip
    run(dialogue, Job(
        item.name, questions,
        lambda answers: review.decide(office, item.record_id, answers["agree"] == "agree", answers.get("reason", "")),
        lambda _saved: [say("reviewed")],
    ))  # fmt: skip


def _take_back(office: Office, dialogue: Dialogue, item: ReviewItem) -> None:
    """Take one's own record about the wrong person back, with a reason."""
    say = dialogue.say
    why = Question("reason", say("begin.take_back_why", name=item.name), required=True,
                   about=say("begin.take_back_why_hint"))  # fmt: skip
    run(dialogue, Job(
        item.name, (why,),
        lambda answers: review.decide(office, item.record_id, False, answers["reason"]),
        lambda _saved: [say("begin.took_back", name=item.name)],
    ))  # fmt: skip
