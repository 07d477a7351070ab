"""Records that an officer writes: 人工核实, 上门, 知情同意, as job descriptions over the same calls as the screens."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast, get_args

from fieldsuite.acts.contact import Outcome as NotMet
from fieldsuite.casework import consent, people, verify, visit
from fieldsuite.casework.consent import ConsentForm, Mark
from fieldsuite.casework.verify import BY_HAND, Document, HumanCheck
from fieldsuite.casework.views import Saved
from fieldsuite.casework.visit import DETAIL, VisitForm
from fieldsuite.casework.visits import attempt
from fieldsuite.casework.visits.attempt import AttemptForm
from fieldsuite.clock import local_time
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.question import Answers, Job, Question
from fieldsuite.records import LivingStatus, SocialWay
from fieldsuite.screens.wording import deadlines

STATUSES: tuple[str, ...] = get_args(LivingStatus)
NOT_MET = ("absent", "moved", "hospital", "refused")
MOVED = ("moved", "hospital")


def saved_lines(saved: Saved, dialogue: Dialogue) -> Iterator[str]:
    """Say that a record was written and what it changes."""
    yield dialogue.say("saved_review" if saved.needs_review else "saved")
    if saved.certifies:
        yield deadlines(saved.deadlines, dialogue.say)


def human_check(office: Office, dialogue: Dialogue, person: str) -> Job:
    """人工核实: who was seen with which document, and why by hand."""
    say = dialogue.say
    documents = tuple((name, say(f"document_{name}")) for name in get_args(Document))
    reasons = tuple((name, say(f"reason_{name}")) for name in BY_HAND)

    def do(answers: Answers) -> Saved:
        why = say(f"reason_{answers['why']}")
        words = f"{why}：{answers['words']}" if answers["words"] else why
        check = HumanCheck(cast(Document, answers["document"]), words, answers["place"], answers["photos"])
        return verify.by_hand(office, person, check)

    questions = (
        Question("document", say("document"), "pick", documents, "id_card"),
        Question("why", say("reason"), "pick", reasons, "failed"),
        Question("words", say("reason_words")),
        Question("place", say("place"), default=people.card(office, person).address, required=True),
        Question("photos", say("photos"), "paths", required=True, about=say("plain.about_photos")),
    )
    title = f"{say('human_check')}\n{say('human_check_why')}"
    return Job(title, questions, do, lambda saved: saved_lines(saved, dialogue))


def home_visit(office: Office, dialogue: Dialogue, person: str) -> Job:
    """上门核实, or that nobody was met: one list of what was found, then the fields it needs."""
    say, card = dialogue.say, people.card(office, person)
    found = tuple((name, say(f"mobility_{name}")) for name in STATUSES)
    found += tuple((name, say(f"event_{name}")) for name in NOT_MET)
    ways = tuple((way, say(f"ledgers.method_{way}")) for way in get_args(SocialWay))

    def needs(field: str) -> dict[str, object]:
        return {"when": lambda answers: DETAIL.get(answers["status"]) == field, "required": True}

    def met(answers: Answers) -> bool:
        return answers["status"] not in NOT_MET

    def do(answers: Answers) -> Saved:
        if met(answers):
            return visit.save(office, person, _form(answers, office.today()))
        saved, step, again = attempt.save(office, person, _attempt(answers, office.today()))
        dialogue.told(f"visits.step_{step}", on=again.isoformat() if again else "-")
        return saved

    def checked(answers: Answers) -> Mapping[str, str]:
        if not met(answers):
            return {}
        form = _form(answers, office.today())
        wrong = visit.problems(form, office.today(), card.birth)
        return {
            field: say(key, field=say(f"detail_{field}"), date=form.on.isoformat()) for field, key in wrong
        }

    questions = (
        Question("status", say("found"), "pick", found, card.mobility),
        Question("death_on", say("detail_death_on"), "day", **needs("death_on")),  # type: ignore[arg-type]
        Question("missing_reason", say("detail_missing_reason"), **needs("missing_reason")),  # type: ignore[arg-type]
        Question("prison_on", say("detail_prison_on"), "day", **needs("prison_on")),  # type: ignore[arg-type]
        Question("other", say("detail_other"), **needs("other")),  # type: ignore[arg-type]
        Question("where_now", say("work.ask_where_now"), required=True, when=lambda a: a["status"] in MOVED),
        Question("again_on", say("work.ask_again_on"), "day",
                 when=lambda a: not met(a) and a["status"] not in MOVED),
        Question("note", say("work.ask_note"), when=lambda a: not met(a)),
        Question("way", say("work.ask_way"), "pick", ways, "home", when=met),
        Question("place", say("place"), default=card.address, required=True),
        Question("on", say("visit_on"), "day", default=office.today().isoformat(), required=True),
        Question("at", say("visit_at"), default=local_time(office.now(), office.config.timezone), required=True),
        Question("phone", say("phone"), about=say("phone_hint"), when=met),
        Question("photos", say("photos"), "paths", about=say("plain.about_photos")),
    )  # fmt: skip
    return Job(say("visit"), questions, do, lambda saved: saved_lines(saved, dialogue), checked)


def _form(answers: Answers, today: date) -> VisitForm:
    return VisitForm(
        status=cast(LivingStatus, answers["status"]), place=answers["place"], on=answers["on"] or today,
        at=answers["at"], death_on=answers.get("death_on"), missing_reason=answers.get("missing_reason", ""),
        prison_on=answers.get("prison_on"), other=answers.get("other", ""), phone=answers["phone"],
        way=cast(SocialWay, answers["way"]), photos=answers["photos"],
    )  # fmt: skip


def _attempt(answers: Answers, today: date) -> AttemptForm:
    return AttemptForm(
        cast(NotMet, answers["status"]), answers["place"], answers["on"] or today, answers["at"], answers["note"],
        answers.get("where_now", ""), answers.get("again_on"), answers["photos"],
    )  # fmt: skip


def agreement(office: Office, dialogue: Dialogue, person: str) -> Job:
    """知情同意: the notice is written out to be read, then a yes or no to each kind, never one for both."""
    say, text = dialogue.say, consent.text(dialogue.lang)
    marks = tuple((mark, say(f"mark_{mark}")) for mark in get_args(Mark))

    def do(answers: Answers) -> Saved:
        return consent.give(office, person, ConsentForm(
            answers["face"], answers["voice"], answers["read_by"], dialogue.lang, cast(Mark, answers["mark"]),
            answers["witness"]))  # fmt: skip

    questions = (
        Question("face", say("consent_face"), "tick"),
        Question("voice", say("consent_voice"), "tick"),
        Question("read_by", say("read_by"), default=office.officer.name, required=True),
        Question("mark", say("mark"), "pick", marks, "signature"),
        Question("witness", say("witness")),
    )
    title = "\n".join((say("consent_title", version=text.version), *text.paragraphs))
    return Job(title, questions, do, lambda saved: saved_lines(saved, dialogue))
