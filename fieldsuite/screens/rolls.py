"""三张名单: 具备, 丧失, 待核实, each line with its source and article; S assigns those to be verified."""

from pathlib import Path
from typing import Any

from rich.text import Text
from textual.app import ComposeResult

from fieldsuite.province import lists
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.lists import LISTS, ListRow
from fieldsuite.rules.reasons import sentence
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.paged_list import PagedList
from fieldsuite.screens.roll_words import residence_line, source_words, verifying_words, why_word
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import say


class RollScreen(PagedList):
    """One of the three lists; the reasons of the chosen line stand below it."""

    BINDINGS = [*bind("assign")]
    title_key = "deskwork.rolls"
    columns = ("name", "benefit", "reason", "window", "state", "home", "sources")

    def __init__(self, which: str = "verify") -> None:
        super().__init__()
        self.which = which

    def pickers(self) -> Any:
        """Which list, which benefit."""
        return [
            ("which", [(self.say(f"desk.list_{name}"), name) for name in LISTS], self.which),
            self.benefit_filter(),
        ]

    def above(self) -> ComposeResult:
        """The list by residence."""
        yield Prose(id="split", classes="muted")

    def read(self) -> None:
        """Read a page."""
        self.turn(lists.page, self.chosen_filters["which"], **self._asked())

    def _asked(self) -> dict[str, Any]:
        """What the filters ask for."""
        return {"benefit": self.filter_value("benefit"), "area": self.area}

    def fill(self) -> None:
        """Show the rows, and how they divide by residence."""
        super().fill()
        self.query_one("#split", Prose).text = residence_line(
            self.page.divisions if self.page else (), self.say
        )

    def cells(self, row: ListRow) -> list[str | Text]:
        """A line: who, why in a word, from where, how long is left."""
        return [
            Text(row.name, style="bold"),
            self.say(f"benefit_{row.benefit}"),
            why_word(row, self.say),
            verifying_words(row, self.say),
            self.say(f"deskwork.verify_{row.verifying.state}") if row.list == "verify" else "",
            row.unit if row.through == "unit" else row.village,
            source_words(row.sources, self.say),
        ]

    def about(self, row: ListRow) -> list[str]:
        """Every reason with its article, and the days that are left."""
        lines = [sentence(reason, self.shell.lang) for reason in row.reasons]
        if row.fraud:
            lines.append(self.say("deskwork.fraud"))
        if row.list == "verify" and row.verifying.due_on and row.verifying.sent_on:
            lines.append(self.say("deskwork.window_long", sent=row.verifying.sent_on, due=row.verifying.due_on,
                                  days=row.verifying.days))  # fmt: skip
        elif row.list == "verify":
            lines.append(self.say(f"deskwork.not_sent_{row.through}", unit=row.unit))
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the list to verify goes out."""
        if action == "assign":
            return self.is_mounted and self.chosen is not None and self.chosen.list == "verify"
        return super().check_action(action, parameters)

    def action_assign(self) -> None:
        """S: put everybody to be verified of this office onto its next list."""
        site = self.chosen.site
        number = sum(one.people for one in self.page.divisions if one.site == site)
        screen = ConfirmScreen("deskwork.assign_ask", site=self.chosen.site_name, number=number)
        self.app.push_screen(screen, lambda sure: self._assign(site, sure))

    def _assign(self, site: str, sure: bool | None) -> None:
        if sure:
            self.ask(self._assigned, lists.assign, self.office, site, say("desk.verify_by_rule", "zh"))

    def _assigned(self, number: int) -> None:
        self.done(self.say("deskwork.assigned", number=number))

    def file_name(self) -> str:
        """The list as the notice calls it."""
        return lists.TITLES[self.chosen_filters["which"]]

    def write(self, path: Path) -> ListFile:
        """Write the whole list, not only the page."""
        return lists.write_asked(self.office, path, self.chosen_filters["which"], **self._asked())
