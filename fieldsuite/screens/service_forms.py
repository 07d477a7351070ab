"""The three forms of a service: the application, its day with two officers, its end."""

from fieldsuite.casework.ledgers import service
from fieldsuite.casework.ledgers.applications import Application
from fieldsuite.screens.asked import Ask, AskedScreen
from fieldsuite.screens.asked_of_person import AskedOfPersonScreen

REASONS = ("age", "illness", "disability", "other")
FORMS = ("home_visit", "appointment", "late_hours")
ORIGINS = ("application", "proactive")


class ApplyScreen(AskedOfPersonScreen[str]):
    """Takes an application; answers its id."""

    AUTO_FOCUS = "#form"
    DRAFT = "service"

    def heading(self) -> str:
        """For whom."""
        card = self.card
        how = self.say(f"mobility_{card.mobility}") if card and card.mobility else ""
        who = f"{card.name}  {self.say('years', years=card.age)}  {how}" if card else ""
        return f"{who} ── {self.say('work.apply_title')}"

    def about(self) -> str:
        """That it costs nothing, and who may ask."""
        return self.say("work.apply_about")

    def asks(self) -> tuple[Ask, ...]:
        """Which service, who asks, why."""
        return (
            Ask("form", "pick", self.options("work.form", FORMS)),
            Ask("origin", "pick", self.options("work.origin", ORIGINS)),
            Ask("applicant", needed=True, hint="work.applicant_hint"),
            Ask("relation"),
            Ask("why", "pick", self.options("ledgers.reason", REASONS)),
            Ask("note"),
        )

    def send(self) -> None:
        """Write the application down."""
        self.ask(
            self.done, service.apply, self.office, self.person, self.text("applicant"), self.text("relation"),
            self.chosen("why"), form=self.chosen("form"), origin=self.chosen("origin"), note=self.text("note"),
        )  # fmt: skip


class ScheduleScreen(AskedScreen[str]):
    """Gives an application its day and two officers; answers the record's id."""

    AUTO_FOCUS = "#visit_day"
    BESIDE = {
        "ledgers.two_officers": "second_officer",
        "ledgers.day_over": "visit_day",
        "office.time_wrong": "at_time",
    }

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application = application

    def draft_key(self) -> str:
        """One draft an application."""
        return f"schedule:{self.application.record_id}"

    def heading(self) -> str:
        """For whom, and which service."""
        one = self.application
        return f"{one.name}  {self.say(f'work.form_{one.form}')} ── {self.say('work.schedule_title')}"

    def about(self) -> str:
        """Why two."""
        return self.say("work.schedule_about")

    def asks(self) -> tuple[Ask, ...]:
        """When, and which two go."""
        return (
            Ask("visit_day", "day", needed=True),
            Ask("at_time", hint="work.time_hint"),
            Ask("first_officer", value=self.office.officer.name, needed=True),
            Ask("second_officer", needed=True),
        )

    def send(self) -> None:
        """Write the appointment down."""
        day = self.day("visit_day")
        if day is not None:
            names = (self.text("first_officer"), self.text("second_officer"))
            at = self.text("at_time")
            self.ask(self.done, service.schedule, self.office, self.application.record_id, day, at, names)


class FinishScreen(AskedScreen[str]):
    """Notes how a service ended, or gives it another day; answers the record's id."""

    AUTO_FOCUS = "#ended"

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application = application

    def heading(self) -> str:
        """For whom, on which day."""
        one = self.application
        return f"{one.name}  {one.visit_on or ''} {one.at} ── {self.say('work.finish_title')}"

    def about(self) -> str:
        """That the visit is recorded by itself."""
        return self.say("work.finish_about")

    def asks(self) -> tuple[Ask, ...]:
        """What came of it."""
        return (
            Ask("ended", "pick", self.options("work.ended", ("certified", "not_certified", "again"))),
            Ask("visit_day", "day", needed=True),
            Ask("at_time", hint="work.time_hint"),
            Ask("note"),
        )

    def hidden(self) -> set[str]:
        """Another day is asked for only where there is one."""
        return {"note"} if self.chosen("ended") == "again" else {"visit_day", "at_time"}

    def send(self) -> None:
        """Write the end down, or the new day with the same two officers."""
        one, ended = self.application, self.chosen("ended")
        if ended != "again":
            certified, note = ended == "certified", self.text("note")
            self.ask(
                self.done, service.finish_newest, self.office, one.record_id, certified=certified, note=note
            )
        elif (day := self.day("visit_day")) is not None:
            self.ask(
                self.done,
                service.schedule,
                self.office,
                one.record_id,
                day,
                self.text("at_time"),
                one.officers,
            )
