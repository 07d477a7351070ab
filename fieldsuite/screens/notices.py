"""告知: whom to remind in month 10, to tell of a suspension in month 13, or of a stop; as calls, letters, messages."""

from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Select

from fieldsuite.casework.reports import calling, notices
from fieldsuite.casework.reports.calling import CallRow
from fieldsuite.casework.reports.notices import KINDS, Kind
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.contact import ContactScreen
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.widgets.fields import pick
from forms.death import BENEFITS
from forms.form import Printed

PAPERS = ("letter", "letters", "list", "posted")


class NoticesScreen(ListedScreen):
    """Enter writes a call down, P prints letters, lists and the notice for the wall, Ctrl+E the messages."""

    BINDINGS = [*bind("print", "export", "visit"), *bind("loss", shown=False)]
    TITLE_KEY = "work.notices_title"
    COLUMNS = ("work.column_told", "column_village", "column_name", "work.column_benefit", "column_deadline",
               "work.column_from", "phone", "work.column_tried")  # fmt: skip
    kind: Kind = "remind"
    rows: tuple[CallRow, ...] = ()

    def filters(self) -> ComposeResult:
        """Which of the three."""
        yield pick("which", [(self.say(f"work.notice_{kind}"), kind) for kind in KINDS], self.kind)

    @on(Select.Changed, "#which")
    def _chosen(self, event: Select.Changed) -> None:
        for kind in KINDS:
            if kind == event.value and kind != self.kind:
                self.kind = kind
                self.read()

    def read(self) -> None:
        """Read the call list."""
        self.quietly(self._show, calling.call_list, self.office, self.kind)

    def _show(self, rows: tuple[CallRow, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line a benefit of a person."""
        return [(f"{at}", self._line(row)) for at, row in enumerate(self.rows)]

    def _line(self, row: CallRow) -> list[str | Text]:
        one = row.notice
        last = row.tried[-1] if row.tried else None
        tried = self.say("work.tried", times=len(row.tried), what=self.say(f"event_{last.result}"),
                         on=f"{last.on:%m-%d}") if last else ""  # fmt: skip
        benefit = next(
            (each.text(self.shell.lang) for each in BENEFITS if each.zh == one.benefit), one.benefit
        )
        return ["✓" if row.told else "", one.village, Text(one.name, style="bold"), benefit,
                one.deadline.isoformat() if one.deadline else "-", one.from_month, row.phone_masked, tried]  # fmt: skip

    def counted(self, number: int) -> str:
        """How many were told."""
        return self.say("work.notices_told", told=sum(row.told for row in self.rows), all=number)

    def hint(self) -> str:
        """Which article asks for it."""
        return self.say(f"work.notice_about_{self.kind}")

    def _row(self) -> CallRow | None:
        return self.rows[int(self.chosen)] if self.chosen and int(self.chosen) < len(self.rows) else None

    def chosen_person(self) -> str | None:
        """Whom the line is about."""
        row = self._row()
        return row.notice.person_id if row else None

    def opened(self, line: str) -> None:
        """Write down what came of the call."""
        if row := self._row():
            self.app.push_screen(ContactScreen(row.notice.person_id, self.kind))

    def action_print(self) -> None:
        """P: a letter, all letters, the call list, the notice for the wall."""
        question = WhichScreen("work.print_which", PAPERS, family="work.notice_paper")
        self.app.push_screen(question, self._paper)

    def _paper(self, word: str | None) -> None:
        if word is not None:
            name = self.say(f"work.notice_{'posted' if word == 'posted' else self.kind}")
            self.ask_path(f"{name}.pdf", partial(self._print, word))

    def _print(self, word: str, path: Path) -> None:
        if word == "list":
            self.ask(partial(self._counted_paper, path), notices.write_list, self.office, self.kind, path)
        elif word == "posted":
            self.ask(partial(self._counted_paper, path), notices.print_posted, self.office, path)
        else:
            person = self.chosen_person() if word == "letter" else ""
            self.ask(self._printed, notices.print_letters, self.office, self.kind, path, person=person or "")

    def _printed(self, made: Printed) -> None:
        self.told(self.say("printed", path=made.path, pages=made.pages))

    def _counted_paper(self, path: Path, made: tuple[int, int]) -> None:
        self.told(self.say("work.people_written", people=made[0], path=path))

    def action_export(self) -> None:
        """Ctrl+E: text messages for another system to send, or the list as a table."""
        question = WhichScreen("work.export_which", ("sms", "table"), family="work.notice")
        self.app.push_screen(question, self._export)

    def _export(self, word: str | None) -> None:
        name = self.say(f"work.notice_{self.kind}")
        if word == "sms":
            self.ask_path(f"{name}-{self.say('work.file_sms')}.csv", self._messages)
        elif word == "table":
            self.ask_path(f"{name}.xlsx", partial(self._print, "list"))

    def _messages(self, path: Path) -> None:
        self.ask(partial(self._sent, path), notices.write_messages, self.office, self.kind, path)

    def _sent(self, path: Path, made: tuple[int, int]) -> None:
        self.told(self.say("reports.messages", count=made[0], without=made[1], path=path))
