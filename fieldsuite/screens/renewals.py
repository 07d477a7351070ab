"""模板维护: who should be modelled anew, because their template has grown old or its engine is no longer in use."""

from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from fieldsuite.casework import again, template_care
from fieldsuite.office import Office
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.screens.template_care import TemplateCareScreen
from fieldsuite.screens.wording import Say
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose

COLUMNS = ("village", "name", "what", "why")


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to be modelled anew."""

    person_id: str
    name: str
    village: str
    modality: str
    variant: str
    reasons: tuple[str, ...]
    """Keys of ``template`` or ``care``."""
    years: float = 0.0
    engine: str = ""

    def why(self, say: Say) -> str:
        """Say every reason, one after the other."""
        return " ".join(say(key, years=self.years, engine=self.engine) for key in self.reasons)


def due(office: Office) -> tuple[Due, ...]:
    """Give who must be modelled again because of the engine, and whose template has aged, by village and name.

    Raises OfficeError E_MODEL when the engine in use is not there.
    """
    found = [
        Due(one.person_id, one.name, one.village, one.modality, "", ("care.other_engine",), engine=one.engine)
        for one in again.again(office)
    ]
    found += [
        Due(one.person_id, one.name, one.village, one.modality, one.variant,
            tuple(f"template.{key}" for key in one.advice), one.years)
        for one in template_care.renewals(office)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.village, one.name, one.modality)))


class RenewalsScreen(PersonKeys[None]):
    """A line a template; Enter opens the person's templates, F2 models anew."""

    BINDINGS = [*bind("enrol", "visit")]
    AUTO_FOCUS = "#due"
    rows: tuple[Due, ...] | None = None
    """None before they were read."""

    def body(self) -> ComposeResult:
        """Number, lines, what it means."""
        yield Static(id="title", classes="heading")
        yield Listing([self.say(f"column_{name}") for name in COLUMNS], cut=True, id="due")
        yield Prose(id="about", classes="paragraph")

    def on_screen_resume(self) -> None:
        """Read again: somebody may have been modelled meanwhile."""
        self.quietly(self._show, due, self.office)

    def _show(self, rows: tuple[Due, ...]) -> None:
        self.rows = rows
        self.refresh_bindings()
        self.fill()

    def fill(self) -> None:
        """Show who is due."""
        rows = self.rows or ()
        self.query_one("#title", Static).update(self.say("care.due_title", number=len(rows)))
        self.query_one("#due", Listing).refill((str(at), self._line(row)) for at, row in enumerate(rows))
        self._details()

    @on(DataTable.RowHighlighted, "#due")
    def _details(self) -> None:
        """Say every reason of the chosen one in full; the table cuts them off."""
        if self.rows is not None:
            row = self.row
            key = "care.due_none" if row is None else "care.due_about"
            told = [f"{row.name}  {row.why(self.say)}"] if row is not None else []
            self.query_one("#about", Prose).text = "\n".join([*told, self.say(key)])

    def _line(self, row: Due) -> list[str | Text]:
        what = f"{self.say(f'template.{row.modality}')} {self.say(f'template.variant_{row.variant}')}".strip()
        return [row.village, Text(row.name, style="bold"), what, row.why(self.say)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Somebody is due."""
        return action not in ("enrol", "visit") or bool(self.rows)

    @property
    def row(self) -> Due | None:
        """The line under the cursor."""
        chosen = self.query_one("#due", Listing).chosen
        return self.rows[int(chosen)] if self.rows and chosen else None

    def chosen_person(self) -> str | None:
        """The person under the cursor."""
        return self.row.person_id if self.row else None

    @on(DataTable.RowSelected, "#due")
    def _open(self) -> None:
        if person := self.chosen_person():
            self.app.push_screen(TemplateCareScreen(person))
