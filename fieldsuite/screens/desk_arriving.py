"""How bundles get in at the desk: a folder or one file is asked for, its bundles are followed one by one, and what came
of them is said.
"""

from collections import Counter
from pathlib import Path

from textual import on
from textual.widgets import Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.errors import OfficeError
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.province import arrivals
from fieldsuite.province.intake import NotLooked, take_in
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.desk_batches import DeskBatches
from fieldsuite.screens.desk_words import arrived_line
from fieldsuite.screens.wording import shortened


class DeskArriving(DeskBatches):
    """The half of the desk's screen that takes bundles in; the other half lists them in ``#numbers`` and below."""

    def __init__(self, importing: bool = False) -> None:
        super().__init__()
        self.importing = importing
        self.coming, self.came, self.alarms = 0, Counter[str](), 0

    def on_mount(self) -> None:
        """Ask for the stick at once where that was asked for."""
        super().on_mount()
        if self.importing:
            self.action_import()

    def action_import(self) -> None:
        """I 导入: a folder or one file."""
        self.app.push_screen(PathScreen("import_from"), self._import)

    def _import(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self.take_in, arrivals.find, self.office, path)

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take bundles in."""
        if paths:
            self.shell.packing = True
            self.coming, self.came, self.alarms = len(paths), Counter(), 0
            self.follow(take_in(self.office, paths))
        else:
            self.show_problem(OfficeError("screens.import_nothing"))

    @on(Stepped)
    def _arrived(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, ArrivedBundle):
            self._one_came(step)
        elif isinstance(step, DuplicateReport) and (new := sum(row.fresh for row in step.rows)):
            self.app.notify(self.say("province.doubts_arrived", number=new), severity="warning", timeout=20)
        elif isinstance(step, NotLooked):
            self.show_problem(step.error)

    def _one_came(self, arrived: ArrivedBundle) -> None:
        self.came[arrived.result] += 1
        done = self.came.total()
        self.query_one("#numbers", Static).update(self.say("desk_arriving", done=done, of=self.coming))
        if arrived.result in ("imported", "same", "waiting"):
            # Of three hundred one line counts them all; "!" stands beside each in the list.
            if self.coming == 1:
                self.app.notify(arrived_line(arrived, self.say))
                if arrived.log:
                    self.app.notify(self.say(f"province.log_{arrived.log}"), severity="warning", timeout=20)
            self.alarms += bool(arrived.log)
        else:
            reason = self.say(arrived.message) if arrived.message else arrived.code
            self.show_problem(OfficeError("province.refused", file=shortened(arrived.file), reason=reason))

    @on(Followed)
    def _all_arrived(self) -> None:
        self.shell.packing = False
        if self.coming > 1:
            words = (
                f"{self.say(f'province.result_{result}')} {number}" for result, number in self.came.items()
            )
            told = self.say("desk_arrived", of=self.coming, results=self.say("list_mark").join(words))
            told += self.say("deskwork.alarms_came", number=self.alarms) if self.alarms else ""
            self.app.notify(told, timeout=20)
        self.read_again()

    def failed(self, error: Exception) -> None:
        """Reading ended; the sentence stands in place."""
        self.shell.packing = False
