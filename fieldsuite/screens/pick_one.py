"""One of several people or things that no catalogue names, by arrows and Enter, or by its digit."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind_digits
from fieldsuite.widgets.prose import Prose

DIGITS = 9


class PickOneScreen(OfficeModal[str]):
    """Answers the id of one of ``options`` (id, words). Esc answers nothing."""

    BINDINGS = [*bind_digits(DIGITS)]
    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.question, self.options = question, tuple(options)

    def body(self) -> ComposeResult:
        """The question, the options with their digits."""
        with Vertical(classes="box wide"):
            yield Prose(self.say(self.question), headed=True)
            yield OptionList(
                *(
                    Option(f"{at if at <= DIGITS else '·'}  {words}", name)
                    for at, (name, words) in enumerate(self.options, 1)
                )
            )
            yield Prose(self.say("way_keys"), classes="muted")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_number(event.option_index)

    def action_number(self, at: int) -> None:
        """A digit, from 0: the option it stands before."""
        if at < len(self.options):
            self.dismiss(self.options[at][0])
