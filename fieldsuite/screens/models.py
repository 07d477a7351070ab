"""模型: the built-in engines and the packs of the province; install, use, check again, remove."""

from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from fieldsuite.casework import again, models
from fieldsuite.casework.again import Again
from fieldsuite.casework.models import ModelRow
from fieldsuite.model_packs import Installed
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.renewals import RenewalsScreen
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import of_error

COLUMNS = ("model", "kind", "engine", "people", "state", "licence")


class ModelsScreen(OfficeScreen[None]):
    """One line an engine; the chosen one says where it comes from, or why it cannot be used."""

    BINDINGS = [*bind("import", "test", "remove", "care")]
    AUTO_FOCUS = "#models"
    rows: tuple[ModelRow, ...] = ()

    def body(self) -> ComposeResult:
        """Engines, details, keys."""
        yield Static(self.say("machine.models_title"), classes="heading")
        yield Listing([self.say(f"machine.models_{name}") for name in COLUMNS], id="models")
        yield DoneLine()
        yield Prose(id="details", classes="paragraph")
        yield Prose(self.say("machine.models_about"), classes="paragraph muted")

    def on_screen_resume(self) -> None:
        """Read again."""
        self.quietly(self._show, models.listed, self.office)

    def _show(self, rows: tuple[ModelRow, ...]) -> None:
        self.rows = rows
        self.fill()

    def fill(self) -> None:
        """Show the engines."""
        self.query_one("#models", Listing).refill(
            (str(at), self._line(row)) for at, row in enumerate(self.rows)
        )
        self._details()

    def _called(self, row: ModelRow) -> str:
        return row.name or self.say("models.built_in")

    def _line(self, row: ModelRow) -> list[str | Text]:
        tone = "error" if row.problem else "success" if row.active else ""
        mark = "✗ " if row.problem else "● " if row.active else "○ "
        name = Text(mark + self._called(row), style=f"bold {self.app.theme_variables.get(tone, '')}".strip())
        engine = f"{row.engine} {row.version[:12]}"
        kind = self.say(f"machine.models_{row.modality}")
        return [name, kind, engine, str(row.people or ""), self._state(row), row.licence]

    def _state(self, row: ModelRow) -> str:
        if row.problem is not None:
            return of_error(row.problem, self.shell.lang)[0]
        if not row.active:
            return self.say("machine.models_ready")
        if row.modality == "passive":
            return self.say("machine.models_enforced" if row.enforced else "machine.models_recorded")
        return self.say("machine.models_active")

    @property
    def chosen(self) -> ModelRow | None:
        """The engine under the cursor."""
        chosen = self.query_one("#models", Listing).chosen
        return self.rows[int(chosen)] if chosen and self.rows else None

    @on(DataTable.RowHighlighted, "#models")
    def _details(self) -> None:
        row = self.chosen
        self.refresh_bindings()
        words = ""
        if row is not None and row.problem is not None:
            words = "\n".join(of_error(row.problem, self.shell.lang)).strip()
        elif row is not None and row.name:
            size = f"{row.size / 1e6:.1f}"
            values = {"title": row.title, "source": row.source, "signer": row.signer}
            words = self.say("machine.models_source", **values, size=size)
        self.query_one("#details", Prose).text = words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what cannot be done with a built-in engine."""
        if action in ("remove", "test"):
            row = self.chosen if self.is_mounted else None
            return row is not None and bool(row.folder)
        return True

    @on(DataTable.RowSelected, "#models")
    def _use(self) -> None:
        row = self.chosen
        if row is None or row.problem is not None or (row.active and row.modality != "passive"):
            return
        if row.modality == "passive":
            ways = ("recorded", "enforced", *(("off",) if row.active else ()))
            screen = WhichScreen("machine.models_how", ways, name=self._called(row))
            self.app.push_screen(screen, partial(self._use_passive, row.folder))
        elif row.name:
            question = ConfirmScreen("machine.models_use", name=row.name)
            self.app.push_screen(question, partial(self._take, row.folder))
        else:
            question = ConfirmScreen("machine.models_use_built_in")
            self.app.push_screen(question, partial(self._take_built_in, row))

    def _use_passive(self, folder: str, how: str | None) -> None:
        if how == "off":
            self.ask(self._used, models.use_built_in, self.office, "passive")
        elif how:
            self.ask(self._used, models.use, self.office, folder, enforced=how == "enforced")

    def _take(self, folder: str, sure: bool | None) -> None:
        if sure:
            self.ask(self._used, models.use, self.office, folder)

    def _take_built_in(self, row: ModelRow, sure: bool | None) -> None:
        if sure:
            self.ask(self._used, models.use_built_in, self.office, row.modality)  # type: ignore[arg-type]  # a row's

    def _used(self, _chosen: object) -> None:
        self.on_screen_resume()
        self.quietly(self._count, again.again, self.office)

    def _count(self, waiting: tuple[Again, ...]) -> None:
        self.query_one(DoneLine).show(self.say("machine.models_used", people=len(waiting)))

    def action_import(self) -> None:
        """I: install a pack from the stick."""
        self.app.push_screen(PathScreen("machine.models_install"), self._install)

    def _install(self, path: Path | None) -> None:
        if path is not None:
            self.query_one("#details", Prose).text = self.say("machine.models_installing")
            self.ask(self._installed, models.install, self.office, path)

    def _installed(self, found: Installed) -> None:
        self.query_one(DoneLine).show(self.say("machine.models_installed", name=found.manifest.name))
        self.on_screen_resume()

    def failed(self, error: Exception) -> None:
        """The pack was refused, or is needed: the sentence stands in place."""
        self._details()

    def action_test(self) -> None:
        """T: check a pack again, its signature and every file."""
        if self.chosen is not None and self.chosen.folder:
            self.ask(self._sound, models.check, self.office, self.chosen.folder)

    def _sound(self, found: Installed) -> None:
        said = found.manifest
        self.query_one(DoneLine).show(self.say("machine.models_sound", name=said.name, files=len(said.files)))
        self.on_screen_resume()

    def action_remove(self) -> None:
        """Del: remove a pack that nobody needs."""
        row = self.chosen
        if row is not None and row.folder:
            question = ConfirmScreen("machine.models_remove", name=self._called(row))
            self.app.push_screen(question, partial(self._remove, row))

    def _remove(self, row: ModelRow, sure: bool | None) -> None:
        if sure:
            self.ask(self._removed, models.remove, self.office, row.folder)

    def _removed(self, name: str) -> None:
        self.query_one(DoneLine).show(self.say("machine.models_removed", name=name))
        self.on_screen_resume()

    def action_care(self) -> None:
        """C: who must be modelled anew."""
        self.app.push_screen(RenewalsScreen())
