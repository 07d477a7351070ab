"""读回: a photograph of a roster that was filled in by pen; clear lines become records, the others are keyed in."""

from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Input

from fieldsuite.casework.views import Saved
from fieldsuite.casework.visits import paper
from fieldsuite.casework.visits.paper import PenPage, PenRow
from fieldsuite.clock import local_time
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.typed import read_day, read_paths
from fieldsuite.screens.visit import VisitScreen
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.preview import Preview

TONES = {"ready": "success", "recorded": "success", "key_in": "warning", "unclear": "warning", "empty": ""}


class RosterBackScreen(ListedScreen):
    """The path of the photograph on top; A records the clear lines, Enter keys one in, with its picture below."""

    BINDINGS = [*bind("agree", "evidence")]
    AUTO_FOCUS = "#picture_path"
    TITLE_KEY = "work.back_title"
    COLUMNS = ("work.column_order", "column_name", "work.column_mark", "column_state")
    page: PenPage | None = None
    picture: Path | None = None
    keyed: tuple[str, ...] = ()
    """People whose line was keyed in here."""

    def above(self) -> ComposeResult:
        """Where the photograph is, and when the visits were."""
        with Horizontal(classes="row"):
            yield Entry(self.say("work.ask_picture"),
                        path_field("picture_path", placeholder=self.say("work.back_hint")))  # fmt: skip
        with Horizontal(classes="row"):
            yield Entry(self.say("visit_on"), text_field("on", self.office.today().isoformat()))
            now = local_time(self.office.now(), self.office.config.timezone)
            yield Entry(self.say("visit_at"), text_field("at", now))

    def body(self) -> ComposeResult:
        """Fields, the lines, the picture of the line."""
        yield from super().body()
        yield Preview(id="strip")

    def read(self) -> None:
        """Show the lines again: a line may have been keyed in on the screen that was left."""
        self.fill()

    @on(Input.Submitted, "#picture_path")
    def _read(self, event: Input.Submitted) -> None:
        for path in read_paths(event.value)[:1]:
            self.picture = path
            self.ask(self._show, paper.read_back, self.office, path)

    def _show(self, page: PenPage) -> None:
        self.page = page
        self.keyed = ()
        self.fill()
        self.query_one("#rows", Listing).focus()
        self._strip()

    def lines(self) -> list[Line]:
        """One line of the page a line."""
        return [(row.person_id, self._cells(row)) for row in (self.page.rows if self.page else ())]

    def _cells(self, row: PenRow) -> list[str | Text]:
        state = "recorded" if row.person_id in self.keyed else row.state
        tone = self.app.theme_variables.get(TONES[state], "")
        mark = "" if state == "empty" else self.say(f"work.mark_{row.mark or 'none'}")
        return [
            str(row.row),
            Text(row.name, style="bold"),
            mark,
            Text(self.say(f"visits.state_{state}"), style=tone),
        ]

    def hint(self) -> str:
        """What A does now, and what is left for a person."""
        rows = self.page.rows if self.page else ()
        ready = sum(row.state == "ready" for row in rows)
        left = sum(row.state in ("key_in", "unclear") and row.person_id not in self.keyed for row in rows)
        return self.say("work.back_todo", ready=ready, left=left) if rows else self.say("work.back_about")

    def _row(self) -> PenRow | None:
        return (
            next((row for row in self.page.rows if row.person_id == self.chosen), None) if self.page else None
        )

    @on(DataTable.RowHighlighted, "#rows")
    def _strip(self) -> None:
        """Show the picture of the line under the cursor."""
        if row := self._row():
            self.query_one("#strip", Preview).show_file(row.strip)

    def opened(self, line: str) -> None:
        """Key a line in; the visit rests on its picture."""
        row = self._row()
        if row is not None and self.page is not None:
            self.ask(lambda path: self._key_in(row, path), paper.keep_strip, self.office, self.page, row)

    def _key_in(self, row: PenRow, strip: Path) -> None:
        visit = VisitScreen(
            row.person_id, status=row.mark, photos=(strip,), on=self.query_one("#on", Input).value
        )
        self.app.push_screen(visit, lambda saved: self._was_keyed(row, saved))

    def _was_keyed(self, row: PenRow, saved: Saved | None) -> None:
        if saved is not None:
            self.keyed = (*self.keyed, row.person_id)
            self.fill()

    def action_agree(self) -> None:
        """A: record the clear lines and keep the photograph as evidence."""
        on_day = read_day(self.query_one("#on", Input).value)
        if self.page is not None and self.picture is not None and on_day is not None:
            at = self.query_one("#at", Input).value
            self.ask(self._recorded, paper.record, self.office, self.picture, self.page, on_day, at)

    def _recorded(self, records: tuple[str, ...]) -> None:
        self.told(self.say("work.back_recorded", count=len(records)))
        if self.page is not None:
            self.quietly(self._again, paper.seen_again, self.office, self.page)

    def _again(self, page: PenPage) -> None:
        self.page = page
        self.fill()

    def action_evidence(self) -> None:
        """O: the picture of the line, as large as the screen."""
        from fieldsuite.screens.evidence import EvidenceScreen

        if row := self._row():
            self.app.push_screen(
                EvidenceScreen((self.say("work.line_of", row=row.row),), lambda _name: row.strip)
            )
