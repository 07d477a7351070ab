"""经办导入台: bundles as they came in, the records of one, and what a decision will change before it is
made.
"""

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import DataTable, Select, Static

from fieldsuite.casework import review
from fieldsuite.province import adjudicate, allotments, conflicts
from fieldsuite.province.conflicts import Kind
from fieldsuite.province.views import ArrivedBundle, CaseRow, DeskView
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.decide import Decided, DecideScreen
from fieldsuite.screens.desk_arriving import DeskArriving
from fieldsuite.screens.desk_words import (
    about_bundle,
    bundle_line,
    case_line,
    change_lines,
    contradicted,
)  # fmt: skip
from fieldsuite.screens.dispatch import DispatchScreen
from fieldsuite.screens.evidence import EvidenceScreen
from fieldsuite.widgets.listing import MOST, Listing
from fieldsuite.widgets.prose import Prose

ALL = "all"
"""Id of the line that shows the records of every bundle."""


class DeskScreen(DeskArriving):
    """Bundles and their records; Esc leads back to the desk's jobs."""

    BINDINGS = [
        *bind("agree", "hold", "send_back", "evidence", "import"),
        *bind("stick", shown=True),
    ]
    AUTO_FOCUS = "#cases"
    view: DeskView | None = None
    clerks: tuple[str, ...] = ()
    """Who has each of the rows."""

    def body(self) -> ComposeResult:
        """Queue left, records and details right; the numbers on top."""
        with Horizontal(id="search"):
            yield Static(id="numbers", classes="heading")
            yield self.whose_filter()
        with Container(id="desk"):
            with Vertical(id="queue_side"):
                yield Listing([self.say(f"desk_{name}") for name in ("site", "seq", "result")], id="bundles")
            with Vertical(id="case_side"):
                columns = ("name", "became", "reviewer", "what", "result", "day")
                heads = [*(self.say(f"column_{name}") for name in columns), self.say("desk_by")]
                yield Listing(heads, id="cases")
                yield Prose(id="change")

    def on_screen_resume(self) -> None:
        """Read the desk again."""
        self.quietly(self._show, adjudicate.desk, self.office)
        self._read_cases()

    def read_again(self) -> None:
        """Read the desk again."""
        self.on_screen_resume()

    def _show(self, view: DeskView) -> None:
        self.view = view
        self.shell.not_sent = view.not_sent
        self._fill_bundles(view)

    @on(DataTable.RowHighlighted, "#bundles")
    def _read_cases(self) -> None:
        chosen = self.query_one("#bundles", Listing).chosen
        bundle = self._bundle(chosen)
        if bundle is None or bundle.bundle:
            name = bundle.bundle if bundle else None
            self.quietly(self._cases, allotments.given_cases, self.office, bundle=name, whose=self.whose)
        else:
            self._cases(())

    def _bundle(self, position: str | None) -> ArrivedBundle | None:
        bundles = self.view.bundles if self.view else ()
        return next((bundle for bundle in bundles if str(bundle.position) == position), None)

    def _cases(self, found: tuple[tuple[CaseRow, str], ...]) -> None:
        self.rows, self.clerks = tuple(row for row, _ in found), tuple(clerk for _, clerk in found)
        self._fill_cases()
        shown = tuple(dict.fromkeys(row.person_id for row in self.rows[:MOST]))
        self.quietly(self._contradicted, conflicts.of_people, self.office, shown)

    def _contradicted(self, found: dict[str, tuple[Kind, ...]]) -> None:
        """Mark the records that others contradict, before one of them is accepted alone."""
        if any(row.record_id in found for row in self.rows):
            self.rows = tuple(contradicted(row, found.get(row.record_id, ())) for row in self.rows)
            self._fill_cases()

    @on(Select.Changed, "#whose")
    def _whose(self, event: Select.Changed) -> None:
        if self.narrowed(event):
            self._read_cases()

    @property
    def chosen_bundle(self) -> ArrivedBundle | None:
        """The bundle under the cursor; None for all of them."""
        return self._bundle(self.query_one("#bundles", Listing).chosen)

    def fill(self) -> None:
        """Show queue, records and details again."""
        if self.view is not None:
            self._fill_bundles(self.view)
        self._fill_cases()

    def _fill_bundles(self, view: DeskView) -> None:
        numbers = {
            name: getattr(view, name)
            for name in ("waiting", "accepted", "held", "returned", "rejected", "not_sent")
        }
        self.query_one("#numbers", Static).update(self.say("desk_numbers", **numbers))
        names = {site: name for site, name, _, _ in view.sites}
        lines = [(str(row.position), bundle_line(row, names, self.say)) for row in view.bundles]
        everything: list[str | Text] = [Text(self.say("desk_all"), style="bold"), "", str(view.waiting)]
        self.query_one("#bundles", Listing).refill([(ALL, everything), *lines])

    def _fill_cases(self) -> None:
        self.query_one("#cases", Listing).refill(
            (row.record_id, case_line(row, self.office.today().year, self.say)) for row in self.rows
        )
        self._details()

    @property
    def chosen(self) -> CaseRow | None:
        """The record under the cursor."""
        name = self.query_one("#cases", Listing).chosen
        return next((row for row in self.rows if row.record_id == name), None)

    @on(DataTable.RowHighlighted, "#cases")
    def _details(self) -> None:
        self.refresh_bindings()
        row = self.chosen
        lines = change_lines(row, self.say) if row else [about_bundle(self.chosen_bundle, self.say)]
        clerk = self.clerks[self.rows.index(row)] if row else ""
        if clerk:
            lines.insert(0, self.say("rulings.has", clerk=clerk))
        self.query_one("#change", Prose).text = "\n".join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide decisions where nothing is chosen."""
        if action in ("agree", "hold", "send_back", "evidence"):
            return self.is_mounted and self.chosen is not None
        return self.is_mounted and self.fits(action)

    def _ask(self, status: str) -> None:
        if self.chosen is not None:
            screen = DecideScreen(self.chosen.name, status, self.chosen)
            self.app.push_screen(screen, partial(self._decide, self.chosen.record_id))

    def _decide(self, record: str, decided: Decided | None) -> None:
        if decided is not None:
            made = (decided.status, decided.code, decided.todo)
            self.ask(self._decided, adjudicate.decide, self.office, [record], *made)

    def _decided(self, number: int) -> None:
        self.app.notify(self.say("decided", number=number))
        self.on_screen_resume()

    def action_agree(self) -> None:
        """A 采纳."""
        self._ask("accepted")

    def action_hold(self) -> None:
        """H 待定."""
        self._ask("held")

    def action_send_back(self) -> None:
        """X 退回."""
        self._ask("returned")

    def action_evidence(self) -> None:
        """O 打开全部证据."""
        if self.chosen is not None and self.chosen.evidence:
            whose = f"{self.chosen.name} · {self.say(f'method_{self.chosen.method}')}"
            shown = EvidenceScreen(self.chosen.evidence, partial(review.evidence, self.office), whose)
            self.app.push_screen(shown)

    def action_stick(self) -> None:
        """F8: send decisions and a new list to an office."""
        if self.view is not None:
            self.app.push_screen(DispatchScreen(self.view.sites))
