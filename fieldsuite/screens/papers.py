"""宣传和空白表: papers that are handed out, posted, or filled in by hand; and the consent notice to be read out."""

from functools import partial
from pathlib import Path

from fieldsuite.casework.reports import handouts, notices, publicity
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.listed import Line, ListedScreen
from forms.form import Printed

LEAFLETS = ("person", "steps", "unit", "poster")
PAPERS = (*LEAFLETS, "posted", "consent", "consent_of", "read_out", "pen", "calibrate")


class PapersScreen(ListedScreen):
    """One line a paper; Enter prints it."""

    TITLE_KEY = "work.papers_title"
    COLUMNS = ("work.column_paper", "work.column_about")

    def read(self) -> None:
        """Nothing is read: the list stands."""
        self.fill()

    def lines(self) -> list[Line]:
        """One line a paper."""
        return [
            (name, [self.say(f"work.paper_{name}"), self.say(f"work.paper_about_{name}")]) for name in PAPERS
        ]

    def counted(self, number: int) -> str:
        """Nothing: the lines are always the same."""
        return ""

    def hint(self) -> str:
        """How to go on."""
        return self.say("work.papers_hint")

    def opened(self, line: str) -> None:
        """Print a paper, or open the screen that makes it."""
        if line == "consent_of":
            self.app.push_screen(AskPersonScreen("work.consent_whose"), self._consent_of)
        elif line == "read_out":
            self.app.push_screen(AskPersonScreen("work.consent_whose"), self._read_out)
        elif line == "pen":
            from fieldsuite.screens.roster import RosterScreen

            self.app.push_screen(RosterScreen())
        elif line == "calibrate":
            from fieldsuite.screens.printer import PrinterScreen

            self.app.push_screen(PrinterScreen())
        else:
            self.ask_path(f"{self.say(f'work.paper_{line}')}.pdf", partial(self._print, line))

    def _print(self, line: str, path: Path) -> None:
        if line in LEAFLETS:
            self.ask(self._printed, publicity.print_leaflet, self.office, (line,), path)
        elif line == "consent":
            self.ask(self._printed, handouts.print_consent, self.office, path)
        else:
            self.ask(partial(self._posted, path), notices.print_posted, self.office, path)

    def _posted(self, path: Path, made: tuple[int, int]) -> None:
        self.told(self.say("work.people_written", people=made[0], path=path))

    def _printed(self, made: Printed) -> None:
        self.told(self.say("printed", path=made.path, pages=made.pages))

    def _consent_of(self, who: str | None) -> None:
        if who:
            name = f"{self.say('work.paper_consent')}.pdf"
            self.ask_path(
                name, lambda path: self.ask(self._printed, handouts.print_consent, self.office, path, who)
            )

    def _read_out(self, who: str | None) -> None:
        from fieldsuite.screens.consent import ConsentScreen

        if who:
            self.app.push_screen(ConsentScreen(who))
