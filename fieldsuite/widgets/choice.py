"""One of a few, by one letter: the quickest way to say what was found at a door."""

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.app import RenderResult
from textual.events import Key
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """Options side by side; a letter chooses, and again the next of those that share it; arrows move."""

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; padding: 0 1; border: tall $border-blurred; }
    Choice:focus { border: tall $border; }
    """
    value: reactive[str] = reactive("", init=False)
    """The option chosen, empty before."""

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice, self.value = choice, value

        @property
        def control(self) -> "Choice":
            """The widget it happened in."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        letters: Mapping[str, Sequence[str]],
        *,
        value: str = "",
        id: str,
    ) -> None:
        """Options are (value, words); ``letters`` gives the values each letter walks through."""
        super().__init__(id=id)
        self.options, self.letters = tuple(options), letters
        self.set_reactive(Choice.value, value)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines after breaking between options."""
        return len(self._broken(width))

    def render(self) -> RenderResult:
        """Draw every option with its letter; the chosen one stands out by a mark and by colour."""
        return Text("\n", no_wrap=True).join(self._broken(self.content_size.width))

    def _broken(self, width: int) -> list[Text]:
        """Break between options, never within one."""
        colour = self.app.theme_variables["primary"]
        letter_of = {value: letter for letter, values in self.letters.items() for value in values}
        lines = [Text(no_wrap=True)]
        for value, words in self.options:
            on = value == self.value
            letter = letter_of.get(value, "").upper()
            option = Text(f"{'●' if on else '○'} {letter} {words}", style=f"bold {colour}" if on else "")
            if lines[-1].cell_len and lines[-1].cell_len + option.cell_len > width:
                lines.append(Text(no_wrap=True))
            lines[-1].append_text(option).append("   ")
        return lines

    def on_key(self, event: Key) -> None:
        """Choose by letter, or step with the arrows."""
        values = [value for value, _ in self.options]
        letter = event.key.lower()
        if letter in self.letters:
            event.stop()
            walk = list(self.letters[letter])
            at = walk.index(self.value) + 1 if self.value in walk else 0
            self.value = walk[at % len(walk)]
        elif event.key in ("left", "right"):
            event.stop()
            step = 1 if event.key == "right" else -1
            at = values.index(self.value) + step if self.value in values else 0
            self.value = values[at % len(values)]

    def watch_value(self, value: str) -> None:
        """Tell the screen."""
        self.post_message(self.Changed(self, value))
