"""今天的路线: whom to visit in which order, village by village, those who cannot come first."""

from datetime import date, timedelta

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Select

from fieldsuite.casework import jobs
from fieldsuite.casework.visits.plan import Stop, day_plan
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.typed import read_day
from fieldsuite.screens.wording import person_state
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.fields import pick

ALL = "-"
"""Every village."""
MOST = 200


class PlanScreen(ListedScreen):
    """The route of a day; Enter opens the person, V records what was found."""

    BINDINGS = [*bind("visit", "verify", "earlier", "later"), *bind("loss", shown=False)]
    TITLE_KEY = "work.plan_title"
    COLUMNS = ("work.column_order", "work.column_appointment", "column_village", "column_name", "column_sex",
               "work.column_go", "column_state", "work.column_tried", "column_address")  # fmt: skip
    stops: tuple[Stop, ...] = ()
    villages: tuple[str, ...] = ()

    def filters(self) -> ComposeResult:
        """The day and the village."""
        yield text_field("on", self.office.today().isoformat())
        yield pick(
            "village", [(self.say("work.all_villages"), ALL), *((name, name) for name in self.villages)]
        )

    def on_mount(self) -> None:
        """Ask which villages there are."""
        self.quietly(self._villages, jobs.villages, self.office)

    def _villages(self, names: tuple[str, ...]) -> None:
        self.villages = names
        chosen = self.query_one("#village", Select)
        chosen.set_options([(self.say("work.all_villages"), ALL), *((name, name) for name in names)])
        chosen.value = ALL

    @on(Input.Changed, "#on")
    @on(Select.Changed, "#village")
    def read(self) -> None:
        """Plan the day that stands on top."""
        on_day = read_day(self.query_one("#on", Input).value)
        village = self.query_one("#village", Select).value
        if on_day is not None:
            chosen = village if isinstance(village, str) and village != ALL else ""
            self.quietly(self._show, day_plan, self.office, on=on_day, village=chosen, most=MOST)

    def _show(self, stops: tuple[Stop, ...]) -> None:
        self.stops = stops
        self.fill()

    def lines(self) -> list[Line]:
        """One line a visit."""
        return [(one.person.id, self._line(at, one)) for at, one in enumerate(self.stops, start=1)]

    def _line(self, at: int, stop: Stop) -> list[str | Text]:
        row = stop.person
        how = self.say(f"short_{row.mobility}") if row.mobility else ""
        go = self.say("work.go_home" if stop.go_home else "work.may_come")
        return [str(at), Text(stop.appointment, style="bold"), row.village, Text(row.name, style="bold"),
                f"{self.say('sex_' + row.sex)} {row.age}", f"{how} {go}".strip(),
                person_state(row, self.say, short=True), self._tried(stop),
                (stop.where_now or row.address).removeprefix(row.village)]  # fmt: skip

    def _tried(self, stop: Stop) -> str:
        if not stop.tried or stop.last_on is None:
            return ""
        what = self.say(f"event_{stop.last_outcome}")
        return self.say("work.tried", times=stop.tried, what=what, on=f"{stop.last_on:%m-%d}")

    def hint(self) -> str:
        """What the order means, or that nobody is left."""
        return self.say("work.plan_hint" if self.stops else "work.plan_empty")

    def chosen_person(self) -> str | None:
        """The person under the cursor."""
        return self.chosen or None

    def action_earlier(self) -> None:
        """The day before."""
        self._shift(-1)

    def action_later(self) -> None:
        """The day after."""
        self._shift(1)

    def _shift(self, days: int) -> None:
        field = self.query_one("#on", Input)
        shown: date = read_day(field.value) or self.office.today()
        field.value = (shown + timedelta(days=days)).isoformat()
