"""丧失报告登记: every report with its source, its proof and where it stands; the 减员 application."""

from rich.text import Text

from fieldsuite.casework.reports import reported
from fieldsuite.casework.reports.reported import Reported
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.paper_of_loss import PAPERS, print_paper


class LossesScreen(ListedScreen):
    """Ins takes a report in, P prints what follows from one, Enter opens the person."""

    BINDINGS = [*bind("add", "print")]
    TITLE_KEY = "work.losses_title"
    COLUMNS = ("column_day", "column_name", "work.ask_what", "work.column_lost_on", "work.column_source",
               "work.ask_proof", "work.ask_reporter", "column_became")  # fmt: skip
    rows: tuple[Reported, ...] = ()

    def read(self) -> None:
        """Read the register."""
        self.quietly(self._show, reported.reported, self.office)

    def _show(self, rows: tuple[Reported, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line a report."""
        return [(row.record_id, self._line(row)) for row in self.rows]

    def _line(self, row: Reported) -> list[str | Text]:
        on = row.on.isoformat() if row.on else row.about
        return [row.reported_on.isoformat(), Text(row.name, style="bold"), self.say(f"reports.loss_{row.what}"), on,
                self.say(f"reports.source_{row.source}"), row.proof, row.reporter,
                self.say(f"state_{row.state}")]  # fmt: skip

    def hint(self) -> str:
        """What a report does not do."""
        return self.say("work.losses_hint" if self.rows else "work.losses_empty")

    def _row(self) -> Reported | None:
        return next((row for row in self.rows if row.record_id == self.chosen), None)

    def chosen_person(self) -> str | None:
        """Of whom the report is."""
        row = self._row()
        return row.person_id if row else None

    def action_add(self) -> None:
        """Ins: of whom is the report?"""
        self.app.push_screen(AskPersonScreen("work.loss_whom"), self._add)

    def _add(self, who: str | None) -> None:
        from fieldsuite.screens.loss import LossScreen

        if who:
            self.app.push_screen(LossScreen(who))

    def action_print(self) -> None:
        """P: the report, the application, or the notice of the stop."""
        if row := self._row():
            words = [word for word in PAPERS if word != "report" or (row.form and row.what == "death")]
            question = WhichScreen("work.print_which", words, family="work.loss_paper")
            self.app.push_screen(
                question, lambda word: print_paper(self.shell, word, row.record_id, row.person_id)
            )
