"""Before a threshold is set: how much, and why; it is signed."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from fieldsuite.screens.base import OfficeModal
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.prose import Prose


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen."""

    accept: float | None
    """Likeness that certifies, 0..1; None for the way back to the engine's own."""
    reason: str


class ThresholdScreen(OfficeModal[Chosen]):
    """Enter in the last field sets, Esc does not; without a number it asks for the way back."""

    AUTO_FOCUS = "Input"

    def __init__(self, proposed: float | None) -> None:
        super().__init__()
        self.proposed = proposed

    def body(self) -> ComposeResult:
        """Question, number, reason."""
        key = "machine.threshold_reset" if self.proposed is None else "machine.threshold_set"
        with Vertical(classes="box wide"):
            yield Prose(self.say(key), headed=True, classes="paragraph")
            if self.proposed is not None:
                yield Entry(self.say("machine.threshold"), text_field("accept", f"{self.proposed:.3f}"))
            hint = self.say("machine.threshold_why_hint")
            yield Entry(self.say("machine.threshold_why"), text_field("why", placeholder=hint))
            yield Prose(self.say("path_keys"), classes="muted keys")

    @on(Input.Submitted, "#accept")
    def _next(self) -> None:
        self.focus_next()

    @on(Input.Submitted, "#why")
    def _done(self) -> None:
        reason = self.query_one("#why", Input).value.strip()
        self.query_one("#entry_why", Entry).show_wrong("" if reason else self.say("care.erase_missing"))
        accept = None if self.proposed is None else self._number()
        if reason and (accept is not None or self.proposed is None):
            self.dismiss(Chosen(accept, reason))

    def _number(self) -> float | None:
        typed = self.query_one("#accept", Input).value.strip().replace("，", ".").replace(",", ".")
        try:
            accept = float(typed)
        except ValueError:
            accept = -1.0
        right = 0.0 <= accept <= 1.0
        wrong = "" if right else self.say("machine.threshold_wrong")
        self.query_one("#entry_accept", Entry).show_wrong(wrong)
        return accept if right else None
