"""留存与清除: what is over and may go, and what was erased, at an office or at the desk; each erasure is signed."""

from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from fieldsuite.casework import erasing
from fieldsuite.casework.erasing import Due, ErasedRow
from fieldsuite.casework.kept_verdict import policy_of
from fieldsuite.office import Office
from fieldsuite.rules.policy import Policy
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.job import JobScreen
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has

COLUMNS = ("day", "name", "pieces", "officer", "rules")


@dataclass(frozen=True, slots=True)
class Retention:
    """What the screen shows."""

    policy: Policy
    due: tuple[Due, ...]
    erased: tuple[ErasedRow, ...]


def read(office: Office) -> Retention:
    """Give policy, what is over, what went. Raises OfficeError ``rules.unknown_profile``."""
    return Retention(policy_of(office), erasing.due(office), erasing.erased(office))


class RetentionScreen(JobScreen[None]):
    """What may go stands above, marked; below it what was erased. Del erases after a question."""

    BINDINGS = [*bind("remove")]
    AUTO_FOCUS = "#pieces"
    view: Retention | None = None

    def body(self) -> ComposeResult:
        """Number, rules, lines, bar."""
        yield Static(id="title", classes="heading")
        yield Prose(id="policy", classes="paragraph")
        yield Listing([self.say(f"jobs.kept_{name}") for name in COLUMNS], id="pieces")
        yield self.job_bar()
        yield Prose(id="about", classes="paragraph muted")

    def on_screen_resume(self) -> None:
        """Read again."""
        if not self.running:
            self.quietly(self._show, read, self.office)

    def _show(self, view: Retention) -> None:
        self.view = view
        self.fill()

    def fill(self) -> None:
        """Show what is over and what went."""
        view = self.view
        if view is None:
            return
        over = sum(len(row.pieces) for row in view.due)
        self.query_one("#title", Static).update(
            self.say("jobs.kept_title", over=over, erased=len(view.erased))
        )
        self.query_one("#policy", Prose).text = self._policy(view.policy)
        self.query_one("#pieces", Listing).refill(
            [
                *((row.person_id, self._over(row)) for row in view.due),
                *((row.record_id, self._gone(row)) for row in view.erased),
            ]
        )
        self.query_one("#about", Prose).text = self.say("jobs.kept_about" if over else "jobs.kept_none")
        self.refresh_bindings()

    def _policy(self, policy: Policy) -> str:
        def kept(keeping: str, days: int) -> str:
            word = "at_once" if keeping == "unresolved" and not days else keeping
            return self.say(f"jobs.keeping_{word}", days=days)

        pictures, sound = kept(policy.pictures, policy.pictures_days), kept(policy.sound, policy.sound_days)
        return self.say("jobs.kept_policy", pictures=pictures, sound=sound)

    def _over(self, row: Due) -> list[str | Text]:
        tone = self.app.theme_variables.get("warning", "")
        word = Text(self.say("jobs.kept_over"), style=f"bold {tone}")
        return [word, Text(row.name, style="bold"), str(len(row.pieces)), "", ""]

    def _gone(self, row: ErasedRow) -> list[str | Text]:
        name, _, version = row.profile.rpartition(" ")
        word = self.say(f"profile_{name}") if has(f"screens.profile_{name}") else name
        return [row.on.isoformat(), row.name, str(row.pieces), row.officer, f"{word} {version}".strip()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide erasing where nothing is over."""
        return action != "remove" or (not self.running and self.view is not None and bool(self.view.due))

    def action_remove(self) -> None:
        """Del: erase what is over, after a question."""
        if self.view is not None:
            pieces = sum(len(row.pieces) for row in self.view.due)
            self.app.push_screen(ConfirmScreen("jobs.kept_ask", pieces=pieces), self._sure)

    def _sure(self, sure: bool | None) -> None:
        if sure:
            self.begin(erasing.erase(self.office))

    def ended(self) -> None:
        """Read again: what went stands below."""
        self.on_screen_resume()

    def stopped(self) -> None:
        """What was signed is erased; the rest stays."""
        self.on_screen_resume()
