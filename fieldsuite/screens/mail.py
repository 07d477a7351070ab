"""邮寄登记: letters in and out, and which forms they carried (广西通知: 申办…审核表并邮寄我中心)."""

from typing import Literal, cast

from rich.text import Text

from fieldsuite.casework.overseas import mail
from fieldsuite.casework.overseas.mail import Letter
from fieldsuite.screens.asked import Ask, AskedScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.typed import read_list


class MailScreen(ListedScreen):
    """The register, newest first; Ins writes a letter down."""

    BINDINGS = [*bind("add")]
    TITLE_KEY = "work.mail_title"
    COLUMNS = ("column_day", "work.column_direction", "work.ask_correspondent", "work.ask_form_nos",
               "work.ask_tracking", "work.ask_contents", "work.ask_problem", "column_officer")  # fmt: skip
    letters: tuple[Letter, ...] = ()

    def read(self) -> None:
        """Read the register."""
        self.quietly(self._show, mail.register, self.office)

    def _show(self, letters: tuple[Letter, ...]) -> None:
        self.letters = letters
        self.fill()

    def lines(self) -> list[Line]:
        """One line a letter."""
        return [(one.record_id, self._line(one)) for one in self.letters]

    def _line(self, one: Letter) -> list[str | Text]:
        forms = self.say("list_mark").join(one.form_nos)
        return [one.on.isoformat(), self.say(f"event_{one.direction}"), Text(one.correspondent, style="bold"), forms,
                f"{one.carrier} {one.tracking}".strip(), one.contents, one.problem, one.officer]  # fmt: skip

    def hint(self) -> str:
        """What is written down."""
        return self.say("work.mail_hint")

    def opened(self, line: str) -> None:
        """A letter has no screen of its own: all of it stands in its line."""

    def action_add(self) -> None:
        """Ins: write a letter down."""
        self.app.push_screen(LetterScreen(), self._added)

    def _added(self, made: str | None) -> None:
        if made:
            self.told(self.say("saved"))


class LetterScreen(AskedScreen[str]):
    """One letter; answers the record's id."""

    AUTO_FOCUS = "#direction"
    BESIDE = {"office.date_future": "letter_on", "overseas.no_number": "form_nos"}

    def draft_key(self) -> str:
        """One letter at a time."""
        return "letter"

    def heading(self) -> str:
        """What it is."""
        return self.say("work.letter_title")

    def asks(self) -> tuple[Ask, ...]:
        """Which way, with whom, what it carries."""
        return (
            Ask("direction", "pick", self.options("event", ("in", "out"))),
            Ask("letter_on", "day", value=self.office.today().isoformat()),
            Ask("correspondent", needed=True),
            Ask("form_nos", hint="work.form_nos_hint"),
            Ask("carrier"),
            Ask("tracking"),
            Ask("contents"),
            Ask("problem", hint="work.problem_hint"),
        )

    def send(self) -> None:
        """Write the letter into the register."""
        self.ask(
            self.done, mail.log, self.office, cast(Literal["in", "out"], self.chosen("direction")),
            self.text("correspondent"), on=self.day("letter_on"), carrier=self.text("carrier"),
            tracking=self.text("tracking"), form_nos=tuple(read_list(self.text("form_nos"))),
            contents=self.text("contents"), problem=self.text("problem"),
        )  # fmt: skip
