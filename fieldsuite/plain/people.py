"""Lists of people and one person's card: one field a line, then what can be done for them."""

from collections.abc import Callable
from functools import partial

from fieldsuite.casework import people
from fieldsuite.casework.people import Which
from fieldsuite.casework.views import PersonCard, PersonRow
from fieldsuite.office import Office
from fieldsuite.plain import certify, enrol, reading
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.menu import Entry, Pages, menu
from fieldsuite.plain.paper import family_note, print_slip
from fieldsuite.plain.records import home_visit
from fieldsuite.plain.run_job import run
from fieldsuite.screens.person_words import benefit_lines, biometrics_text, state_line, who_line, why_text
from fieldsuite.screens.wording import benefit_title, history_line, person_state


def listed(office: Office, dialogue: Dialogue, which: Which) -> None:
    """Show one of the lists of the home screen; a number opens a person."""
    _choose(office, dialogue, partial(people.find, office, which=which), dialogue.say(f"list_{which}"))


def found(office: Office, dialogue: Dialogue) -> None:
    """Find somebody by name, pinyin, number or its last four."""
    words = dialogue.read(
        dialogue.say("plain.prompt", label=dialogue.say("find_hint")), dialogue.say("find_hint")
    )
    if words:
        _choose(office, dialogue, partial(people.find, office, words), words)


def _choose(
    office: Office, dialogue: Dialogue, find: Callable[[], tuple[PersonRow, ...]], title: str
) -> None:  # fmt: skip
    """Let one of the people be opened; the list is read again afterwards, for what was done may have changed it."""
    first = len(find())
    if not first:
        dialogue.told("plain.nobody")
        return
    pages = Pages(dialogue)

    def entries() -> list[Entry]:
        return pages.of(
            [Entry(_line(row, dialogue), partial(opened, office, dialogue, row.id)) for row in find()]
        )

    menu(dialogue, f"{title}  {dialogue.say('count', number=first)}", entries)


def _line(row: PersonRow, dialogue: Dialogue) -> str:
    say = dialogue.say
    parts = (row.name, f"{say('sex_' + row.sex)} {row.age}", row.address or row.village, row.id_masked[-4:],
             person_state(row, say))  # fmt: skip
    return say("list_mark").join(part for part in parts if part)


def opened(office: Office, dialogue: Dialogue, person: str) -> None:
    """Read a person's card out and offer what can be done."""
    say = dialogue.say
    read = partial(_read, office, dialogue, person)
    read()
    jobs = (
        *((f"verify_by_{name}", way) for name, way in certify.WAYS),
        ("visit", _visit),
        ("plain.enrol_face", enrol.face),
        ("plain.enrol_voice", enrol.voice),
        ("work.file_slip", print_slip),
        ("family.file", family_note),
        ("plain.unmask", _unmask),
        ("tab_history", _history),
        ("tab_why", _why),
        ("charts.likeness", reading.likeness),
    )
    name = people.card(office, person).name
    menu(
        dialogue,
        say("plain.for_person", name=name),
        lambda: [
            *(Entry(say(key), partial(do, office, dialogue, person)) for key, do in jobs),
            Entry(say("plain.read_again"), read),
        ],
    )


def _read(office: Office, dialogue: Dialogue, person: str) -> None:
    dialogue.tell(*card_lines(people.card(office, person), dialogue))


def card_lines(card: PersonCard, dialogue: Dialogue) -> list[str]:
    """Give a card as lines: who, what presses, each benefit, models and consent."""
    say = dialogue.say
    lines = [" ".join(who_line(card, None, say).plain.split())]
    if pressing := " ".join(state_line(card, None, say).plain.split()):
        lines.append(pressing)
    for benefit in card.benefits:
        lines += [benefit_title(benefit, say), *benefit_lines(benefit, dialogue.lang, say)]
    return [*lines, *biometrics_text(card, say).splitlines()]


def _visit(office: Office, dialogue: Dialogue, person: str) -> None:
    run(dialogue, home_visit(office, dialogue, person))


def _unmask(office: Office, dialogue: Dialogue, person: str) -> None:
    number, phone = people.unmask(office, person)
    dialogue.told("plain.unmasked", number=" ".join(number), phone=" ".join(phone) or "-")


def _history(office: Office, dialogue: Dialogue, person: str) -> None:
    rows = people.card(office, person).history
    lines = ["  ".join(str(cell) for cell in history_line(row, dialogue.say) if str(cell)) for row in rows]
    dialogue.tell(*(lines or [dialogue.say("plain.nothing")]))


def _why(office: Office, dialogue: Dialogue, person: str) -> None:
    dialogue.tell(why_text(people.card(office, person), dialogue.lang, dialogue.say))
