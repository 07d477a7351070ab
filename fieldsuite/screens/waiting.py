"""待比对: captures that wait to be compared, and comparing them all, here or at the desk."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from fieldsuite.casework import later
from fieldsuite.casework.later import Matched, MatchReport, Waiting
from fieldsuite.province import matches
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.job import JobScreen
from fieldsuite.screens.person import PersonScreen
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has

SOFT = dict.fromkeys(("unclear", "same_liveness_unknown"), ("!", "warning"))
"""Verdicts that are neither a yes nor a no: a person looks at them."""
COLUMNS = ("day", "name", "what", "officer", "result", "why")


class WaitingScreen(JobScreen[None]):
    """The captures, oldest first; the space bar compares them, and each line then says what came of it."""

    BINDINGS = [*bind("again")]
    AUTO_FOCUS = "#captures"
    rows: tuple[Waiting, ...] | None = None
    """None before they were read."""

    def __init__(self) -> None:
        super().__init__()
        self.matched: dict[str, Matched] = {}
        """What came of the captures that were compared since this screen was opened."""

    def body(self) -> ComposeResult:
        """Number, captures, bar, what to do."""
        yield Static(id="title", classes="heading")
        yield Listing([self.say(f"column_{name}") for name in COLUMNS], cut=True, id="captures")
        yield self.job_bar()
        yield Prose(id="about", classes="paragraph")

    @property
    def at_desk(self) -> bool:
        """True at the provincial desk."""
        return self.office.config.kind == "province"

    def on_screen_resume(self) -> None:
        """Read again: somebody may have been modelled meanwhile."""
        if not self.running and not self.matched:
            self._read()

    def _read(self) -> None:
        self.quietly(self._show, matches.waiting if self.at_desk else later.waiting, self.office)

    def _show(self, rows: tuple[Waiting, ...]) -> None:
        self.rows = rows
        self.refresh_bindings()
        self.fill()

    def fill(self) -> None:
        """Show the captures with what came of them."""
        rows = self.rows or ()
        waits = sum(row.record_id not in self._done for row in rows)
        self.query_one("#title", Static).update(self.say("jobs.waiting_title", number=waits))
        self.query_one("#captures", Listing).refill((row.record_id, self._line(row)) for row in rows)
        self.query_one("#about", Prose).text = ""
        self._details()

    @property
    def _done(self) -> frozenset[str]:
        return frozenset(name for name, one in self.matched.items() if one.record_id)

    def _about(self, waits: int) -> str:
        if self.matched and not self.running:
            passed = sum(one.passed for one in self.matched.values())
            return self.say("later.summary", matched=len(self._done), passed=passed, left=waits)
        return self.say("jobs.waiting_about" if waits else "jobs.waiting_none")

    @on(DataTable.RowHighlighted, "#captures")
    def _details(self) -> None:
        """Say in full why the chosen one ended as it did; a narrow table cuts it off."""
        if self.rows is None:
            return
        waits = sum(row.record_id not in self._done for row in self.rows)
        one = self.matched.get(self.query_one("#captures", Listing).chosen or "")
        told = [f"{one.name}  {self._why(one)}"] if one is not None else []
        self.query_one("#about", Prose).text = "\n".join([*told, self._about(waits)])

    def _why(self, one: Matched) -> str:
        alike = ""
        if one.likeness is not None and one.threshold is not None:
            pair = {"likeness": f"{one.likeness:.2f}", "threshold": f"{one.threshold:.2f}"}
            alike = self.say("why_likeness", **pair) + "  "
        return alike + self.say(one.reason)

    def _line(self, row: Waiting) -> list[str | Text]:
        start: list[str | Text] = [
            row.occurred_on.isoformat(), Text(row.name, style="bold"), self.say(f"later.method_{row.method}"),
            f"{row.officer} {row.site}" if self.at_desk else row.officer,
        ]  # fmt: skip
        one = self.matched.get(row.record_id)
        if one is None:
            return [*start, self.say("later.ready" if row.template else "later.needs_template"), ""]
        key = f"verdict_{one.verdict}"
        word = self.say(key if has(f"screens.{key}") else f"later.{one.verdict}")
        mark, tone = ("✓", "success") if one.passed else SOFT.get(one.verdict, ("✗", "error"))
        if not one.record_id:
            mark, tone = "…", "warning"
        result = Text(f"{mark} {word}", style=self.app.theme_variables.get(tone, ""))
        return [*start, result, self._why(one)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Something waits to be compared."""
        return action != "again" or bool(self.rows)

    def action_again(self) -> None:
        """Space: compare all that wait; what was compared stays when it is stopped."""
        if self.rows and not self.running:
            self.matched = {}
            self.begin((matches.match_all if self.at_desk else later.match_all)(self.office))
            self.fill()

    def step(self, step: object) -> None:
        """Show one result as soon as it is there."""
        if isinstance(step, Matched):
            self.matched[step.capture] = step
            self.fill()
        elif isinstance(step, MatchReport):
            self.matched |= {one.capture: one for one in (*step.matched, *step.left)}

    def ended(self) -> None:
        """Sum up."""
        self.fill()

    def stopped(self) -> None:
        """What was compared stays compared."""
        self.fill()

    @on(DataTable.RowSelected, "#captures")
    def _open(self) -> None:
        chosen = self.query_one("#captures", Listing).chosen
        for row in self.rows or ():
            if row.record_id == chosen and not self.at_desk:
                self.app.push_screen(PersonScreen(row.person_id))
