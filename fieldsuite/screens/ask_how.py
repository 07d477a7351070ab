"""One question that is answered by a digit, or by arrows and Enter."""

from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.prose import Prose

Word = TypeVar("Word", bound=str)


class HowScreen(OfficeModal[Word]):
    """Answers one of a few words, as another way (M); the sentences are ``<question>_<word>``. Esc answers nothing."""

    BINDINGS = [*bind("list_1", "list_2", "list_3", "list_4", "list_5", shown=False)]
    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str, ways: tuple[Word, ...], **values: object) -> None:
        super().__init__()
        self.question, self.ways, self.values = question, ways, values

    def body(self) -> ComposeResult:
        """The question and the ways, numbered."""
        with Vertical(classes="box wide"):
            yield Prose(self.say(self.question, **self.values), headed=True)
            yield OptionList(
                *(
                    Option(f"{at}  {self.say(f'{self.question}_{way}', **self.values)}", way)
                    for at, way in enumerate(self.ways, start=1)
                )
            )
            yield Prose(self.say("way_keys"), classes="muted")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, at: int) -> None:
        if at < len(self.ways):
            self.dismiss(self.ways[at])

    def action_list_1(self) -> None:
        """The first way."""
        self._take(0)

    def action_list_2(self) -> None:
        """The second way."""
        self._take(1)

    def action_list_3(self) -> None:
        """The third way."""
        self._take(2)

    def action_list_4(self) -> None:
        """The fourth way."""
        self._take(3)

    def action_list_5(self) -> None:
        """The fifth way."""
        self._take(4)
