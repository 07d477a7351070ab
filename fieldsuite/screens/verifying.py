"""What both ways of verifying share: whose turn it is, which try, the verdict and what it means, another
way.
"""

from typing import Literal

from textual import on
from textual.widgets import ContentSwitcher, Static

from biometric.steps import Verdict
from fieldsuite.background import Stepped
from fieldsuite.casework import people, verify
from fieldsuite.casework.verify import Outcome
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.capture import CaptureScreen
from fieldsuite.screens.person_jobs import do_for
from fieldsuite.screens.verdict import VerdictPage

Way = Literal["face", "voice", "manual"]
"""By face, by voice, or the human check: nobody is left without one."""
WAYS: tuple[Way, ...] = ("face", "voice", "manual")


class VerifyScreen(CaptureScreen[Way]):
    """Answers with another way when one is wanted."""

    BINDINGS = [*bind("print")]
    title_key = ""
    card: PersonCard | None = None
    verdict: Verdict | None = None
    outcome: Outcome | None = None

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def on_mount(self) -> None:
        """Read who it is."""
        self._read()

    def _read(self) -> None:
        self.quietly(self._about, people.card, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def fill(self) -> None:
        """Show the title, and the verdict when there is one."""
        super().fill()
        if self.card is not None:
            number = min(self.card.tries_today + (self.verdict is None), verify.TRIES)
            tries = self.say("try_number", number=max(1, number), total=verify.TRIES)
            self.query_one("#title", Static).update(
                f"{self.card.name} ── {self.say(self.title_key)} ── {tries}"
            )
        if self.verdict is not None and self.outcome is not None:
            self.query_one(VerdictPage).show(self.verdict, self.outcome, self.say)
            self.query_one("#stage", ContentSwitcher).current = "result"

    def begin(self) -> None:
        """Forget the verdict before and show what is seen or heard now."""
        self.verdict = self.outcome = None
        self.show_stage("live")

    @on(Stepped)
    def _verdict(self, event: Stepped) -> None:
        if isinstance(event.step, Verdict):
            self.verdict = event.step
            failed = self.card.tries_today + (not event.step.passed) if self.card else 0
            self.quietly(self._meant, verify.outcome, self.office, self.person, event.step, failed)

    def _meant(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.refresh_bindings()
        self.show_stage("result")
        self.fill()
        self._read()

    def action_another_way(self) -> None:
        """M: by face, by voice, or the human check."""
        self.app.push_screen(WhichScreen[Way]("verify_by", WAYS), self._other)

    def action_next(self) -> None:
        """Enter: begin; after the third failure the next step is another way."""
        if self.outcome is not None and not self.outcome.certifies and not self.outcome.tries_left:
            self.action_another_way()
        else:
            self.action_again()

    def action_print(self) -> None:
        """P: the slip of what was certified, or the note for the family of what was not possible."""
        if self.outcome is not None:
            do_for(self, self.person, "slip" if self.outcome.certifies else "family")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide P before there is anything to print."""
        return action != "print" or self.outcome is not None

    def _other(self, way: Way | None) -> None:
        if way is not None:
            self.let_go()
            self.dismiss(way)

    def action_back(self) -> None:
        """Esc: let go of camera or microphone, and leave."""
        self.let_go()
        self.dismiss(None)
