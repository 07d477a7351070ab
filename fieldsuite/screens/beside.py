"""并排看: the reference photograph beside that of a record, or two records that contradict each other."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.preview import Preview


@dataclass(frozen=True, slots=True)
class Shown:
    """One side: what it is, and its pieces of evidence."""

    title: str
    lines: tuple[str, ...]
    digests: tuple[str, ...]


class BesideScreen(OfficeModal[None]):
    """Two sides; Space shows the next piece of the right one, [ and ] those of the left one, Esc closes."""

    BINDINGS = [*bind("again", "earlier", "later")]

    def __init__(self, sides: Callable[[], tuple[Shown, Shown]], read: Callable[[str], bytes]) -> None:
        """``sides`` says both in the language of the moment, left and right."""
        super().__init__()
        self.tell, self.read = sides, read
        self.sides = sides()
        self.at = [0, 0]

    def body(self) -> ComposeResult:
        """Both sides, their words above their pictures."""
        self.sides = self.tell()
        with Vertical(classes="box full"):
            with Horizontal(id="beside"):
                for number, side in enumerate(self.sides):
                    with Vertical(classes="side"):
                        yield Static("\n".join((side.title, *side.lines)), markup=False, classes="title")
                        yield Preview(id=f"picture_{number}")
                        yield Static(id=f"which_{number}", classes="muted", markup=False)
            yield Static(self.say("rulings.beside_keys"), classes="muted keys", markup=False)

    def fill(self) -> None:
        """Read the piece of the moment of each side."""
        for number in (0, 1):
            self._read(number)

    def _read(self, number: int) -> None:
        digests = self.sides[number].digests
        if not digests:
            self.query_one(f"#which_{number}", Static).update(self.say("rulings.beside_none"))
            return
        # A call of its own for each side: of two that are the same the first is dropped.
        self.quietly(
            partial(self._show, number), partial(_piece, number), self.read, digests[self.at[number]]
        )

    def _show(self, number: int, data: bytes) -> None:
        pictured = self.query_one(f"#picture_{number}", Preview).show_file(data)
        digests, at = self.sides[number].digests, self.at[number]
        words = f"{at + 1} / {len(digests)}  {digests[at][:12]}"
        more = "" if pictured else f"  {self.say('evidence_no_picture')}"
        self.query_one(f"#which_{number}", Static).update(words + more)

    def _go(self, number: int, by: int) -> None:
        self.at[number] = (self.at[number] + by) % max(1, len(self.sides[number].digests))
        self._read(number)

    def action_again(self) -> None:
        """The next piece of the right side."""
        self._go(1, 1)

    def action_earlier(self) -> None:
        """The piece before on the left side."""
        self._go(0, -1)

    def action_later(self) -> None:
        """The next piece of the left side."""
        self._go(0, 1)


def _piece(_side: int, read: Callable[[str], bytes], digest: str) -> bytes:
    return read(digest)
