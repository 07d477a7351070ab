"""上门服务与预约: who asked to be visited, the day and the two officers, and how it ended (四川规程 第10、20条)."""

from rich.text import Text

from fieldsuite.casework.ledgers import applications, service
from fieldsuite.casework.ledgers.applications import Application
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.service_forms import ApplyScreen, FinishScreen, ScheduleScreen


class ServicesScreen(ListedScreen):
    """Ins takes an application, Enter gives the next step, Del withdraws it, V records the visit."""

    BINDINGS = [*bind("add", "remove", "visit", "ledgers")]
    TITLE_KEY = "work.services_title"
    COLUMNS = ("work.column_next", "work.column_applied", "column_name", "column_village", "work.column_form",
               "column_why", "work.column_appointment", "work.column_officers", "work.ask_note")  # fmt: skip
    rows: tuple[Application, ...] = ()

    def read(self) -> None:
        """Read every application."""
        self.quietly(self._show, applications.applications, self.office)

    def _show(self, rows: tuple[Application, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line an application."""
        return [(row.record_id, self._line(row)) for row in self.rows]

    def _line(self, row: Application) -> list[str | Text]:
        over = row.step == "scheduled" and row.visit_on is not None and row.visit_on < self.office.today()
        step = self.say("work.service_over" if over else f"work.service_{row.step}")
        tone = self.app.theme_variables["warning"] if row.step == "applied" or over else ""
        day = f"{row.visit_on} {row.at}".strip() if row.visit_on else ""
        return [Text(step, style=tone), row.applied_on.isoformat(), Text(row.name, style="bold"), row.village,
                self.say(f"work.form_{row.form}"), self.say(f"ledgers.reason_{row.reason}"), day,
                self.say("list_mark").join(row.officers), row.note]  # fmt: skip

    def hint(self) -> str:
        """What Enter does on the line."""
        row = self._row()
        return self.say("work.services_hint" if row else "work.services_empty")

    def _row(self) -> Application | None:
        return next((row for row in self.rows if row.record_id == self.chosen), None)

    def chosen_person(self) -> str | None:
        """Who is to be visited."""
        row = self._row()
        return row.person_id if row else None

    def opened(self, line: str) -> None:
        """Give an application its day, or its end; what is closed opens the person."""
        row = self._row()
        if row is None or not row.open:
            self.open_person()
        elif row.step == "applied":
            self.app.push_screen(ScheduleScreen(row), self._stepped)
        else:
            self.app.push_screen(FinishScreen(row), self._stepped)

    def _stepped(self, made: str | None) -> None:
        if made:
            self.told(self.say("saved"))

    def action_add(self) -> None:
        """Ins: who is to be visited?"""
        self.app.push_screen(AskPersonScreen("work.service_whom"), self._add)

    def _add(self, who: str | None) -> None:
        if who:
            self.app.push_screen(ApplyScreen(who), self._stepped)

    def action_remove(self) -> None:
        """Del: the application is withdrawn, with the reason."""
        row = self._row()
        if row is not None and row.open:
            self.app.push_screen(ReasonScreen("work.cancel_reason"), lambda why: self._cancel(row, why))

    def _cancel(self, row: Application, why: str | None) -> None:
        if why:
            self.ask(self._cancelled, service.cancel, self.office, row.record_id, why)

    def _cancelled(self, _made: str) -> None:
        self.told(self.say("work.cancelled"))
        self.read()

    def action_ledgers(self) -> None:
        """L: 服务台账."""
        from fieldsuite.screens.ledgers import LedgerScreen

        self.app.push_screen(LedgerScreen("service"))
