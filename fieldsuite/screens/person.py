"""One person: where each benefit stands and why, what was done, and the way to everything that can be
done.
"""

from typing import Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static, TabbedContent, TabPane

from fieldsuite.casework import people
from fieldsuite.casework.views import BenefitView, PersonCard, Saved
from fieldsuite.rules.reasons import explain_lines
from fieldsuite.screens.ask_how import HowScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.consent import ConsentScreen
from fieldsuite.screens.enrol_face import EnrolFaceScreen
from fieldsuite.screens.enrol_voice import EnrolVoiceScreen
from fieldsuite.screens.human_check import HumanCheckScreen
from fieldsuite.screens.template_care import TemplateCareScreen
from fieldsuite.screens.verify_face import VerifyFaceScreen
from fieldsuite.screens.verify_voice import VerifyVoiceScreen
from fieldsuite.screens.verifying import Way
from fieldsuite.screens.visit import VisitScreen
from fieldsuite.screens.wording import benefit_title, deadlines, history_line
from fieldsuite.widgets.benefit_box import BenefitBox
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose

Start = Literal["", "enrol", "verify", "visit", "loss"]
"""What a key on another screen asked for."""

WHY_SHOWN = 2
"""Reasons in the frame of a benefit: what it is and the rule behind it; all of them stand under 为什么."""

UNMASKED = 10.0
"""Seconds for which F6 shows number and phone (design page screens: F6 shows for 10 s)."""


class PersonScreen(OfficeScreen[None]):
    """The card of one person."""

    BINDINGS = [
        *bind("verify", "enrol", "visit", "loss", "unmask", "another_way"),
        *bind("care", shown=False),
    ]
    AUTO_FOCUS = "#history"
    card: PersonCard | None = None
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

    def on_screen_resume(self) -> None:
        """Read the card again: work may have been done on the screen that was left."""
        self.quietly(self._show, people.card, self.office, self.person)

    def _show(self, card: PersonCard) -> None:
        self.card = card
        self.fill()
        start, self.start = self.start, ""
        if start:
            self.call_next(getattr(self, f"action_{start}"))

    def fill(self) -> None:
        """Show the card."""
        card = self.card
        if card is None:
            return
        self._fill_who(card)
        box = self.query_one("#benefits", Container)
        box.remove_children()
        box.mount_all(self._box(benefit) for benefit in card.benefits)
        self.query_one("#history", Listing).refill(
            (f"{at}", history_line(row, self.say)) for at, row in enumerate(card.history)
        )
        self.query_one("#why", Prose).text = self._why(card)
        self.query_one("#biometrics", Prose).text = self._biometrics(card)
        self.query_one("#details", Prose).text = self._details(card)

    def _fill_who(self, card: PersonCard) -> None:
        number, phone = self.shown or (card.id_masked, card.phone_masked)
        who = Text.assemble(
            (f" {card.name} ", "bold"),
            f" {self.say('sex_' + card.sex)} {card.birth.isoformat()} {self.say('years', years=card.age)}   ",
            f"{self.say('id_' + card.id_kind)} {number}   {phone}   {card.address}",
        )
        self.query_one("#who", Static).update(who)
        state = Text(" ")
        if card.verify_days is not None:
            state.append(self.say("to_verify_days", days=card.verify_days), style="bold")
            state.append(f" {card.verify_reason}   ")
        if not card.templates:
            state.append(self.say("not_modelled"))
        if card.tries_today:
            state.append("   " + self.say("tries_today", tries=card.tries_today))
        self.query_one("#state", Static).update(state)

    def _box(self, benefit: BenefitView) -> BenefitBox:
        standing = benefit.standing
        lines = [self.say(f"status_{standing.status}")]
        if standing.deadline:
            lines[0] += "   " + self.say("deadline", day=standing.deadline.isoformat())
        lines += explain_lines(standing, self.shell.lang)[:WHY_SHOWN]
        if standing.if_certified_today:
            lines.append(self.say("if_certified_today", day=standing.if_certified_today.isoformat()))
        if standing.back_pay:
            lines.append(self.say("province.back_pay", months=self.say("list_mark").join(standing.back_pay)))
        if benefit.pending:
            lines.append(self.say("pending"))
        return BenefitBox(benefit_title(benefit, self.say), lines, standing.status)

    def _why(self, card: PersonCard) -> str:
        parts = [
            [benefit_title(benefit, self.say), *explain_lines(benefit.standing, self.shell.lang)]
            for benefit in card.benefits
        ]
        return "\n\n".join("\n· ".join(lines) for lines in parts)

    def _biometrics(self, card: PersonCard) -> str:
        lines = [
            self.say("template_line", what=self.say(f"method_{row.modality}"), samples=row.samples,
                     made=row.made_at[:10], engine=row.engine)
            + ("" if row.enough else self.say("template_thin"))
            for row in card.templates
        ]  # fmt: skip
        lines = lines or [self.say("not_modelled")]
        consent = card.consent
        if consent is None:
            return "\n".join([*lines, self.say("no_consent_yet")])
        agreed = [self.say(f"agreed_{name}") for name in ("face", "voice") if getattr(consent, name)]
        words = self.say("and").join(agreed) or self.say("agreed_refused")
        told = self.say("consent_line", day=consent.on.isoformat(), words=words, reader=consent.read_by)
        return "\n".join([*lines, told])

    def _details(self, card: PersonCard) -> str:
        return "\n".join(
            f"{self.say('detail_' + name)}  {value}"
            for name, value in (
                ("person_no", card.person_no),
                ("village", card.village),
                ("address", card.address),
                ("mobility", self.say(f"mobility_{card.mobility}") if card.mobility else ""),
            )
            if value
        )

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
        self.app.push_screen(HowScreen[Way]("verify_by", ("face", "voice", "manual")), self._go)

    def _go(self, way: Way | None) -> None:
        if way == "face":
            self.app.push_screen(VerifyFaceScreen(self.person), self._go)
        elif way == "voice":
            self.app.push_screen(VerifyVoiceScreen(self.person), self._go)
        elif way == "manual":
            self.app.push_screen(HumanCheckScreen(self.person), self.saved)

    def action_enrol(self) -> None:
        """F2: face or voice."""
        self.app.push_screen(HowScreen[Way]("enrol_by", ("face", "voice")), self._enrol)

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
        """D: report a death or another loss: the visit's form with 已死亡 chosen."""
        self.app.push_screen(VisitScreen(self.person, status="dead"), self.saved)

    def saved(self, saved: Saved | None) -> None:
        """Say what a record changed."""
        if saved:
            told = deadlines(saved.deadlines, self.say) if saved.certifies else ""
            self.app.notify(
                told or self.say("saved_review" if saved.needs_review else "saved"),
                title=self.say("saved_title"),
            )
