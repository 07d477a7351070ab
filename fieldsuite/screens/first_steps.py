"""开始使用: what an office does once before its days are ordinary; the next of it is marked, Enter does it."""

from fieldsuite.casework import first_steps
from fieldsuite.casework.views.begin import Step
from fieldsuite.screens.begin_ways import open_step, stand_on_next, step_lines
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.tour import TourScreen
from fieldsuite.widgets.listing import Listing


class FirstStepsScreen(ListedScreen):
    """One line a step; the cursor stands on the one that comes next. 1 shows the tour."""

    BINDINGS = [*bind("list_1", shown=False)]
    TITLE_KEY = "begin.title"
    COLUMNS = ("begin.column_mark", "begin.column_step", "begin.column_about")
    steps: tuple[Step, ...] = ()

    def read(self) -> None:
        """See what is done."""
        self.quietly(self._show, first_steps.first_steps, self.office)

    def _show(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.fill()
        stand_on_next(self.query_one("#rows", Listing), steps)

    def lines(self) -> list[Line]:
        """One line a step."""
        return list(step_lines(self.steps, self.say))

    def counted(self, number: int) -> str:
        """How many of them are done."""
        return f"{sum(step.done for step in self.steps)} / {number}"

    def hint(self) -> str:
        """How to go on."""
        done = self.steps and all(step.done for step in self.steps)
        return self.say("begin.all_done" if done else "begin.hint")

    def opened(self, line: str) -> None:
        """Do the step."""
        open_step(self, line)

    def action_list_1(self) -> None:
        """1: the tour."""
        self.app.push_screen(TourScreen(self.office.config.kind == "consulate"))
