"""核实进度: the lists to verify that left, the days left of their three months, and what came back of them."""

from pathlib import Path

from rich.text import Text
from textual import on
from textual.widgets import DataTable

from fieldsuite.province import verifying
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.verifying import SentList
from fieldsuite.screens.desk_list import DeskList
from fieldsuite.screens.rolls import RollScreen


class SentListsScreen(DeskList):
    """A line a list; Enter shows who is still to be verified."""

    title_key = "deskwork.sent_lists"
    columns = ("site", "list_no", "sent", "to_verify", "back", "open", "late", "due", "left")
    with_area = False

    def read(self) -> None:
        """Look at what left and what came."""
        self.quietly(self.show, verifying.sent_lists, self.office)

    def name_of(self, row: SentList) -> str:
        """Number of the list."""
        return row.list_id

    def cells(self, row: SentList) -> list[str | Text]:
        """A list: to whom, when, how many came back, how long is left."""
        left = self.say("deskwork.days_left" if row.days >= 0 else "deskwork.days_late", days=abs(row.days))
        numbers = [str(number) for number in (row.to_verify, row.back, row.open, row.late)]
        return [Text(row.name, style="bold"), str(row.seq), str(row.sent_on), *numbers, str(row.due_on), left]

    def about(self, row: SentList) -> list[str]:
        """The rule of the three months, and what is to be done."""
        key = "deskwork.list_late" if row.open and row.days < 0 else "deskwork.list_open"
        return [self.say(key if row.open else "deskwork.list_done", number=row.open, due=row.due_on)]

    @on(DataTable.RowSelected, "#rows")
    def open_chosen(self) -> None:
        """Enter: the list to verify."""
        self.app.push_screen(RollScreen("verify"))

    def write(self, path: Path) -> ListFile:
        """Write the table."""
        return verifying.write(self.office, path, self.rows)
