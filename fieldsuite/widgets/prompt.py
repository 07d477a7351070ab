"""What the person shall do now, in letters as large as the room allows, and a face that does it."""

from rich.align import Align
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from fieldsuite.widgets.acting_face import SECONDS, STILL, face
from fieldsuite.widgets.block_words import block_words, spaced


class Prompt(Widget):
    """One sentence in block letters; with spaces between its letters where blocks do not fit."""

    DEFAULT_CSS = "Prompt { height: 1fr; min-height: 2; width: 1fr; color: $accent; text-style: bold; }"
    words: reactive[str] = reactive("")
    """What is said now, empty between two."""

    def render(self) -> RenderResult:
        """Draw in the middle."""
        if not self.words:
            return ""
        lines = block_words(self.words, *self.size) or (spaced(self.words),)
        return _middle(lines)


class ActingFace(Widget):
    """Does the action over and over; stands still at its height where nothing may move (TEXTUAL_ANIMATIONS=none)."""

    DEFAULT_CSS = "ActingFace { height: 8; width: 20; color: $accent; }"
    action: reactive[str] = reactive("")
    """The action asked for now; nothing is drawn without one."""
    frame: reactive[int] = reactive(0)

    def on_mount(self) -> None:
        """Begin to move."""
        if self.app.animation_level == "none":
            self.frame = STILL
        else:
            self.set_interval(SECONDS, self._move)

    def _move(self) -> None:
        if self.action:
            self.frame += 1

    def watch_action(self) -> None:
        """Begin each action at rest."""
        if self.app.animation_level != "none":
            self.frame = 0

    def render(self) -> RenderResult:
        """Draw the frame of the moment."""
        return _middle(face(self.action, self.frame, self.size.height)) if self.action else ""


def _middle(lines: tuple[str, ...]) -> Align:
    # Centred as one block: line by line, each would be moved by the blanks at its end.
    return Align.center(Text("\n".join(lines), no_wrap=True), vertical="middle")
