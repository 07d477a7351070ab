"""M: another way. By face, by voice, or the human check: nobody is left without one."""

from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind

Way = Literal["face", "voice", "manual"]


class WayScreen(OfficeModal[Way]):
    """Asks for one of a few ways by its digit, or by arrows and Enter."""

    BINDINGS = [*bind("list_1", "list_2", "list_3", shown=False)]
    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str, ways: tuple[Way, ...]) -> None:
        super().__init__()
        self.question, self.ways = question, ways

    def body(self) -> ComposeResult:
        """The ways, numbered."""
        with Vertical(classes="box"):
            yield Static(self.say(self.question), classes="title")
            yield OptionList(
                *(
                    Option(f"{at}  {self.say(f'{self.question}_{way}')}", way)
                    for at, way in enumerate(self.ways, 1)
                )
            )
            yield Static(self.say("way_keys"), classes="muted")

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
