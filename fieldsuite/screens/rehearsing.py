"""试收: what taking bundles in would do, bundle by bundle and record by record; Enter takes them in, Esc does not."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import DataTable, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.province.rehearsal import Rehearsal, RehearsedRecord, rehearse
from fieldsuite.province.verifying import site_name
from fieldsuite.province.views import CaseRow
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_words import change_lines, code_words
from fieldsuite.screens.wording import shortened
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has


class RehearsalScreen(OfficeScreen[bool]):
    """Answers True when the bundles shall be taken in."""

    BINDINGS = [*bind("import")]
    AUTO_FOCUS = "#bundles"

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self.paths = tuple(paths)
        self.found: list[Rehearsal] = []
        self.looking = True

    def on_mount(self) -> None:
        """Look."""
        super().on_mount()
        self.follow(rehearse(self.office, self.paths))

    def body(self) -> ComposeResult:
        """Bundles left, their records and what would change right."""
        yield Static(id="numbers", classes="heading")
        with Container(id="desk"):
            with Vertical(id="queue_side"):
                yield Listing(
                    [self.say("rulings.file"), self.say("desk_result"), self.say("rulings.records")],
                    id="bundles",
                )
            with Vertical(id="case_side"):
                names = ("name", "became", "what", "day")
                yield Listing(
                    [*(self.say(f"column_{name}") for name in names), self.say("rulings.moves")], id="cases"
                )
                yield Prose(id="change")

    @on(Stepped)
    def _looked(self, event: Stepped) -> None:
        if isinstance(event.step, Rehearsal):
            self.found.append(event.step)
            self.fill()

    @on(Followed)
    def _done(self) -> None:
        self.looking = False
        self.refresh_bindings()
        self.fill()

    def fill(self) -> None:
        """Show what was found so far."""
        total = {name: sum(one.arrived.counts.get(name, 0) for one in self.found)
                 for name in ("stored", "duplicate", "conflict", "deferred", "rejected")}  # fmt: skip
        waiting = sum(len(one.cases) for one in self.found)
        key = "rulings.looking" if self.looking else "rulings.looked"
        self.query_one("#numbers", Static).update(
            self.say(key, bundles=len(self.found), waiting=waiting, **total)
        )
        self.query_one("#bundles", Listing).refill(
            (str(at), self._bundle(one))
            for at, one in sorted(
                enumerate(self.found), key=lambda pair: (pair[1].arrived.site, pair[1].arrived.seq)
            )
        )
        self._records()

    def _bundle(self, one: Rehearsal) -> list[str | Text]:
        made = one.arrived
        whose = f"{site_name(self.office, made.site)} {made.seq}" if made.site else shortened(made.file)
        return [whose, self.say(f"rulings.would_{made.result}") + code_words(made.code, self.say),
                str(sum(one.arrived.counts.values()))]  # fmt: skip

    @property
    def chosen(self) -> Rehearsal | None:
        """The bundle under the cursor."""
        at = self.query_one("#bundles", Listing).chosen
        return self.found[int(at)] if at else None

    @on(DataTable.RowHighlighted, "#bundles")
    def _records(self) -> None:
        one = self.chosen
        rows = one.records if one else ()
        # What a person must look at comes first.
        waits = {case.record_id: case for case in (one.cases if one else ())}
        ordered = sorted(rows, key=lambda row: (row.status == "stored", row.id not in waits))
        self.query_one("#cases", Listing).refill(
            (row.id, self._line(row, waits.get(row.id))) for row in ordered
        )
        self._details()

    def _line(self, row: RehearsedRecord, case: CaseRow | None) -> list[str | Text]:
        state = self.say(f"province.arrived_{row.status}") + (f" {row.code}" if row.code else "")
        if row.status == "stored":
            state = self.say("rulings.waits" if case else "rulings.filed")
        moved = next(
            ((now, then) for _, _, now, then in (case.benefits if case else ()) if now != then), None
        )
        words = f"→ {_day(moved[1])}" if moved else ""
        late = f" {self.say('rulings.late')}" if row.late else ""
        way = f"method_{row.method}" if has(f"screens.method_{row.method}") else f"kind_{row.kind}"
        return [Text(row.name, style="bold"), state + late, self.say(way),
                row.occurred_on.isoformat(), words]  # fmt: skip

    @on(DataTable.RowHighlighted, "#cases")
    def _details(self) -> None:
        one, name = self.chosen, self.query_one("#cases", Listing).chosen
        row = next((row for row in (one.records if one else ()) if row.id == name), None)
        case = next((case for case in (one.cases if one else ()) if case.record_id == name), None)
        lines = [self.say("rulings.look_keys")]
        if one is not None and one.arrived.result in ("rejected", "held"):
            lines.append("! " + (self.say(one.arrived.message) if one.arrived.message else one.arrived.code))
        if one is not None and one.arrived.code == "E_GAP" and one.arrived.result == "imported":
            lines.append("! " + self.say("rulings.gap"))
        if row is not None and row.against:
            lines.append("! " + self.say("rulings.against", first=row.against))
        if case is not None:
            lines += change_lines(case, self.say)
        self.query_one("#change", Prose).text = "\n".join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is taken in before everything was looked at."""
        return action != "import" or (not self.looking and bool(self.found))

    def failed(self, error: Exception) -> None:
        """The sentence stands in place; nothing is left to look at."""
        self.looking = False
        self.fill()

    def action_import(self) -> None:
        """I: take them in as they were shown."""
        self.dismiss(True)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"
