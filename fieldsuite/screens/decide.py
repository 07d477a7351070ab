"""One decision of the desk, with what it will change, before it is made."""

from dataclasses import dataclass
from typing import Literal, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Select

from fieldsuite.province.adjudicate import RETURN_CODES
from fieldsuite.province.views import CaseRow
from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_words import change_lines
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import again

Status = Literal["accepted", "held", "returned"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided."""

    status: Status
    code: str = ""
    todo: str = ""


class DecideScreen(OfficeModal[Decided]):
    """Enter decides, Esc does not. A return needs a reason and what to do; what is held may say what it waits for."""

    BINDINGS = [*bind("next")]

    def __init__(self, name: str, status: str, case: CaseRow | None = None) -> None:
        super().__init__()
        self.name_shown, self.status, self.case = name, cast(Status, status), case

    def body(self) -> ComposeResult:
        """The question, what will change, and for a return the two fields."""
        with Vertical(classes="box wide"):
            name = again(self.name_shown, self.shell.lang)
            question = self.say(f"province.decide_{self.status}", name=name)
            yield Prose(question, headed=True, classes="paragraph")
            if self.status == "accepted" and self.case is not None:
                yield Prose("\n".join(change_lines(self.case, self.say)), classes="paragraph")
            if self.status == "returned":
                codes = [(self.say(f"province.{code}"), code) for code in RETURN_CODES]
                field = pick("code", codes)
                yield Entry(self.say("province.return_code"), field)
                yield Entry(
                    self.say("province.todo"), text_field("todo", placeholder=self.say("province.todo_hint"))
                )
            if self.status == "held":
                yield Entry(
                    self.say("window.hold_for"),
                    text_field("todo", placeholder=self.say("window.hold_hint")),
                )
            yield Prose(self.say("confirm_keys"), classes="muted keys")

    @on(Input.Submitted, "#todo")
    def action_next(self) -> None:
        """Enter: decide; a return without a sentence of what to do stays."""
        if self.status == "accepted":
            self.dismiss(Decided(self.status))
            return
        todo = self.query_one("#todo", Input).value.strip()
        if self.status == "held":
            self.dismiss(Decided(self.status, todo=todo))
        elif todo:
            self.dismiss(Decided(self.status, str(self.query_one("#code", Select).value), todo))
        else:
            self.query_one("#entry_todo", Entry).show_wrong(self.say("province.todo_missing"))
            self.query_one("#todo", Input).focus()
