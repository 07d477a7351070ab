"""境外审核表, line by line: the fields of the form are the questions; printed, and recorded once it is signed."""

from collections.abc import Mapping
from typing import Any, cast

from fieldsuite.acts.overseas import Category
from fieldsuite.casework import access
from fieldsuite.casework.overseas import counter, sheet
from fieldsuite.casework.overseas.counter import AtCounter
from fieldsuite.casework.overseas.pack import Pack
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.question import Answers, Job, Question
from fieldsuite.plain.records import saved_lines
from fieldsuite.plain.run_job import run
from forms.overseas_review import FIELDS

LEFT_OUT = ("form_no", "id_kind", "handler", "reviewer")
"""What the program fills in."""
CATEGORIES = ("pensioner", "survivor", "short_stay")
SIGNED = ("proxy_passport", "authorisation", "same_person", "notary_no", "explain", "override")


def form(office: Office, dialogue: Dialogue) -> None:
    """Fill in, print and record the form of somebody who came to the window."""
    say = dialogue.say
    who = dialogue.read(say("plain.prompt", label=say("counter_who")), say("counter_who"))
    found = sheet.look(office, who)
    dialogue.tell(f"{found.name} {found.form_no}")

    def typed(answers: Answers) -> dict[str, str]:
        return {key: str(value) for key, value in answers.items()}

    def checked(answers: Answers) -> Mapping[str, str]:
        return {
            one.field: one.text(dialogue.lang) for one in sheet.fill(office, found.key, typed(answers)).errors
        }

    questions = tuple(_question(field, found.data, dialogue) for field in FIELDS if field.key not in LEFT_OUT)
    fill = lambda answers: sheet.fill(office, found.key, typed(answers))  # noqa: E731  # the call of the job
    filled = run(dialogue, Job(say("overseas_title"), questions, fill,
                               lambda done: [one.text(dialogue.lang) for one in done.warnings], checked))  # fmt: skip
    _print(office, dialogue, filled.key)
    _sign(office, dialogue, filled.key)


def _question(field: Any, data: Mapping[str, str], dialogue: Dialogue) -> Question:
    options = tuple((one.value, one.text(dialogue.lang)) for one in field.choices)
    default = data.get(field.key, "")
    return Question(field.key, field.label(dialogue.lang), "pick" if options else "text", options, default)


def _print(office: Office, dialogue: Dialogue, key: str) -> None:
    say = dialogue.say
    where = access.proposed(office, f"{say('overseas_file')}.pdf")

    def told(made: Pack) -> list[str]:
        return [
            say("overseas.printed", pages=made.printed.pages, number=made.form_no, path=made.printed.path)
        ]

    run(dialogue, Job(
        say("overseas_print").strip(),
        (Question("path", say("print_where"), "path", default=str(where), required=True),),
        lambda answers: counter.print_filled(office, key, {}, answers["path"]), told, read_back=False,
    ))  # fmt: skip


def _sign(office: Office, dialogue: Dialogue, key: str) -> None:
    """Record the sheet once it is signed and photographed."""
    say = dialogue.say
    categories = tuple((name, say(f"overseas_{name}")) for name in CATEGORIES)

    def do(answers: Answers) -> object:
        said = {name: answers[name] for name in SIGNED}
        seen = AtCounter(answers["photos"], cast(Category, answers["category"]), answers["passport_exp"],
                         notary_on=answers["notary_on"], **said)  # fmt: skip
        return counter.record_filled(office, key, {}, seen)

    days = (Question("passport_exp", say("overseas_passport_exp"), "day"),
            Question("notary_on", say("overseas_notary_on"), "day"))  # fmt: skip
    questions = (
        Question("category", say("overseas_category"), "pick", categories, "pensioner"),
        Question("photos", say("photos"), "paths", required=True, about=say("plain.about_photos")),
        *days,
        *(Question(name, say(f"overseas_{name}")) for name in SIGNED),
    )
    run(dialogue, Job(say("overseas_signed"), questions, do, lambda saved: saved_lines(saved, dialogue)))
