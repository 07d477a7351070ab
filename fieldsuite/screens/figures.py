"""统计: what the desk did, by clerk, by office or by day, in a week, a month or a year."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.text import Text

from fieldsuite.province import figures
from fieldsuite.province.figures import Figure
from fieldsuite.province.list_files import ListFile
from fieldsuite.screens.desk_list import DeskList

SPANS = ("30", "7", "365")


class FiguresScreen(DeskList):
    """Numbers, and the hours within which half of the records had their first decision."""

    title_key = "rulings.figures"
    columns = ("figure_of", "came", "waiting", "accepted", "held", "returned", "undone", "hours")
    with_area = False

    def pickers(self) -> Any:
        """By what, and how many days."""
        by = [(self.say(f"rulings.by_{one}"), one) for one in ("clerk", "site", "day")]
        return [
            ("by", by, "clerk"),
            ("span", [(self.say("rulings.days", days=one), one) for one in SPANS], "30"),
        ]

    def read(self) -> None:
        """Count."""
        first = self.office.today() - timedelta(days=int(self.chosen_filters["span"]) - 1)
        self.quietly(self.show, figures.figures, self.office, first)

    def kept(self) -> list[Figure]:
        """Lines of the group that is chosen."""
        return [row for row in self.rows if row.by == self.chosen_filters.get("by")]

    def picked(self, name: str) -> None:
        """Another group is another look at the same numbers."""
        if name == "by":
            self.fill()
        else:
            self.reread()

    def name_of(self, row: Figure) -> str:
        """Whose line it is."""
        return f"{row.by}|{row.name}"

    def cells(self, row: Figure) -> list[str | Text]:
        """The numbers, to the right."""
        hours = "-" if row.hours is None else f"{row.hours:g}"
        numbers = [row.arrived, row.waiting, row.accepted, row.held, row.returned, row.undone]
        return [Text(row.name, style="bold"), *(Text(str(one or "-"), justify="right") for one in numbers),
                Text(hours, justify="right")]  # fmt: skip

    def about(self, row: Figure) -> list[str]:
        """What the line says in words."""
        share = f"{100 * row.returned / row.decided:.0f} %" if row.decided else "-"
        hours = "-" if row.hours is None else f"{row.hours:g}"
        return [self.say("rulings.figure", name=row.name, decided=row.decided, share=share, hours=hours)]

    def open_chosen(self) -> None:
        """Enter: a line of numbers leads nowhere."""

    def write(self, path: Path) -> ListFile:
        """Write all three groups."""
        return figures.write(self.office, path, self.rows)
