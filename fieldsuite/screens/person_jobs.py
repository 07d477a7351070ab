"""What else can be done for one person: correct, reach, visit, ask, print."""

from importlib import import_module
from pathlib import Path
from typing import Any

from fieldsuite.casework.reports import family, handouts, notices, slip
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.base import OfficeScreen
from forms.form import Printed

STOPPED = ("STOPPED", "STOPPED_PRISON", "DECEASED")
TOLD = {"DUE_SOON": "remind", "OVERDUE_IN_MONTH": "remind", "SUSPENDED": "suspend"} | dict.fromkeys(
    STOPPED, "stop"
)
"""Status -> the notice that a person is given."""
FORMS = {
    "correct": ("correct", "CorrectScreen"),
    "contact": ("contact", "ContactScreen"),
    "service": ("service_forms", "ApplyScreen"),
    "survey": ("survey", "SurveyScreen"),
    "follow_up": ("follow_up", "FollowUpScreen"),
    "consent": ("consent", "ConsentScreen"),
    "relatives": ("relatives", "RelativesScreen"),
    "card_set": ("card_set", "CardSetScreen"),
    "overseas": ("overseas_form", "OverseasFormScreen"),
    "care": ("template_care", "TemplateCareScreen"),
}
"""Job -> file and class of its screen, imported when it is opened: some of them lead back to cards."""


class PersonJobsScreen(WhichScreen[str]):
    """Answers the word of a job; what makes no sense for this person is not offered."""

    def __init__(self, card: PersonCard) -> None:
        statuses = {one.standing.status for one in card.benefits}
        words = ["correct", "contact", "service", "slip"]
        words += [
            f"letter_{kind}" for kind in dict.fromkeys(TOLD[one] for one in sorted(statuses) if one in TOLD)
        ]
        words += ["survey"] if any(one.benefit == "dependants" for one in card.benefits) else []
        words += ["follow_up"] if statuses & set(STOPPED) else []
        words += ["consent", "consent_paper", "relatives", "card_set", "overseas", "care"]
        super().__init__("work.person_jobs", words, family="work.person", name=card.name)


def do_for(screen: OfficeScreen[Any], person: str, word: str | None) -> None:
    """Open the form of a job for a person, or ask where its paper goes."""
    if word is None:
        return
    if word in ("slip", "family", "consent_paper") or word.startswith("letter_"):
        name = Path(f"{screen.say(f'work.person_file_{word}')}-{screen.office.today().isoformat()}.pdf")
        screen.app.push_screen(
            PathScreen("print_where", name), lambda path: _print(screen, person, word, path)
        )
        return
    screen.app.push_screen(_form(person, word), lambda told: _told(screen, told))


def _told(screen: OfficeScreen[Any], told: object) -> None:
    if told:
        screen.app.notify(screen.say("saved"))


def _form(person: str, word: str) -> OfficeScreen[Any]:
    file, screen = FORMS[word]
    made: OfficeScreen[Any] = getattr(import_module(f"fieldsuite.screens.{file}"), screen)(person)
    return made


def _print(screen: OfficeScreen[Any], person: str, word: str, path: Path | None) -> None:
    if path is None:
        return
    if word in ("slip", "family"):
        write = slip.print_slip if word == "slip" else family.print_note
        screen.ask(lambda made: _printed(screen, made), write, screen.office, person, path)
    elif word == "consent_paper":
        screen.ask(lambda made: _printed(screen, made), handouts.print_consent, screen.office, path, person)
    else:
        kind: Any = word.removeprefix("letter_")
        screen.ask(
            lambda made: _printed(screen, made),
            notices.print_letters,
            screen.office,
            kind,
            path,
            person=person,
        )


def _printed(screen: OfficeScreen[Any], made: Printed) -> None:
    screen.app.notify(screen.say("printed", path=made.path, pages=made.pages))
