"""The first run: a practice ground to try everything, or a real office."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind


class FirstRunScreen(OfficeScreen[bool]):
    """Answers True when there is an office now."""

    BINDINGS = [*bind("list_1", "list_2", shown=False)]
    AUTO_FOCUS = "OptionList"

    def body(self) -> ComposeResult:
        """Two ways, the harmless one first."""
        with Vertical(classes="gate"), Vertical(classes="gate_box"):
            yield Static("FieldSuite", classes="large")
            yield Static(self.say("purpose"), classes="title muted")
            yield Static(self.say("no_office", path=str(self.shell.root)), classes="title", markup=False)
            yield OptionList(
                Option(f"1  {self.say('make_practice')}", "practice"),
                Option(f"2  {self.say('set_up')}", "real"),
            )
            yield Static(self.say("first_run_keys"), classes="title muted")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_index == 0:
            self.action_list_1()
        else:
            self.action_list_2()

    def _made(self, made: bool | None) -> None:
        if made:
            self.dismiss(True)

    def action_list_1(self) -> None:
        """Make a practice ground."""
        from fieldsuite.screens.make_practice import MakePracticeScreen

        self.app.push_screen(MakePracticeScreen(), self._made)

    def action_list_2(self) -> None:
        """Set up a real office."""
        from fieldsuite.screens.set_up import SetUpScreen

        self.app.push_screen(SetUpScreen(), self._made)

    def action_back(self) -> None:
        """There is nothing behind this screen; F10 leaves the program."""
