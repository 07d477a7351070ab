"""One of several jobs or papers, by arrows and Enter, or by its digit."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.prose import Prose


class WhichScreen(OfficeModal[str]):
    """Answers a word; ``options`` are (word, key of its sentence). Esc answers nothing."""

    BINDINGS = [*bind("list_1", "list_2", "list_3", "list_4", "list_5", shown=False)]
    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str, options: Sequence[tuple[str, str]], **values: object) -> None:
        super().__init__()
        self.question, self.options, self.values = question, tuple(options), values

    def body(self) -> ComposeResult:
        """The question, the options with the digits of the first five."""
        with Vertical(classes="box wide"):
            yield Prose(self.say(self.question, **self.values), headed=True)
            yield OptionList(
                *(
                    Option(f"{at if at < 6 else ' '}  {self.say(key, **self.values)}", word)
                    for at, (word, key) in enumerate(self.options, start=1)
                )
            )
            yield Prose(self.say("work.which_keys"), classes="muted")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, at: int) -> None:
        if at < len(self.options):
            self.dismiss(self.options[at][0])

    def action_list_1(self) -> None:
        """The first."""
        self._take(0)

    def action_list_2(self) -> None:
        """The second."""
        self._take(1)

    def action_list_3(self) -> None:
        """The third."""
        self._take(2)

    def action_list_4(self) -> None:
        """The fourth."""
        self._take(3)

    def action_list_5(self) -> None:
        """The fifth."""
        self._take(4)
