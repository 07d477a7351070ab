"""The evidence of one record, picture after picture, as large as the screen."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.preview import Preview


class EvidenceScreen(OfficeModal[None]):
    """Shows pieces of evidence by their digests; Space or O shows the next, Esc closes."""

    BINDINGS = [*bind("again", "evidence")]

    def __init__(self, digests: tuple[str, ...], read: Callable[[str], bytes], whose: str = "") -> None:
        super().__init__()
        self.digests, self.read, self.at, self.whose = digests, read, 0, whose

    def body(self) -> ComposeResult:
        """The picture, and which of how many it is."""
        with Vertical(classes="box full"):
            yield Preview(id="picture")
            yield Static(id="which", classes="title", markup=False)

    def fill(self) -> None:
        """Read the piece of the moment."""
        if self.digests:
            self.quietly(self._show, self.read, self.digests[self.at])

    def _show(self, data: bytes) -> None:
        pictured = self.query_one(Preview).show_file(data)
        words = self.say("evidence_which", number=self.at + 1, total=len(self.digests))
        words = f"{self.whose}   {words}".strip()
        self.query_one("#which", Static).update(
            words if pictured else f"{words}  {self.say('evidence_no_picture')}"
        )

    def action_again(self) -> None:
        """The next piece."""
        self.at = (self.at + 1) % max(1, len(self.digests))
        self.fill()

    def action_evidence(self) -> None:
        """The next piece."""
        self.action_again()
