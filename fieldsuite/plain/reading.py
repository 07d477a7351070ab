"""What is only read: the charts as sentences, the manual page by page; a long text stops until Enter is pressed."""

from collections.abc import Iterator, Sequence
from functools import partial

from fieldsuite.casework.reports.chart_files import FIGURES, drawn
from fieldsuite.manual import contents, finding, reading
from fieldsuite.manual.page import Page
from fieldsuite.office import Office
from fieldsuite.plain.dialogue import MOST, Dialogue
from fieldsuite.plain.menu import Entry, Pages, menu
from forms.chart import Chart, number_text


def charts(office: Office, dialogue: Dialogue) -> None:
    """Offer the pictures of the office; each is read out, a label a line."""
    menu(
        dialogue,
        dialogue.say("charts.title"),
        lambda: [
            Entry(dialogue.say(f"charts.{name}"), partial(_chart, office, dialogue, name)) for name in FIGURES
        ],
    )


def likeness(office: Office, dialogue: Dialogue, person: str) -> None:
    """Read out how like somebody was at each verification."""
    _chart(office, dialogue, "likeness", person)


def _chart(office: Office, dialogue: Dialogue, name: str, person: str = "") -> None:
    for chart in drawn(office, (name,), person=person, lang=dialogue.lang):
        _read(dialogue, list(_said(chart, dialogue)))


def _said(chart: Chart, dialogue: Dialogue) -> Iterator[str]:
    yield chart.title
    if chart.empty:
        yield chart.empty
        return
    for at, label in enumerate(chart.labels):
        parts = [f"{one.words} {number_text(one.numbers[at])}" for one in chart.series]
        parts += [chart.tails[at]] if chart.tails else []
        yield dialogue.say("plain.field", label=label, value=dialogue.say("list_mark").join(parts))
    yield from chart.notes


def manual(dialogue: Dialogue) -> None:
    """Ask what the page is about; nothing typed lists every page."""
    typed = dialogue.read(
        dialogue.say("plain.prompt", label=dialogue.say("plain.manual_find")),
        dialogue.say("plain.manual_find"),
    )
    found = finding.find(typed)
    if not found:
        dialogue.told("manual.none")
        return
    dialogue.told("plain.manual_keys")
    pages = Pages(dialogue)
    lang = dialogue.lang
    menu(
        dialogue,
        f"{dialogue.say('manual.title')}  {dialogue.say('manual.count', number=len(found))}",
        lambda: pages.of([Entry(page.titles[lang], partial(_page, dialogue, page)) for page in found]),
    )


def _page(dialogue: Dialogue, page: Page) -> None:
    # Keys stand in the manual as the screens write them.
    from fieldsuite.screens.bindings import pressed

    _read(dialogue, list(reading.lines(contents.chapter(page, dialogue.lang, pressed))))


def _read(dialogue: Dialogue, lines: Sequence[str]) -> None:
    """Say lines, and wait before more than a screen of them is said. Raises Cancelled."""
    said = [line for line in lines if line.strip()]
    for at in range(0, len(said), MOST):
        if at:
            dialogue.enter(dialogue.say("plain.read_on"))
        dialogue.tell(*said[at : at + MOST])
