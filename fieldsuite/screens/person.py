"""One person: where each benefit stands and why, what was done, and the way to everything that can be
done.
"""

from functools import partial
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import DataTable, Static, TabbedContent, TabPane

from fieldsuite.casework import particulars, people, review
from fieldsuite.casework.particulars import Paper, Particulars
from fieldsuite.casework.views import PersonCard, Saved
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.consent import ConsentScreen
from fieldsuite.screens.correct import CorrectScreen
from fieldsuite.screens.enrol_face import EnrolFaceScreen
from fieldsuite.screens.enrol_voice import EnrolVoiceScreen
from fieldsuite.screens.evidence import EvidenceScreen
from fieldsuite.screens.human_check import HumanCheckScreen
from fieldsuite.screens.loss import LossScreen
from fieldsuite.screens.person_jobs import PersonJobsScreen, do_for
from fieldsuite.screens.person_pages import CardPages
from fieldsuite.screens.person_words import (
    benefit_lines,
    biometrics_text,
    details_text,
    state_line,
    who_line,
    why_text,
)
from fieldsuite.screens.template_care import TemplateCareScreen
from fieldsuite.screens.verify_face import VerifyFaceScreen
from fieldsuite.screens.verify_voice import VerifyVoiceScreen
from fieldsuite.screens.verifying import WAYS, Way
from fieldsuite.screens.visit import VisitScreen
from fieldsuite.screens.wording import benefit_title, deadlines, history_line
from fieldsuite.widgets.benefit_box import BenefitBox
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose

Start = Literal["", "enrol", "verify", "visit", "loss"]
"""What a key on another screen asked for."""

UNMASKED = 10.0
"""Seconds for which F6 shows number and phone (design page screens: F6 shows for 10 s)."""


