"""人员与密钥: who may unlock this office, what the province says of their keys, and the ways to change either."""

from functools import partial

from rich.text import Text
from textual.app import ComposeResult

from fieldsuite.casework import colleagues, staff
from fieldsuite.casework.staff import Staff, StaffRow
from fieldsuite.screens.ask_officer import Ask, AskOfficerScreen, Typed
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line
from fieldsuite.screens.staff_ways import OWN, StaffWays
from fieldsuite.widgets.prose import Prose

VERBS = ("release", "reset", "leave")
"""What Enter offers on a colleague's line."""


class StaffScreen(StaffWays):
    """One line a person; Ins lets one in, Enter helps or lets go, digits are for the office and for oneself."""

    BINDINGS = [*bind("add")]
    TITLE_KEY = "staff.title"
    COLUMNS = (
        "staff.column_name",
        "staff.column_role",
        "staff.column_state",
        "staff.column_known",
        "staff.column_key",
    )
    view: Staff | None = None

    def body(self) -> ComposeResult:
        """The list, and below it what the digits do."""
        yield from super().body()
        yield Prose(id="digits", headed=True)
        words = (f"{at} {self.say(f'staff.way_{way}')}" for at, way in enumerate(self.ways, 1))
        yield Prose("   ".join(words), id="ways", classes="muted")

    def read(self) -> None:
        """Read who is here."""
        self.quietly(self._show, staff.staff, self.office)

    def _show(self, view: Staff) -> None:
        self.view = view
        self.fill()

    def fill(self) -> None:
        """Show the people, and the digits of a request for as long as the province may call."""
        super().fill()
        digits = self.view.digits if self.view else ""
        self.query_one("#digits", Prose).text = self.say("staff.digits", digits=digits) if digits else ""
        self.query_one("#digits").display = bool(digits)

    def lines(self) -> list[Line]:
        """One line a person."""
        return [(row.id, self._line(row)) for row in (self.view.rows if self.view else ())]

    def _line(self, row: StaffRow) -> list[str | Text]:
        state = "mine" if row.mine else "locked" if row.locked else "free"
        tone = "" if row.known == "trusted" else self.app.theme_variables["warning"]
        return [Text(row.name, style="bold"), self.say(f"role_{row.role}"),
                self.say(f"staff.state_{state}", wrong=row.wrong),
                Text(self.say(f"staff.known_{row.known}"), style=tone), row.kid[:12]]  # fmt: skip

    def counted(self, number: int) -> str:
        """How many people may unlock this office."""
        return self.say("staff.people", number=number)

    def hint(self) -> str:
        """Say how the office stands with the province, and what the digits do."""
        view = self.view
        if view is None:
            return ""
        desk = self.office.config.kind == "province"
        key = "none" if not view.province else "expired" if view.expired else "fresh"
        lines = [self.say(f"staff.{'desk' if desk else 'province'}_{key}", province=view.province, until=view.until,
                          device=self.say(f"staff.known_{view.device_known}"), kid=view.device[:12])]  # fmt: skip
        lines += [] if view.cards else ["! " + self.say("staff.no_cards")]
        return "\n".join(lines)

    def opened(self, line: str) -> None:
        """Enter: what can be done for this person."""
        row = next((one for one in self.view.rows if one.id == line), None) if self.view else None
        if row is not None and row.mine:
            question = WhichScreen("staff.mine", OWN, family="staff.way", name=row.name)
            self.app.push_screen(question, self.take_way)
        elif row is not None:
            question_of = WhichScreen("staff.verb", VERBS, name=row.name)
            self.app.push_screen(question_of, partial(self._verb, row))

    def _verb(self, row: StaffRow, verb: str | None) -> None:
        if verb == "release":
            self.ask(partial(self.done, "safe.released"), colleagues.release, self.office, row.id)
        elif verb == "reset":
            desk = self.office.config.kind == "province"
            asks: tuple[Ask, ...] = ("new",) if desk else ("role", "new")
            screen = AskOfficerScreen("staff.reset_ask", asks, row.role, name=row.name)
            self.app.push_screen(screen, partial(self._reset, row))
        elif verb == "leave":
            self.app.push_screen(ReasonScreen("staff.leave_why"), partial(self._leave, row))

    def _reset(self, row: StaffRow, typed: Typed | None) -> None:
        if typed is not None:
            self.ask(partial(self.done, "safe.renewed"), colleagues.reset, self.office, row.id, typed.new, "",
                     typed.role)  # fmt: skip

    def _leave(self, row: StaffRow, why: str | None) -> None:
        if why:
            self.ask(partial(self.done, "safe.left"), colleagues.leave, self.office, row.id, why)

    def action_add(self) -> None:
        """Ins: let a colleague in, who types their own passphrase."""
        desk = self.office.config.kind == "province"
        asks = AskOfficerScreen(
            "staff.add_ask", ("name", "new", "token") if desk else ("name", "role", "new", "token")
        )
        self.app.push_screen(asks, self._add)

    def _add(self, typed: Typed | None) -> None:
        if typed is not None:
            self.ask(partial(self.done, "staff.added"), staff.add, self.office, typed.name, typed.role, typed.new,
                     typed.token)  # fmt: skip
