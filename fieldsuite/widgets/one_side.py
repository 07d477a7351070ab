"""One of two people side by side: who it is, and the photograph."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from fieldsuite.widgets.preview import Preview
from fieldsuite.widgets.prose import Prose


class OneSide(Vertical):
    """A frame with a name on it, a picture in it and two lines below."""

    DEFAULT_CSS = """
    OneSide { width: 1fr; height: 1fr; border: round $border-blurred; border-title-color: $foreground; padding: 0 1; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)

    def compose(self) -> ComposeResult:
        """Picture above, words below."""
        yield Preview()
        yield Prose()

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Say who it is; the photograph of whoever stood here before goes."""
        self.border_title = title
        self.say(lines)
        self.query_one(Preview).show(None)

    def say(self, lines: Sequence[str]) -> None:
        """Say something else below the picture."""
        self.query_one(Prose).text = "\n".join(line for line in lines if line)

    def show(self, data: bytes) -> None:
        """Show a photograph; one that cannot be read leaves the frame empty."""
        self.query_one(Preview).show_file(data)
