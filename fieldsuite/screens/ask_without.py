"""Which actions the person cannot do, and why: they are left out of the challenge, recorded, and shown to the
reviewer.
"""

from typing import cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from biometric.steps import Action
from fieldsuite.casework import left_out
from fieldsuite.casework.left_out import Without
from fieldsuite.screens.base import OfficeModal
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.prose import Prose


class WithoutScreen(OfficeModal[tuple[Without, ...]]):
    """Answers everything that is left out now; chosen again, an action is asked again. Esc changes nothing."""

    AUTO_FOCUS = "OptionList"

    def __init__(self, known: tuple[Without, ...]) -> None:
        super().__init__()
        self.known = known

    def body(self) -> ComposeResult:
        """The actions, those left out with their reason; a field for the reason of the next."""
        with Vertical(classes="box"):
            yield Prose(self.say("cannot_title"), headed=True)
            yield OptionList(*(Option(self._line(name), name) for name in get_args(Action)), id="actions")
            yield text_field("reason", placeholder=self.say("cannot_reason"))
            yield Prose(self.say("cannot_keys"), classes="muted keys")

    def _line(self, name: str) -> str:
        why = next((one.reason for one in self.known if one.action == name), "")
        action = self.say(f"action_{name}")
        return self.say("checks.left_out_one", action=action, why=why) if why else action

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        name = event.option.id
        if any(one.action == name for one in self.known):
            self.dismiss(tuple(one for one in self.known if one.action != name))
        else:
            self.query_one("#reason", Input).focus()

    @on(Input.Submitted, "#reason")
    def _because(self, event: Input.Submitted) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            new = Without(cast(Action, get_args(Action)[at]), event.value)
            made = (*(one for one in self.known if one.action != new.action), new)
            self.ask(lambda _checked: self.dismiss(made), left_out.recorded, made)
