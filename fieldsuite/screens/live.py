"""What shows the steps of a capture as they come: a face page and a voice page."""

from collections.abc import Callable, Iterable

from textual.widget import Widget

from fieldsuite.screens.wording import Say


class Live(Widget):
    """Shows steps, and says aloud what the person is asked where that was chosen."""

    def __init__(self, say: Say, aloud: Callable[..., None], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.say, self.aloud = say, aloud

    def step(self, step: object) -> None:
        """Show one step."""

    def again(self, steps: Iterable[object]) -> None:
        """Show steps in another language; nothing is said aloud, for a recording must hold the person's voice alone."""
        aloud, self.aloud = self.aloud, lambda *_words: None
        for step in steps:
            self.step(step)
        self.aloud = aloud
