"""成批采纳: the records without any sign, listed and counted; A accepts exactly these, each with its own signature."""

from functools import partial
from pathlib import Path

from rich.text import Text

from fieldsuite.province import clear
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.views import CaseRow
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.desk_list import DeskList
from fieldsuite.screens.desk_words import change_lines
from fieldsuite.widgets.prose import Prose


class ClearScreen(DeskList):
    """What shows no sign and was reviewed; more than a list holds are left for the next time."""

    BINDINGS = [*bind("agree")]
    title_key = "rulings.clear"
    columns = ("name", "method", "likeness", "on", "office_officer", "reviewer")
    with_area = False
    others: int = 0
    """Records without any sign that no machine checked."""

    def __init__(self, bundle: str = "") -> None:
        super().__init__()
        self.bundle = bundle

    def read(self) -> None:
        """Read the clear ones of the bundle, or of all, that no other clerk has."""
        self.quietly(self.show, clear.clear_cases, self.office, bundle=self.bundle or None)
        self.quietly(self._others, clear.one_by_one, self.office, bundle=self.bundle or None)

    def _others(self, number: int) -> None:
        self.others = number
        self.fill()

    def fill(self) -> None:
        """Show the records, and how many without any sign are decided one by one."""
        super().fill()
        if self.others and not self.rows:
            told = self.query_one("#about", Prose)
            told.text = f"{told.text}\n{self.say('rulings.clear_others', number=self.others)}"

    def name_of(self, row: CaseRow) -> str:
        """Id of the record."""
        return row.record_id

    def cells(self, row: CaseRow) -> list[str | Text]:
        """One record."""
        likeness = f"{row.likeness:.2f} / {row.threshold:.2f}"
        return [Text(row.name, style="bold"), self.say(f"method_{row.method}"), likeness,
                row.occurred_on.isoformat(), row.officer, row.reviewed_by]  # fmt: skip

    def about(self, row: CaseRow) -> list[str]:
        """What accepting it changes."""
        return [self.say("rulings.clear_keys", number=len(self.shown)), *change_lines(row, self.say)]

    @property
    def shown(self) -> tuple[CaseRow, ...]:
        """Those that stand on the list, and no others, are accepted."""
        return tuple(self.rows[: clear.MOST])

    def kept(self) -> tuple[CaseRow, ...]:
        """Rows that are shown."""
        return self.shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to accept, no key."""
        return action != "agree" or bool(self.rows)

    def action_agree(self) -> None:
        """A: accept those that are shown, after one more look at how many they are."""
        records = [row.record_id for row in self.shown]
        screen = ConfirmScreen("rulings.clear_sure", number=len(records))
        self.app.push_screen(screen, partial(self._accept, records))

    def _accept(self, records: list[str], sure: bool | None) -> None:
        if sure:
            self.ask(self._accepted, clear.accept_clear, self.office, records)

    def _accepted(self, number: int) -> None:
        self.done(self.say("rulings.clear_done", count=number))

    def open_chosen(self) -> None:
        """Enter: the person of the row."""
        from fieldsuite.screens.job_doors import open_person

        if self.chosen is not None:
            open_person(self.shell, self.chosen.person_id)

    def write(self, path: Path) -> ListFile:
        """Write the list."""
        return clear.write(self.office, path, self.shown)
