"""撤销: what was asked to be taken back, and the newest batches of decisions; two people, each under their own key."""

from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text

from fieldsuite.province import undo
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.undo_views import Effect, UndoRow
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.desk_list import DeskList

WHICH = ("open", "batches", "done", "returned")


class UndosScreen(DeskList):
    """A agrees to what a colleague asked, X returns it; Ctrl+U on a batch of decisions asks for its undo."""

    BINDINGS = [*bind("agree", "send_back", "undo")]
    title_key = "rulings.undos"
    columns = ("undo_what", "undo_about", "records", "asked_on", "asked_by", "agreed_by", "reason")
    with_area = False
    effect: Effect | None = None
    effect_of: str = ""
    """Target whose effect was read."""

    def pickers(self) -> Any:
        """Open, batches of decisions, done, returned."""
        return [("which", [(self.say(f"rulings.undos_{one}"), one) for one in WHICH], "open")]

    def read(self) -> None:
        """Read what was asked, or the batches."""
        self.effect_of = ""
        which = self.chosen_filters["which"]
        if which == "batches":
            self.quietly(self.show, undo.batches, self.office)
        else:
            self.quietly(self.show, undo.undos, self.office, which=which)

    def name_of(self, row: UndoRow) -> str:
        """Id of the request, or of the batch."""
        return row.record or row.target

    def cells(self, row: UndoRow) -> list[str | Text]:
        """What, whose, how many, who asked and who agreed."""
        about = row.about if row.record else self.say(f"province.status_{row.about}")
        return [
            self.say(f"rulings.undo_of_{row.what}"), Text(about, style="bold"), str(row.records), row.asked_on,
            row.first, row.second or ("-" if row.state != "open" or not row.record else self.say("deskwork.waits")),
            row.reason,
        ]  # fmt: skip

    def about(self, row: UndoRow) -> list[str]:
        """What it would change, or has changed, and who may go on."""
        lines = [self.say(f"rulings.undos_keys_{'batch' if not row.record else row.state}", first=row.first)]
        if row.returned:
            lines.append(self.say("rulings.undo_was_returned", reason=row.returned))
        if row.state == "open":
            if self.effect_of != row.target:
                self.effect, self.effect_of = None, row.target
                self.quietly(self._effect, undo.look, self.office, row.target)
            if self.effect is not None:
                lines.append(effect_words(self.effect, self.say))
        return lines

    def _effect(self, found: Effect) -> None:
        self.effect = found
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Agree and return what is open; ask for a batch."""
        row = self.chosen if self.is_mounted else None
        if action in ("agree", "send_back"):
            return row is not None and bool(row.record) and row.state == "open"
        return action != "undo" or (row is not None and not row.record)

    def action_agree(self) -> None:
        """A: agree, after one more look."""
        row = self.chosen
        screen = ConfirmScreen("rulings.undo_sure", number=row.records, reason=row.reason)
        self.app.push_screen(screen, partial(self._agree, row.record))

    def _agree(self, record: str, sure: bool | None) -> None:
        if sure:
            self.ask(self._agreed, undo.step, self.office, record, agree=True)

    def _agreed(self, made: Effect) -> None:
        self.done(self.say("rulings.undone", number=made.records, certifications=made.certifications))

    def action_send_back(self) -> None:
        """X: return what was asked, with a reason."""
        self.app.push_screen(ReasonScreen("rulings.undo_no"), partial(self._return, self.chosen.record))

    def _return(self, record: str, reason: str | None) -> None:
        if reason:
            self.ask(self._returned, undo.step, self.office, record, agree=False, reason=reason)

    def _returned(self, _effect: Effect) -> None:
        self.done(self.say("deskwork.returned"))

    def action_undo(self) -> None:
        """Ctrl+U: ask that a batch of decisions be taken back."""
        row = self.chosen
        self.app.push_screen(ReasonScreen("rulings.undo_why"), partial(self._ask, row.target))

    def _ask(self, target: str, reason: str | None) -> None:
        if reason:
            self.ask(self._asked, undo.ask, self.office, target, reason)

    def _asked(self, _record: str) -> None:
        self.done(self.say("rulings.undo_asked"))

    def open_chosen(self) -> None:
        """Enter: a batch has no person to open."""

    def write(self, path: Path) -> ListFile:
        """Write the list."""
        return undo.write(self.office, path, self.rows)


def effect_words(found: Effect, say: Any) -> str:
    """Say in a sentence what taking back changes."""
    return str(
        say(
            "rulings.effect", records=found.records, people=found.people, certifications=found.certifications,
            events=found.events, restored=found.restored, kept=found.kept, applications=found.applications,
            carried_out=len(found.carried_out), elsewhere=found.elsewhere,
        )
    )  # fmt: skip
