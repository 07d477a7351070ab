"""上门核实: what was found at the door; the state by one letter, and only the field that belongs to it."""

from datetime import date
from typing import cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static

from fieldsuite.casework import people, visit
from fieldsuite.casework.views import PersonCard, Saved
from fieldsuite.casework.visit import DETAIL, VisitForm
from fieldsuite.clock import local_time
from fieldsuite.records import LivingStatus
from fieldsuite.screens.bindings import LETTERS
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.typed import read_day, read_paths
from fieldsuite.widgets.choice import Choice
from fieldsuite.widgets.entry import Entry, path_field, text_field

STATUSES = ("self_care", "partial_care", "bedridden", "dead", "missing", "prison", "other")
DATES = ("on", "death_on", "prison_on")


class VisitScreen(FormScreen[Saved]):
    """Answers the record that was saved."""

    AUTO_FOCUS = "#status"
    card: PersonCard | None = None

    def __init__(self, person: str, status: str = "") -> None:
        super().__init__()
        self.person, self.status = person, status

    def draft_key(self) -> str:
        """One draft a person."""
        return f"visit:{self.person}"

    def body(self) -> ComposeResult:
        """State first; then where, when, what belongs to the state, phone, photographs."""
        letters = {LETTERS["alive"]: STATUSES[:3]} | {
            LETTERS[name]: (name,) for name in ("dead", "missing", "prison", "other")
        }
        options = [(name, self.say(f"mobility_{name}")) for name in STATUSES]
        yield Static(id="title", classes="heading")
        with VerticalScroll(classes="form"):
            yield Static(self.say("visit_keys"), classes="muted")
            yield Entry(self.say("found"), Choice(options, letters, value=self.status, id="status"))
            yield Entry(self.say("detail_death_on"), text_field("death_on", placeholder="2026-11-02"))
            yield Entry(self.say("detail_missing_reason"), text_field("missing_reason"))
            yield Entry(self.say("detail_prison_on"), text_field("prison_on", placeholder="2026-11-02"))
            yield Entry(self.say("detail_other"), text_field("other"))
            yield Entry(self.say("place"), text_field("place"))
            yield Entry(self.say("visit_on"), text_field("on", self.office.today().isoformat()))
            now = local_time(self.office.now(), self.office.config.timezone)
            yield Entry(self.say("visit_at"), text_field("at", now))
            yield Entry(self.say("phone"), text_field("phone", placeholder=self.say("phone_hint")))
            yield Entry(self.say("photos"), path_field("photos", placeholder=self.say("photos_hint")))
            yield Button(self.say("save"), id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Read who it is: the place is filled in with the address."""
        self.quietly(self._about, people.card, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        place = self.query_one("#place", Input)
        place.value = place.value or card.address
        self.fill()

    def fill(self) -> None:
        """Show the title, and only the field that belongs to the state."""
        name = self.card.name if self.card else ""
        again = self.say("draft_back") if self.restored else ""
        self.query_one("#title", Static).update(f"{name} ── {self.say('visit')}   {again}")
        self.changed()

    def changed(self) -> None:
        """Another state needs another field."""
        needed = DETAIL.get(self.query_one("#status", Choice).value, "")
        for field in DETAIL.values():
            self.query_one(f"#entry_{field}").display = field == needed

    def save(self) -> None:
        """Check, say beside the field what is wrong, or record the visit."""
        days = {name: read_day(self.text(name)) for name in DATES}
        wrong = {name: self.say("date_wrong") for name in DATES if self.text(name) and days[name] is None}
        status = self.query_one("#status", Choice).value
        if not status:
            wrong["status"] = self.say("status_missing")
        if wrong or self.card is None:
            self.show_wrong(wrong)
            return
        form = self._form(cast(LivingStatus, status), days)
        found = visit.problems(form, self.office.today(), self.card.birth)
        self.show_wrong({
            field: self.say(key, field=self.say(f"detail_{field}"), date=form.on.isoformat()) for field, key in found
        })  # fmt: skip
        if not found:
            self.ask(self.done, visit.save, self.office, self.person, form)

    def _form(self, status: LivingStatus, days: dict[str, date | None]) -> VisitForm:
        needed = DETAIL.get(status)
        return VisitForm(
            status=status,
            place=self.text("place"),
            on=days["on"] or self.office.today(),
            at=self.text("at"),
            death_on=days["death_on"] if needed == "death_on" else None,
            missing_reason=self.text("missing_reason") if needed == "missing_reason" else "",
            prison_on=days["prison_on"] if needed == "prison_on" else None,
            other=self.text("other") if needed == "other" else "",
            phone=self.text("phone"),
            photos=read_paths(self.text("photos")),
        )
