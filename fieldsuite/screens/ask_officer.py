"""One question about an officer: name and role of a new one, passphrases, and whether the key goes into a token."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, Input, Select

from fieldsuite.casework.access import TokenWish
from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.new_passphrase import NewPassphrase
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from keys.cards import OfficerRole

Ask = Literal["name", "role", "old", "new", "token"]
ROLES: tuple[OfficerRole, ...] = ("officer", "supervisor")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; empty where it was not asked."""

    name: str
    role: OfficerRole
    old: str
    new: str
    token: TokenWish | None


class AskOfficerScreen(OfficeModal[Typed], NewPassphrase[Typed]):
    """Answers what was typed; Esc answers nothing. A new passphrase is typed twice."""

    AUTO_FOCUS = "Input"

    def __init__(
        self, question: str, asks: Sequence[Ask], role: OfficerRole = "officer", **values: object
    ) -> None:
        super().__init__()
        self.role = role
        self.question, self.asks, self.values = question, tuple(asks), values

    def body(self) -> ComposeResult:
        """The question and the fields that were asked for."""
        with Vertical(classes="box wide"):
            yield Prose(self.say(self.question, **self.values), headed=True, classes="paragraph")
            if "name" in self.asks:
                yield Entry(self.say("staff.name"), text_field("name"))
            if "role" in self.asks:
                yield Entry(
                    self.say("staff.role"),
                    pick("role", [(self.say(f"role_{role}"), role) for role in ROLES], self.role),
                )
            if "old" in self.asks:
                yield Entry(self.say("staff.old"), text_field("old", password=True))
            if "new" in self.asks:
                yield Entry(self.say("staff.new"), text_field("passphrase", password=True))
                yield Entry(self.say("passphrase_twice"), text_field("twice", password=True))
            if "token" in self.asks:
                hint = self.say("staff.library_hint")
                yield Entry(self.say("staff.library"), path_field("library", placeholder=hint))
                yield Entry(self.say("staff.label"), text_field("label"))
            yield Button(self.say("staff.go_on"), id="go", compact=True, variant="primary")
            yield Prose(self.say("staff.keys"), classes="muted paragraph")

    def _text(self, name: str) -> str:
        return next((field.value for field in self.query(Input) if field.id == name), "")

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#go")
    def _done(self) -> None:
        wrong = {
            "name": "staff.name_missing" if "name" in self.asks and not self._text("name").strip() else "",
            "label": "staff.label_missing" if self._text("library") and not self._text("label") else "",
        }
        for name, sentence in wrong.items():
            for entry in self.query(f"#entry_{name}").results(Entry):
                entry.show_wrong(self.say(sentence) if sentence else "")
                if sentence:
                    entry.field.focus()
        stands = "new" not in self.asks or self.passphrase_stands()
        if stands and not any(wrong.values()):
            role = self.query_one("#role", Select).value if "role" in self.asks else self.role
            library, label = self._text("library").strip(), self._text("label").strip()
            token = TokenWish(library, label) if library else None
            self.dismiss(
                Typed(
                    self._text("name"),
                    cast(OfficerRole, role),
                    self._text("old"),
                    self._text("passphrase"),
                    token,
                )
            )
