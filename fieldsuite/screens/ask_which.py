"""One of several ways, jobs or papers, by arrows and Enter, or by its digit."""

from collections.abc import Sequence
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind_digits
from fieldsuite.widgets.prose import Prose

Word = TypeVar("Word", bound=str)

DIGITS = 5
"""How many options have a digit; the others are reached by the arrows."""


class WhichScreen(OfficeModal[Word]):
    """Answers one of ``words``; the sentence of each is ``<family>_<word>``. Esc answers nothing.

    ``without`` are ways for which a model is missing: they say so, and the cursor stands on the first other one.
    The question's own key is the family where none is named; ``values`` fill the question and the sentences.
    """

    BINDINGS = [*bind_digits(DIGITS)]
    AUTO_FOCUS = "OptionList"

    def __init__(
        self,
        question: str,
        words: Sequence[Word],
        *,
        family: str = "",
        without: Sequence[Word] = (),
        **values: object,
    ) -> None:
        super().__init__()
        self.without = tuple(without)
        self.question, self.words, self.values = question, tuple(words), values
        self.family = family or question

    def body(self) -> ComposeResult:
        """The question, the options with the digits of the first five."""
        with Vertical(classes="box wide"):
            yield Prose(self.say(self.question, **self.values), headed=True)
            yield OptionList(*(self._option(at, word) for at, word in enumerate(self.words, start=1)))
            yield Prose(self.say("way_keys"), classes="muted")

    def _option(self, at: int, word: Word) -> Option:
        digit = at if at <= DIGITS else "·"
        said = self.say(f"{self.family}_{word}", **self.values)
        if word in self.without:
            said = self.say("begin.not_modelled_way", way=said)
        return Option(f"{digit}  {said}", word)

    def on_mount(self) -> None:
        """Stand on the first that can be done at once."""
        super().on_mount()
        at = next((at for at, word in enumerate(self.words) if word not in self.without), 0)
        self.query_one(OptionList).highlighted = at

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_number(event.option_index)

    def action_number(self, at: int) -> None:
        """A digit, from 0: the option it stands before."""
        if at < len(self.words):
            self.dismiss(self.words[at])
