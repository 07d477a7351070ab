"""暂停与停发: what the cycle proposes about payment; Q asks for what follows, or notes an objection."""

from pathlib import Path
from typing import Any

from rich.text import Text
from textual.widgets import Select

from fieldsuite.province import proposals, stop_objections
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.proposals import WHATS, Proposal
from fieldsuite.rules.reasons import article
from fieldsuite.screens.applying import Applicant, Applying, Way
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.bindings import bind, bind_digits
from fieldsuite.screens.desk_list import ALL
from fieldsuite.screens.paged_list import PagedList

WAYS: dict[str, tuple[Way, ...]] = {
    "suspend": ("object", "restore"),
    "objected": ("restore",),
    "stop": ("restore", "deregister", "follow"),
    "clear_up": ("restore", "deregister", "follow"),
    "pay_back": ("back_pay",),
}
"""Proposal -> what may be asked for."""


class PaymentScreen(PagedList, Applying):
    """Proposals by what is to be done; digits choose among them."""

    BINDINGS = [*bind("apply", "send_back"), *bind_digits(len(WHATS))]
    title_key = "deskwork.payment"
    columns = ("what", "name", "benefit", "reason", "since", "until", "months", "basis", "village")

    def __init__(self, what: str = ALL) -> None:
        super().__init__()
        self.what = what

    def pickers(self) -> Any:
        """What is to be done."""
        options = [(self.say("deskwork.every_proposal"), ALL)]
        options += [(f"{at}  {self.say(f'desk.what_{what}')}", what) for at, what in enumerate(WHATS, 1)]
        return [("what", options, self.what)]

    def read(self) -> None:
        """Read a page."""
        self.turn(proposals.page, self.filter_value("what"), area=self.area)

    def name_of(self, row: Proposal) -> str:
        """Id of a row."""
        return f"{row.what}|{row.person}|{row.benefit}"

    def cells(self, row: Proposal) -> list[str | Text]:
        """A proposal: what, who, why, since when, by which article."""
        return [
            self.say(f"desk.what_{row.what}"),
            Text(row.name, style="bold"),
            self.say(f"benefit_{row.benefit}"),
            self.say(f"desk.why_{row.why}"),
            row.since.isoformat() if row.since else "-",
            row.until.isoformat() if row.until else "-",
            str(len(row.months)) if row.months else "-",
            article(row.article, self.shell.lang),
            row.village,
        ]

    def about(self, row: Proposal) -> list[str]:
        """What the rule asks for, and which key does it."""
        months = self.say("list_mark").join(row.months)
        values = {"since": row.since or "-", "until": row.until or "-", "months": months}
        if row.source:
            _, source, on = row.source.split(":")
            return [
                self.say(
                    "deskwork.about_stop_compared",
                    **values,
                    source=self.say(f"reports.source_{source}"),
                    on=on,
                )
            ]
        return [self.say(f"deskwork.about_{row.what}", **values)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys that help with the row under the cursor."""
        row = self.chosen if self.is_mounted else None
        fits = {"apply": ("suspend", "objected", "stop", "clear_up", "pay_back"), "send_back": ("objected",)}
        if action in fits:
            return row is not None and row.what in fits[action]
        return super().check_action(action, parameters)

    def applicant(self) -> Applicant | None:
        """Who an application would be about."""
        row = self.chosen
        return (row.person, row.name, (row.benefit,), row.months) if row is not None else None

    def ways(self) -> tuple[Way, ...]:
        """What fits the proposal under the cursor."""
        return WAYS[self.chosen.what] if self.chosen is not None else ()

    def action_send_back(self) -> None:
        """X: the objection proved wrong."""
        person = self.chosen.person
        self.app.push_screen(ReasonScreen("deskwork.reject_reason"), lambda why: self._reject(person, why))

    def _reject(self, person: str, reason: str | None) -> None:
        if reason:
            self.ask(self._rejected, stop_objections.reject, self.office, person, reason)

    def _rejected(self, _record: str) -> None:
        self.done(self.say("deskwork.rejected_stop"))

    def action_number(self, at: int) -> None:
        """A digit, from 0: only the payments of this kind."""
        self.query_one("#what", Select).value = WHATS[at]

    def write(self, path: Path) -> ListFile:
        """Write all proposals of the chosen kind."""
        return proposals.write_asked(self.office, path, self.filter_value("what"), area=self.area)
