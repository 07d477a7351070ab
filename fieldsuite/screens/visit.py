"""上门核实: what was found at the door, or that nobody was met; the state by one letter."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast, get_args

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static

from fieldsuite.acts.contact import Outcome, Step
from fieldsuite.casework import people, visit
from fieldsuite.casework.views import PersonCard, Saved
from fieldsuite.casework.visit import DETAIL, VisitForm
from fieldsuite.casework.visits import attempt
from fieldsuite.casework.visits.attempt import AttemptForm
from fieldsuite.clock import local_time
from fieldsuite.records import LivingStatus, SocialWay
from fieldsuite.screens.bindings import LETTERS
from fieldsuite.screens.following import follow_step
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.typed import read_day, read_paths
from fieldsuite.widgets.choice import Choice
from fieldsuite.widgets.entry import Entry, photo_field, text_field
from fieldsuite.widgets.fields import pick

STATUSES = ("self_care", "partial_care", "bedridden", "dead", "missing", "prison", "other")
OUTCOMES = ("absent", "moved", "hospital", "refused")
"""Nobody could be checked, and why; each has its next step."""
DATES = ("on", "death_on", "prison_on", "again_on")
WAYS: tuple[str, ...] = get_args(SocialWay)
NOT_MET = ("where_now", "again_on", "note")
"""Fields of a visit that met nobody."""


class VisitScreen(FormScreen[Saved]):
    """Answers the record that was saved."""

    AUTO_FOCUS = "#status"
    card: PersonCard | None = None

    def __init__(self, person: str, status: str = "", *, photos: tuple[Path, ...] = (), on: str = "") -> None:
        super().__init__()
        self.person, self.status, self.photos, self.on = person, status, photos, on

    def draft_key(self) -> str:
        """One draft a person."""
        return f"visit:{self.person}"

    def body(self) -> ComposeResult:
        """State first; then where, when, what belongs to the state, phone, photographs."""
        letters: dict[str, tuple[str, ...]] = {LETTERS["alive"]: STATUSES[:3], LETTERS["not_met"]: OUTCOMES}
        letters |= {LETTERS[name]: (name,) for name in ("dead", "missing", "prison", "other")}
        options = [(name, self.say(f"mobility_{name}")) for name in STATUSES]
        options += [(name, self.say(f"event_{name}")) for name in OUTCOMES]
        yield Static(id="title", classes="heading")
        with VerticalScroll(classes="form"):
            yield Static(self.say("visit_keys"), classes="muted")
            yield Entry(self.say("found"), Choice(options, letters, value=self.status, id="status"))
            yield Entry(self.say("detail_death_on"), text_field("death_on", placeholder="2026-11-02"))
            yield Entry(self.say("detail_missing_reason"), text_field("missing_reason"))
            yield Entry(self.say("detail_prison_on"), text_field("prison_on", placeholder="2026-11-02"))
            yield Entry(self.say("detail_other"), text_field("other"))
            yield Entry(self.say("work.ask_where_now"), text_field("where_now"))
            yield Entry(
                self.say("work.ask_again_on"), text_field("again_on", placeholder=self.say("work.again_hint"))
            )
            yield Entry(self.say("work.ask_note"), text_field("note"))
            ways = [(self.say(f"ledgers.method_{way}"), way) for way in WAYS]
            yield Entry(self.say("work.ask_way"), pick("way", ways, "home"))
            yield Entry(self.say("place"), text_field("place"))
            yield Entry(self.say("visit_on"), text_field("on", self.on or self.office.today().isoformat()))
            now = local_time(self.office.now(), self.office.config.timezone)
            yield Entry(self.say("visit_at"), text_field("at", now))
            yield Entry(self.say("phone"), text_field("phone", placeholder=self.say("phone_hint")))
            photos = ";".join(str(path) for path in self.photos)
            yield Entry(
                self.say("photos"), photo_field("photos", photos, placeholder=self.say("photos_hint"))
            )
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
        status = self.query_one("#status", Choice).value
        shown = {DETAIL.get(status, ""), *self._not_met(status)}
        for field in (*DETAIL.values(), *NOT_MET):
            self.query_one(f"#entry_{field}").display = field in shown
        for field in ("way", "phone"):
            self.query_one(f"#entry_{field}").display = status not in OUTCOMES

    def _not_met(self, status: str) -> Iterator[str]:
        """Fields of an outcome: where to, for who moved or lies in hospital; when again, for the others too."""
        if status in OUTCOMES:
            yield "note"
            yield "where_now" if status in ("moved", "hospital") else "again_on"

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
        if status in OUTCOMES:
            self._try(cast(Outcome, status), days)
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
            way=cast(SocialWay, self.chosen("way")),
            photos=read_paths(self.text("photos")),
        )

    def _try(self, outcome: Outcome, days: dict[str, date | None]) -> None:
        """Record that nobody was met."""
        shown = set(self._not_met(outcome))
        form = AttemptForm(
            outcome, self.text("place"), days["on"] or self.office.today(), self.text("at"), self.text("note"),
            self.text("where_now") if "where_now" in shown else "", days["again_on"] if "again_on" in shown else None,
            read_paths(self.text("photos")),
        )  # fmt: skip
        self.ask(self._tried, attempt.save, self.office, self.person, form)

    def _tried(self, made: tuple[Saved, Step, date | None]) -> None:
        """Say what comes next, and lead there."""
        saved, step, again = made
        self.done(saved, lambda: follow_step(self.shell, self.person, step, again))

    def failed(self, error: Exception) -> None:
        """Say beside its field what is wrong with a visit that met nobody."""
        beside = {"visits.where_missing": "where_now", "visits.again_before": "again_on", "office.time_wrong": "at",
                  "office.date_future": "on"}  # fmt: skip
        key = str(getattr(error, "key", ""))
        if field := beside.get(key):
            self.show_wrong({field: self.say(key, **getattr(error, "values", {}))})
