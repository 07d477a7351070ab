"""The first run: a practice ground to try everything, or a real office; later the one that is not there yet."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fieldsuite import background
from fieldsuite.config import find_offices, read_config
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.prose import Prose


class FirstRunScreen(OfficeScreen[bool]):
    """Answers True when there is an office now."""

    BINDINGS = [*bind("list_1", "list_2", shown=False)]
    AUTO_FOCUS = "OptionList"

    def body(self) -> ComposeResult:
        """Two ways, the harmless one first; one that is there already cannot be taken."""
        there = self._there()
        with Vertical(classes="gate"), Vertical(classes="gate_box"):
            yield Static("FieldSuite", classes="large")
            yield Static(self.say("purpose"), classes="title muted")
            yield OptionList(
                Option(f"1  {self.say('begin.practice_line')}", "practice", disabled="practice" in there),
                Option(f"2  {self.say('begin.real_line')}", "real", disabled="real" in there),
            )
            yield Prose(self.say("begin.which"), classes="title")
            yield Static(self.say("first_run_keys"), classes="title muted")
            yield Prose(
                self.say("begin.folder", path=str(self.shell.root)), id="folder", classes="title muted"
            )

    def on_mount(self) -> None:
        """Load both ways while the choice is read."""
        super().on_mount()
        background.preload(self, "fieldsuite.screens.set_up", "fieldsuite.screens.make_practice")

    def _there(self) -> set[str]:
        offices = find_offices(self.shell.root)
        return {"practice" if read_config(home).practice else "real" for home in offices}

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_index == 0:
            self.action_list_1()
        else:
            self.action_list_2()

    def _made(self, made: bool | None) -> None:
        if made:
            self.shell.just_made = True
            self.dismiss(True)

    def action_list_1(self) -> None:
        """Make a practice ground."""
        from fieldsuite.screens.make_practice import MakePracticeScreen

        if "practice" not in self._there():
            self.app.push_screen(MakePracticeScreen(), self._made)

    def action_list_2(self) -> None:
        """Set up a real office."""
        from fieldsuite.screens.set_up import SetUpScreen

        if "real" not in self._there():
            self.app.push_screen(SetUpScreen(), self._made)

    def action_back(self) -> None:
        """Back to the unlocking, where there is an office; on the first day nothing is behind."""
        if self._there():
            self.dismiss(None)
