"""审核: applications to restore, pay back or deregister, taken in three steps by three people, with the evidence."""

from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text

from fieldsuite.casework import review
from fieldsuite.province import approvals, approved
from fieldsuite.province import grounds as reasons
from fieldsuite.province.approvals import ApprovalRow
from fieldsuite.province.grounds import Grounds
from fieldsuite.province.list_files import ListFile
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.desk_list import DeskList
from fieldsuite.screens.evidence import EvidenceScreen
from fieldsuite.screens.grounds_words import application_lines, ground_lines

WHICH = ("open", "done", "returned")


class ApprovalsScreen(DeskList):
    """The queue; what an application rests on stands below it before anybody agrees."""

    BINDINGS = [*bind("agree", "send_back", "evidence")]
    title_key = "deskwork.approvals"
    columns = ("business", "name", "benefit", "months", "asked_on", "first", "second", "third")
    with_area = False
    grounds: Grounds | None = None
    grounds_of: str = ""
    """Record whose grounds were read."""

    def pickers(self) -> Any:
        """Open, done or returned."""
        return [("which", [(self.say(f"deskwork.approvals_{one}"), one) for one in WHICH], "open")]

    def read(self) -> None:
        """Read the applications."""
        self.grounds_of = ""
        self.quietly(self.show, approvals.approvals, self.office, which=self.chosen_filters["which"])

    def name_of(self, row: ApprovalRow) -> str:
        """Id of the application."""
        return row.record

    def cells(self, row: ApprovalRow) -> list[str | Text]:
        """An application and who took which step."""
        waits = self.say("deskwork.waits") if row.state == "open" else "-"
        return [
            self.say(f"desk.approve_{row.what}"),
            Text(row.name, style="bold"),
            self.say(f"benefit_{row.benefit}") if row.benefit else "-",
            str(len(row.months)) if row.months else "-",
            row.asked_on.isoformat(),
            row.first,
            row.second or waits,
            row.third or (waits if row.second else "-"),
        ]

    def about(self, row: ApprovalRow) -> list[str]:
        """What is asked for, who may go on, and what stands for and against it."""
        lines = application_lines(row, self.office.officer.name, self.say)
        if self.grounds_of != row.record:
            self.grounds, self.grounds_of = None, row.record
            self.quietly(self._grounds, reasons.grounds, self.office, row.person, row.benefit)
        return [*lines, *(ground_lines(self.grounds, self.shell.lang, self.say) if self.grounds else [])]

    def _grounds(self, found: Grounds) -> None:
        self.grounds = found
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is open is agreed to or returned."""
        row = self.chosen if self.is_mounted else None
        if action in ("agree", "send_back"):
            return row is not None and row.state == "open"
        return action != "evidence" or bool(self.grounds and self.grounds.evidence)

    def action_agree(self) -> None:
        """A: take the next step, after one more look."""
        row = self.chosen
        step = "third" if row.second else "second"
        screen = ConfirmScreen(
            f"deskwork.agree_{step}", what=self.say(f"desk.approve_{row.what}"), name=row.name
        )
        self.app.push_screen(screen, partial(self._agree, row.record))

    def _agree(self, record: str, sure: bool | None) -> None:
        if sure:
            self.ask(self._stepped, approvals.step, self.office, record, agree=True)

    def action_send_back(self) -> None:
        """X: return the application with a reason."""
        self.app.push_screen(ReasonScreen("deskwork.return_why"), partial(self._return, self.chosen.record))

    def _return(self, record: str, reason: str | None) -> None:
        if reason:
            self.ask(self._returned, approvals.step, self.office, record, agree=False, reason=reason)

    def _stepped(self, _record: str) -> None:
        self.done(self.say("deskwork.agreed"))

    def _returned(self, _record: str) -> None:
        self.done(self.say("deskwork.returned"))

    def action_evidence(self) -> None:
        """O: the photographs on record of this person."""
        if self.grounds and self.grounds.evidence:
            self.app.push_screen(EvidenceScreen(self.grounds.evidence, partial(review.evidence, self.office)))

    def write(self, path: Path) -> ListFile:
        """Write the applications for the payment system."""
        return approved.write(self.office, path, self.rows)
