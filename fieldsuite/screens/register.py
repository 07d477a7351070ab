"""资料核对: telephones that serve too many or nobody, and entries that may be one person twice (广西通知 附件2)."""

from rich.text import Text

from fieldsuite.casework import register_care
from fieldsuite.casework.register_care import Found
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.correct import CorrectScreen
from fieldsuite.screens.listed import Line, ListedScreen


class RegisterScreen(ListedScreen):
    """Enter opens the person, K puts the particular right."""

    BINDINGS = [*bind("correct", "visit")]
    TITLE_KEY = "work.register_title"
    COLUMNS = ("work.column_matter", "column_name", "column_village", "work.column_about")
    found: tuple[Found, ...] = ()

    def read(self) -> None:
        """Look through the register."""
        self.quietly(self._show, register_care.look, self.office)

    def _show(self, found: tuple[Found, ...]) -> None:
        self.found = found
        self.fill()

    def lines(self) -> list[Line]:
        """One line a person with something to put right."""
        return [(str(at), self._line(one)) for at, one in enumerate(self.found)]

    def _line(self, one: Found) -> list[str | Text]:
        about = self.say("list_mark").join(one.others)
        what = self.say(f"work.care_{one.what}")
        return [what, Text(one.name, style="bold"), one.village, f"{one.number} {about}".strip()]

    def hint(self) -> str:
        """How many may share a telephone, and that nobody is merged by the program."""
        return self.say("work.register_hint" if self.found else "work.register_empty")

    def _one(self) -> Found | None:
        return self.found[int(self.chosen)] if self.chosen else None

    def chosen_person(self) -> str | None:
        """Whose entry it is."""
        one = self._one()
        return one.person_id if one else None

    def action_correct(self) -> None:
        """K: put the telephone, or the number, right."""
        if one := self._one():
            self.app.push_screen(CorrectScreen(one.person_id, one.field))