class PersonScreen(CardPages):
    """The card of one person."""

    BINDINGS = [
        *bind("enrol", "verify", "unmask", "visit", "loss", "print", "jobs"),
        *bind("another_way", "correct", "care", "evidence", shown=False),
    ]
    AUTO_FOCUS = "#history"
    card: PersonCard | None = None
    more: Particulars | None = None
    """Particulars, corrections and papers; read after the card, which must not wait for them."""
    shown: tuple[str, str] | None = None
    """ID number and phone while they are unmasked."""

    def __init__(self, person: str, start: Start = "") -> None:
        super().__init__()
        self.person, self.start = person, start

    def body(self) -> ComposeResult:
        """Who, benefits, tabs."""
        yield Static(id="who")
        yield Static(id="state")
        yield Container(id="benefits")
        with TabbedContent(id="tabs"):
            with TabPane(self.say("tab_history"), id="tab_history"):
                columns = [
                    self.say(f"column_{name}")
                    for name in ("day", "what", "result", "likeness", "officer", "became")
                ]
                yield Listing(columns, id="history")
            with TabPane(self.say("tab_why"), id="tab_why"), VerticalScroll():
                yield Prose(id="why")
            with TabPane(self.say("tab_biometrics"), id="tab_biometrics"), VerticalScroll():
                yield Prose(id="biometrics")
            with TabPane(self.say("tab_details"), id="tab_details"), VerticalScroll():
                yield Prose(id="details")
            with TabPane(self.say("work.tab_papers"), id="tab_papers"):
                heads = (
                    "column_day",
                    "column_what",
                    "work.column_number",
                    "work.column_pieces",
                    "column_officer",
                )
                yield Listing([self.say(name) for name in heads], id="papers")
            yield from self.more_pages()

    def more_pages(self) -> ComposeResult:
        """Pages a desk adds to those of a field office."""
        yield from ()

    def on_screen_resume(self) -> None:
        """Read the card again: work may have been done on the screen that was left."""
        self.quietly(self._show, people.card, self.office, self.person)
        self.quietly(self._more, particulars.of_person, self.office, self.person)

    def _show(self, card: PersonCard) -> None:
        self.card = card
        self.fill()
        start, self.start = self.start, ""
        if start:
            self.call_next(getattr(self, f"action_{start}"))

    def fill(self) -> None:
        """Show the card."""
        card, more, lang = self.card, self.more, self.shell.lang
        if card is None:
            return
        self.query_one("#who", Static).update(who_line(card, self.shown, self.say))
        self.query_one("#state", Static).update(state_line(card, more, self.say))
        box = self.query_one("#benefits", Container)
        box.remove_children()
        box.mount_all(
            BenefitBox(benefit_title(one, self.say), benefit_lines(one, lang, self.say), one.standing.status)
            for one in card.benefits
        )
        self.query_one("#history", Listing).refill(
            (f"{at}", history_line(row, self.say)) for at, row in enumerate(card.history)
        )
        self.query_one("#why", Prose).text = why_text(card, lang, self.say)
        self.query_one("#biometrics", Prose).text = biometrics_text(card, self.say)
        self.query_one("#details", Prose).text = details_text(card, more, self.say)
        self.query_one("#papers", Listing).refill(
            (f"{at}", self._paper(paper)) for at, paper in enumerate(more.papers if more else ())
        )

    def _paper(self, paper: Paper) -> list[str]:
        kind = self.say("work.file_kept") if "/" in paper.kind else self.say(f"kind_{paper.kind}")
        pieces = str(len(paper.evidence)) if paper.evidence else ""
        return [paper.on.isoformat(), kind, paper.what, pieces, paper.officer]

    def _more(self, more: Particulars) -> None:
        self.more = more
        self.fill()

    def action_correct(self) -> None:
        """K: put one particular right."""
        self.app.push_screen(CorrectScreen(self.person))

    def action_jobs(self) -> None:
        """Ctrl+G: everything else that can be done for this person."""
        if self.card is not None:
            self.app.push_screen(PersonJobsScreen(self.card), lambda word: do_for(self, self.person, word))

    def action_print(self) -> None:
        """P: the slip of the newest certification."""
        do_for(self, self.person, "slip")

    def action_evidence(self) -> None:
        """O: the evidence of the line under the cursor, or all of it."""
        at = (
            self.query_one("#papers", Listing).chosen
            if self.query_one("#papers", Listing).has_focus
            else None
        )
        papers = self.more.papers if self.more else ()
        chosen = [papers[int(at)]] if at else papers
        digests = tuple(dict.fromkeys(one for paper in chosen for one in paper.evidence))
        if digests:
            self.app.push_screen(EvidenceScreen(digests, partial(review.evidence, self.office)))

    @on(DataTable.RowSelected, "#papers")
    def _open_paper(self) -> None:
        self.action_evidence()

    def action_unmask(self) -> None:
        """F6: show number and phone for ten seconds; the office notes who looked."""
        self.ask(self._unmasked, people.unmask, self.office, self.person)

    def _unmasked(self, shown: tuple[str, str]) -> None:
        self.shown = shown
        self.fill()
        self.set_timer(UNMASKED, self._mask)

    def _mask(self) -> None:
        self.shown = None
        self.fill()

    def action_verify(self) -> None:
        """F4: by face where there is a face, by voice where there is only a voice, otherwise choose."""
        made = [row.modality for row in self.card.templates] if self.card else []
        way: Way | None = "face" if "face" in made else "voice" if "voice" in made else None
        if way:
            self._go(way)
        else:
            self.action_another_way()

    def action_another_way(self) -> None:
        """M: face, voice, or the human check."""
        made = {"manual", *(row.modality for row in self.card.templates)} if self.card else {"manual"}
        without = [way for way in WAYS if way not in made]
        self.app.push_screen(WhichScreen[Way]("verify_by", WAYS, without=without), self._go)

    def _go(self, way: Way | None) -> None:
        if way == "face":
            self.app.push_screen(VerifyFaceScreen(self.person), self._go)
        elif way == "voice":
            self.app.push_screen(VerifyVoiceScreen(self.person), self._go)
        elif way == "manual":
            self.app.push_screen(HumanCheckScreen(self.person), self.saved)

    def action_enrol(self) -> None:
        """F2: face or voice."""
        self.app.push_screen(WhichScreen[Way]("enrol_by", ("face", "voice")), self._enrol)

    def _enrol(self, way: Way | None) -> None:
        consent = self.card.consent if self.card else None
        if way is None:
            return
        if consent is None or not getattr(consent, way):
            self.app.push_screen(ConsentScreen(self.person), lambda saved: self._agreed(way, saved))
        else:
            self._agreed(way, (way,))

    def _agreed(self, way: Way, agreed: tuple[str, ...] | None) -> None:
        if not agreed:
            return
        if "face" in agreed and way == "face":
            self.app.push_screen(EnrolFaceScreen(self.person))
        elif "voice" in agreed and way == "voice":
            self.app.push_screen(EnrolVoiceScreen(self.person))

    def action_care(self) -> None:
        """C: the templates: likeness so far, renewal, glasses, erasing."""
        self.app.push_screen(TemplateCareScreen(self.person))

    def action_visit(self) -> None:
        """V: record a visit."""
        self.app.push_screen(VisitScreen(self.person), self.saved)

    def action_loss(self) -> None:
        """D: report a death or another loss: who told it, from which source, on which proof."""
        self.app.push_screen(LossScreen(self.person), self.saved)

    def saved(self, saved: Saved | None) -> None:
        """Say what a record changed."""
        if saved:
            told = deadlines(saved.deadlines, self.say) if saved.certifies else ""
            self.app.notify(
                told or self.say("saved_review" if saved.needs_review else "saved"),
                title=self.say("saved_title"),
            )
