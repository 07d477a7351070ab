"""A real office: what it is, who works there, and, when it is at hand already, the province's trust file."""

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Select, Static

from fieldsuite.config import Kind, OfficeConfig
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.opening import set_up_office
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.fields import pick

KINDS = ("village", "consulate", "relay", "province")
PROFILES = ("sichuan", "guangdong", "guangxi-birthday", "guangxi-first", "inner-mongolia", "national")


class SetUpScreen(OfficeScreen[bool]):
    """Answers True when the office was made."""

    AUTO_FOCUS = "#kind"

    def body(self) -> ComposeResult:
        """The form; what is optional says so."""
        kinds = [(self.say(f"kind_{kind}_office"), kind) for kind in KINDS]
        profiles = [(self.say(f"profile_{profile}"), profile) for profile in PROFILES]
        yield Static(self.say("set_up"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Entry(self.say("office_kind"), pick("kind", kinds))
            yield Entry(self.say("office_name"), text_field("name", placeholder=self.say("office_name_hint")))
            yield Entry(self.say("site"), text_field("site", placeholder=self.say("site_hint")))
            yield Entry(self.say("profile"), pick("profile", profiles))
            yield Entry(self.say("your_name"), text_field("officer"))
            yield Entry(self.say("passphrase_new"), text_field("passphrase", password=True))
            yield Entry(self.say("passphrase_twice"), text_field("twice", password=True))
            hint = self.say("trust_hint")
            yield Entry(
                self.say("trust_file"), path_field("trust", placeholder=hint, suffixes=(".fostrust",))
            )
            yield Entry(self.say("anchor"), text_field("anchor", placeholder=self.say("anchor_hint")))
            yield Button(self.say("set_up_button"), id="save", compact=True, variant="primary")
            yield Static(id="stage", markup=False)

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        same = self._text("passphrase") == self._text("twice")
        self.query_one("#entry_twice", Entry).show_wrong("" if same else self.say("passphrase_differs"))
        if not same:
            return
        config = OfficeConfig(
            name=self._text("name").strip(),
            kind=cast(Kind, self.query_one("#kind", Select).value),
            site=self._text("site").strip(),
            profile=str(self.query_one("#profile", Select).value),
            lang=self.shell.lang,
        )
        trust = next(iter(read_paths(self._text("trust"))), None)
        self.query_one("#stage", Static).update(self.say("setting_up"))
        self.ask(
            self._made,
            set_up_office,
            self.shell,
            config,
            self._text("officer"),
            self._text("passphrase"),
            trust,
            self._text("anchor"),
        )

    def _made(self, _none: None) -> None:
        self.dismiss(True)

    def failed(self, error: Exception) -> None:
        """Let the officer mend it; the sentence stands in place."""
        self.query_one("#stage", Static).update("")
