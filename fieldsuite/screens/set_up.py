"""A real office: what it is, who works there, and, when it is at hand already, the province's trust file."""

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.widgets import Button, Input, Select, Static

from fieldsuite.config import Kind, OfficeConfig
from fieldsuite.screens.new_passphrase import NewPassphrase
from fieldsuite.screens.opening import set_up_office
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has, of_error
from keys.cards import ID

KINDS = ("village", "consulate", "relay", "province")
PROFILES = ("sichuan", "guangdong", "guangxi-birthday", "guangxi-first", "inner-mongolia", "national")
KEPT = ("kind", "name", "site", "profile", "officer", "trust", "anchor")
"""What is kept in memory when somebody leaves; a passphrase never is."""


class SetUpScreen(NewPassphrase[bool]):
    """Answers True when the office was made and is open. Below stands what the field under the cursor is for."""

    AUTO_FOCUS = "#kind"

    def body(self) -> ComposeResult:
        """The form, and the sentence about the field of the moment."""
        kinds = [(self.say(f"kind_{kind}_office"), kind) for kind in KINDS]
        profiles = [(self.say(f"profile_{profile}"), profile) for profile in PROFILES]
        yield Static(self.say("set_up"), classes="heading")
        with VerticalScroll(classes="form", can_focus=False):
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
        yield Prose(id="about")
        yield Prose(self.say("begin.setup_keys"), id="keys", classes="muted")

    def on_mount(self) -> None:
        """Give back what was typed before somebody looked at another screen."""
        super().on_mount()
        for name, value in self.shell.begun.items():
            field = self.query_one(f"#{name}")
            assert isinstance(field, Input | Select)
            field.value = value

    @on(DescendantFocus)
    def _explain(self) -> None:
        self.fill()

    def fill(self) -> None:
        """Say what the field under the cursor is for."""
        name = self.focused.id if self.focused else ""
        if name:
            chosen = f"begin.profile_{self.query_one('#profile', Select).value}" if name == "profile" else ""
            about = self.say(f"begin.setup_{name}")
            self.query_one("#about", Prose).text = self.say(chosen) if has(chosen) else about

    @on(Select.Changed, "#profile")
    def _other_rules(self) -> None:
        self.fill()

    @on(Input.Blurred, "#site")
    @on(Input.Changed, "#site")
    def _code(self, event: Input.Blurred | Input.Changed) -> None:
        """Say beside the code that it is none, once it was left; while it is mended the mark goes."""
        wrong = bool(event.value) and not event.input.has_focus and not ID.fullmatch(event.value.strip())
        words = self.say("begin.code_wrong") if wrong else ""
        self.query_one("#entry_site", Entry).show_wrong(words)

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        if not self.passphrase_stands():
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
        self.shell.begun = {}
        self.dismiss(True)

    def failed(self, error: Exception) -> None:
        """Let the officer mend it where the cursor stands now; what was made before the trust file failed is open."""
        self.query_one("#stage", Static).update("")
        if self.shell.office is not None:
            self.app.notify(" ".join(of_error(error, self.shell.lang)), severity="warning", timeout=20)
            self._made(None)
            return
        empty = [name for name in ("name", "site", "officer") if not self._text(name).strip()]
        wrong = empty[0] if empty else "site" if getattr(error, "key", "") == "office.bad_site" else ""
        if wrong:
            self.query_one(f"#{wrong}", Input).focus()

    def action_back(self) -> None:
        """Esc: later; what was typed is still there, the passphrase is not."""
        if not self.busy:
            values = {name: self.query_one(f"#{name}") for name in KEPT}
            self.shell.begun = {
                name: str(field.value) for name, field in values.items() if isinstance(field, Input | Select)
            }
            self.dismiss(None)
