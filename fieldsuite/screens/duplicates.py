"""查重: one face, photograph or recording under two people, side by side, for a person to judge."""

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Static

from fieldsuite.casework import pairs, review
from fieldsuite.casework.pairs import Pair, Side
from fieldsuite.matching import duplicates, judging
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.evidence import EvidenceScreen
from fieldsuite.screens.job import JobScreen
from fieldsuite.screens.person import PersonScreen
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.one_side import OneSide
from fieldsuite.widgets.prose import Prose

COLUMNS = ("reason", "likeness", "later", "earlier", "judged", "day", "became")
SIDES = ("later", "earlier")


class DuplicatesScreen(JobScreen[None]):
    """The alarms above, the two people of the chosen one below; the space bar searches the whole office."""

    BINDINGS = [
        *bind("again", "judge", "evidence"),
        *bind("list_1", "list_2", shown=False),
    ]
    AUTO_FOCUS = "#pairs"
    stop_question = "jobs.same_stop_ask"
    pairs: tuple[Pair, ...] | None = None
    """None before they were read."""
    report: DuplicateReport | None = None
    shown: str = ""
    """Record of the alarm whose photographs stand below."""

    def body(self) -> ComposeResult:
        """Alarms, bar, the two sides, what can be done."""
        yield Static(id="title", classes="heading")
        yield Listing([self.say(f"jobs.same_{name}") for name in COLUMNS], id="pairs")
        yield self.job_bar()
        with Horizontal(id="pair"):
            for name in SIDES:
                yield OneSide(id=name)
        yield Prose(id="judge", classes="paragraph")

    def on_screen_resume(self) -> None:
        """Read the alarms again: one of the two may have been modelled anew."""
        found = self.report.rows if self.report else ()
        self.quietly(self._show, pairs.pairs, self.office, found)

    def _show(self, rows: tuple[Pair, ...]) -> None:
        self.pairs = rows
        self.fill()

    def fill(self) -> None:
        """Show the alarms; the cursor shows the two people."""
        self.query_one("#title", Static).update(self._title())
        self.query_one("#pairs", Listing).refill(
            (pair.record_id, self._line(pair)) for pair in self.pairs or ()
        )
        self.shown = ""
        self._details()

    def _title(self) -> str:
        rows = self.pairs or ()
        waiting = sum(pair.judged is None for pair in rows)
        title = self.say("jobs.same_title", number=len(rows), waiting=waiting)
        return f"{title}    {self._compared('jobs.same_done')}" if self.report and self.pairs else title

    def _compared(self, key: str) -> str:
        report = self.report
        if report is None:
            return ""
        counts = {"faces": report.faces, "pictures": report.pictures, "sounds": report.sounds}
        return self.say(key, **counts, fresh=sum(row.fresh for row in report.rows))

    def _line(self, pair: Pair) -> list[str | Text]:
        reason = Text(self.say(f"jobs.{pair.reason}"), style="bold" if pair.fresh else "")
        if pair.fresh:
            reason.append(self.say("jobs.same_fresh"), style=self.app.theme_variables.get("warning", ""))
        said = pair.answer or (pair.judged.finding if pair.judged else "open")
        judged = Text(self.say(f"jobs.judge_{said}"), style="bold" if said == "open" else "")
        return [
            reason, f"{pair.likeness:.2f}", pair.later.name, pair.earlier.name, judged, pair.on.isoformat(),
            self.say(f"state_{pair.state}"),
        ]  # fmt: skip

    @property
    def chosen(self) -> Pair | None:
        """The alarm under the cursor."""
        name = self.query_one("#pairs", Listing).chosen
        return next((pair for pair in self.pairs or () if pair.record_id == name), None)

    @on(DataTable.RowHighlighted, "#pairs")
    def _details(self) -> None:
        pair = self.chosen
        self.refresh_bindings()
        judge = self.query_one("#judge", Prose)
        self.query_one("#pair").display = pair is not None
        if pair is None:
            judge.text = self._nothing()
            return
        judge.text = self._judged(pair)
        if pair.record_id == self.shown:
            return
        self.shown = pair.record_id
        for key, name, side in zip("12", SIDES, (pair.later, pair.earlier), strict=True):
            self.query_one(f"#{name}", OneSide).tell(f"{key} {side.name}", self._about(side))
        self.quietly(partial(self._pictures, pair), pairs.pictures, self.office, pair)

    def _judged(self, pair: Pair) -> str:
        lines = []
        if pair.answer:
            found = self.say(f"jobs.judge_{pair.answer}")
            lines.append(self.say("jobs.judge_answered", finding=found, reason=pair.answer_reason))
        if (said := pair.judged) is not None:
            found = self.say(f"jobs.judge_{said.finding}")
            who = said.officer if said.here else f"{said.officer} {said.site}"
            lines.append(
                self.say(
                    "jobs.judge_said", day=said.on.isoformat(), officer=who, finding=found, reason=said.reason
                )
            )
        return "\n".join([*lines, self.say("jobs.judge_until" if lines else f"jobs.judge_{pair.reason}")])

    def _nothing(self) -> str:
        if self.pairs is None or self.running:
            return ""
        if self.report is None:
            return self.say("jobs.same_nothing_yet")
        return f"✓ {self._compared('jobs.same_nothing')}"

    def _about(self, side: Side) -> list[str]:
        day = self.say("jobs.side_pictured", day=side.pictured_on.isoformat()) if side.pictured_on else ""
        picture = day or ("" if side.picture else self.say("jobs.side_no_picture"))
        return [f"{side.id_masked}  {side.village}", picture]

    def _pictures(self, pair: Pair, data: tuple[bytes, bytes]) -> None:
        if pair.record_id != self.shown:
            return
        for name, side, picture in zip(SIDES, (pair.later, pair.earlier), data, strict=True):
            widget = self.query_one(f"#{name}", OneSide)
            if picture:
                widget.show(picture)
            elif side.picture:
                widget.say([*self._about(side)[:1], self.say("jobs.side_gone")])

    def action_again(self) -> None:
        """Space: search the whole office."""
        if not self.running:
            self.report = None
            self.begin(duplicates.search(self.office))
            self._details()

    def doing(self, key: str) -> None:
        """Say what is compared now."""
        self.query_one("#title", Static).update(self.say(f"jobs.{key}"))

    def step(self, step: object) -> None:
        """Keep the report."""
        if isinstance(step, DuplicateReport):
            self.report = step

    def ended(self) -> None:
        """Read the alarms with what was found."""
        self.on_screen_resume()

    def stopped(self) -> None:
        """What was found before the stop is not kept: a search is one piece of work."""
        self.fill()

    def failed(self, error: Exception) -> None:
        """A photograph that is gone, or models that are missing: the sentence stands in place."""
        super().failed(error)
        self.query_one("#title", Static).update(self._title())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the photographs where there are none."""
        if action == "judge":
            return self.is_mounted and self.chosen is not None
        if action == "evidence":
            pair = self.chosen if self.is_mounted else None
            return pair is not None and bool(pair.later.picture or pair.earlier.picture)
        return True

    def action_judge(self) -> None:
        """F: say what it is, with the reason."""
        pair = self.chosen
        if pair is not None:
            names = {"later": pair.later.name, "earlier": pair.earlier.name}
            screen = WhichScreen("jobs.judge_ask", judging.findings(self.office), **names)
            self.app.push_screen(screen, partial(self._why, pair))

    def _why(self, pair: Pair, finding: str | None) -> None:
        if finding:
            self.app.push_screen(ReasonScreen("jobs.judge_why"), partial(self._judge, pair, finding))

    def _judge(self, pair: Pair, finding: str, reason: str | None) -> None:
        if reason:
            self.ask(self._kept, judging.judge, self.office, pair.record_id, finding, reason)

    def _kept(self, _judged: judging.Judged) -> None:
        self.app.notify(self.say("jobs.judge_done"))
        self.on_screen_resume()

    def action_evidence(self) -> None:
        """O: both photographs, each as large as the screen."""
        if self.chosen is not None:
            digests = tuple(side.picture for side in (self.chosen.later, self.chosen.earlier) if side.picture)
            self.app.push_screen(EvidenceScreen(digests, partial(review.evidence, self.office)))

    def _open(self, side: Side) -> None:
        if self.office.config.kind != "province":
            self.app.push_screen(PersonScreen(side.person_id))

    @on(DataTable.RowSelected, "#pairs")
    def action_list_1(self) -> None:
        """1 or Enter: the card of who came later."""
        if self.chosen is not None:
            self._open(self.chosen.later)

    def action_list_2(self) -> None:
        """2: the card of who was there before."""
        if self.chosen is not None:
            self._open(self.chosen.earlier)
