"""各办公室的电脑, at the desk: which machines are trusted, which forked, whose log does not go on; Enter opens one."""

from rich.text import Text

from fieldsuite.province import laptops
from fieldsuite.province.laptops import Laptop
from fieldsuite.screens.listed import Line, ListedScreen


class LaptopsScreen(ListedScreen):
    """One line a machine, those in use first."""

    TITLE_KEY = "laptops.title"
    COLUMNS = ("laptops.column_office", "laptops.column_device", "laptops.column_state", "laptops.column_bundles",
               "laptops.column_last", "laptops.column_epoch")  # fmt: skip
    rows: tuple[Laptop, ...] = ()

    def read(self) -> None:
        """Read every machine."""
        self.quietly(self._show, laptops.laptops, self.office)

    def _show(self, rows: tuple[Laptop, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line a machine."""
        return [(row.device, self._line(row)) for row in self.rows]

    def _line(self, row: Laptop) -> list[str | Text]:
        tone = {"active": "success", "suspended": "warning", "revoked": "error"}[row.state]
        state = self.say(f"laptops.state_{row.state}")
        if row.reason:
            state = self.say(f"trust.how_{row.reason}")
        log = " !" + self.say("laptops.log") if row.log else ""
        return [Text(f"{row.name}（{row.site}）", style="bold"), row.device[:12],
                Text(state + log, style=self.app.theme_variables.get(tone, "")), str(row.bundles),
                row.last[:10] or self.say("none"), str(row.epoch)]  # fmt: skip

    def hint(self) -> str:
        """What Enter does."""
        return self.say("laptops.hint")

    def opened(self, line: str) -> None:
        """Enter: what was on it, and what can be done."""
        from fieldsuite.screens.laptop import LaptopScreen

        row = next(one for one in self.rows if one.device == line)
        self.app.push_screen(LaptopScreen(row))
