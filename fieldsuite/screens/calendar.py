"""日程: every deadline of the office with the days that are left."""

from rich.text import Text

from fieldsuite.casework.reports import calendar
from fieldsuite.casework.reports.calendar import Entry
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.people import PeopleScreen

WEEK = 7
MONTH = 31


class CalendarScreen(ListedScreen):
    """The nearest first; Enter opens the list of people that belongs to a deadline."""

    TITLE_KEY = "work.calendar_title"
    COLUMNS = (
        "column_deadline",
        "work.column_left",
        "work.column_matter",
        "work.column_people",
    )
    entries: tuple[Entry, ...] = ()

    def read(self) -> None:
        """Read the calendar."""
        self.quietly(self._show, calendar.calendar, self.office)

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.fill()

    def lines(self) -> list[Line]:
        """One line a deadline."""
        return [(str(at), self._line(one)) for at, one in enumerate(self.entries)]

    def _line(self, one: Entry) -> list[str | Text]:
        tone = "error" if one.days_left < 0 else "warning" if one.days_left <= WEEK else ""
        days = "days_over" if one.days_left < 0 else "days_left"
        word = {0: "today", 1: "tomorrow"}.get(one.days_left, days)
        left = self.say(f"work.{word}", days=abs(one.days_left))
        people = str(one.people) if one.people else ""
        return [one.on.isoformat(), Text(left, style=self.app.theme_variables.get(tone, "")),
                Text(self.say(f"reports.calendar_{one.what}"), style="bold"), people]  # fmt: skip

    def hint(self) -> str:
        """How to go on."""
        return self.say("work.calendar_hint")

    def opened(self, line: str) -> None:
        """Open the list of people behind a deadline."""
        one = self.entries[int(line)]
        if one.what == "verify":
            self.app.push_screen(PeopleScreen("verify"))
        elif one.what == "due":
            self.app.push_screen(PeopleScreen("due" if one.days_left <= MONTH else "all"))
