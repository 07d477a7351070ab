"""An application for what three people must agree to: which benefit, why, which months, who inherits."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Select, Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.typed import read_list
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import Tick, pick
from fieldsuite.widgets.prose import Prose


@dataclass(frozen=True, slots=True)
class Application:
    """What is asked for."""

    benefit: str
    reason: str
    months: tuple[str, ...] = ()
    heir: str = ""
    sealed: bool = False
    asked: str = ""


class ApplicationScreen(OfficeModal[Application]):
    """Enter goes from field to field and in the last one asks; Esc asks nothing."""

    AUTO_FOCUS = "#reason"

    def __init__(self, what: str, name: str, benefits: tuple[str, ...], months: tuple[str, ...]) -> None:
        super().__init__()
        self.what, self.name_shown, self.benefits, self.months = what, name, benefits, months

    def body(self) -> ComposeResult:
        """What, for whom, the fields that this needs."""
        with Vertical(classes="box wide"):
            title = self.say(f"deskwork.ask_{self.what}", name=self.name_shown)
            yield Prose(title, headed=True, classes="paragraph")
            options = [(self.say(f"benefit_{one}"), one) for one in self.benefits]
            yield Entry(self.say("deskwork.column_benefit"), pick("benefit", options))
            if self.what == "back_pay":
                yield Entry(self.say("deskwork.column_months"), text_field("months", "；".join(self.months)))
            if self.what == "deregister":
                yield Entry(
                    self.say("deskwork.heir"), text_field("heir", placeholder=self.say("deskwork.heir_hint"))
                )
                yield Tick(self.say("deskwork.sealed"), id="sealed", compact=True)
                yield Entry(
                    self.say("deskwork.asked"),
                    text_field("asked_whom", placeholder=self.say("deskwork.asked_hint")),
                )
            yield Entry(
                self.say("deskwork.reason"),
                text_field("reason", placeholder=self.say(f"deskwork.reason_{self.what}_hint")),
            )
            yield Static(self.say("deskwork.three_people"), classes="muted keys", markup=False)
            yield Static(self.say("path_keys"), classes="muted", markup=False)

    def _typed(self, name: str) -> str:
        found = self.query(f"#{name}").results(Input)
        return next((field.value.strip() for field in found), "")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id != "reason":
            self.focus_next()
            return
        if not self._typed("reason"):
            self.query_one("#entry_reason", Entry).show_wrong(self.say("deskwork.fill_in"))
            return
        sealed = any(tick.value for tick in self.query(Tick))
        benefit, months = (
            str(self.query_one("#benefit", Select).value),
            tuple(read_list(self._typed("months"))),
        )
        asked = self._typed("asked_whom")
        self.dismiss(Application(benefit, self._typed("reason"), months, self._typed("heir"), sealed, asked))
