"""比对数据异议: what other departments said of people; Q objects, another officer agrees (A) or rejects it (X)."""

from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text

from fieldsuite.province import objections
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.objections import SignRow
from fieldsuite.screens.applying import Applying
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_list import ALL, DeskList
from fieldsuite.screens.roll_words import source_words

STATES = ("objected", "stands", "withdrawn")


class DataObjectionsScreen(DeskList, Applying):
    """Compared lines by their state; what somebody objects to comes first."""

    BINDINGS = [*bind("apply", "agree", "send_back")]
    title_key = "deskwork.signs"
    columns = ("name", "said", "department", "on", "read_on", "state", "note")
    with_area = False

    def __init__(self, person: str = "", state: str = "objected") -> None:
        super().__init__()
        self.person, self.state = person, state

    def pickers(self) -> Any:
        """Which state."""
        options = [(self.say(f"deskwork.sign_{one}"), one) for one in STATES]
        return [("state", [*options, (self.say("deskwork.sign_all"), ALL)], self.state)]

    def read(self) -> None:
        """Read the lines."""
        self.quietly(self.show, objections.signs, self.office, self.person, state=self.filter_value("state"))

    def name_of(self, row: SignRow) -> str:
        """Id of the line."""
        return row.sign

    def cells(self, row: SignRow) -> list[str | Text]:
        """Who, what was said, by whom, whether it counts."""
        return [
            Text(row.name, style="bold"),
            self.say(f"deskwork.data_{row.said}"),
            self.say(f"deskwork.from_{row.department}"),
            row.on.isoformat(),
            row.recorded_on.isoformat(),
            self.say(f"deskwork.sign_{row.state}"),
            row.note,
        ]

    def about(self, row: SignRow) -> list[str]:
        """What the line means, and what can be done about it."""
        words = source_words((f"{row.kind}:{row.source}",), self.say)
        by = [self.say("deskwork.sign_by", by=row.by, reason=row.why)] if row.by else []
        return [f"{row.name}  {words}  {row.on}", *by, self.say(f"deskwork.sign_{row.state}_long")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Object to what stands; decide what is objected to."""
        row = self.chosen if self.is_mounted else None
        if action == "apply":
            return row is not None and row.state == "stands"
        return action not in ("agree", "send_back") or (row is not None and row.state == "objected")

    def action_apply(self) -> None:
        """Q: note who objects and why."""
        row = self.chosen
        self.ask_objection("deskwork.object_data", row.name, partial(self._object_data, row.sign))

    def _object_data(self, sign: str, by: str, reason: str) -> None:
        self.ask(self._noted, objections.object_to, self.office, sign, by, reason)

    def _noted(self, _record: str) -> None:
        self.done(self.say("deskwork.objected_data"))

    def action_agree(self) -> None:
        """A: the data are wrong."""
        self._decide("deskwork.uphold_why", True)

    def action_send_back(self) -> None:
        """X: the data are right."""
        self._decide("deskwork.keep_why", False)

    def _decide(self, question: str, upheld: bool) -> None:
        self.app.push_screen(ReasonScreen(question), partial(self._resolve, self.chosen.sign, upheld))

    def _resolve(self, sign: str, upheld: bool, reason: str | None) -> None:
        if reason:
            self.ask(
                partial(self._resolved, upheld),
                objections.resolve,
                self.office,
                sign,
                upheld=upheld,
                reason=reason,
            )

    def _resolved(self, upheld: bool, _record: str) -> None:
        self.done(self.say("deskwork.upheld" if upheld else "deskwork.kept"))

    def write(self, path: Path) -> ListFile:
        """Write the lines."""
        return objections.write(self.office, path, self.rows)
