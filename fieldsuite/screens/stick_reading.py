"""Reading a stick file by file: one that is refused is named, and the next is read all the same."""

from pathlib import Path

from fieldsuite.casework import inbox, sliced
from fieldsuite.casework.views import Read
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.wording import read_line, shortened
from fieldsuite.words import of_error

NOT_OURS = ("E_RECIPIENT", "E_TYPE")
"""What a stick carries for others is passed over, one's own bundles among it; it is no fault."""


class StickReading(OfficeScreen[None]):
    """The half of the stick's screen that takes things in."""

    waiting: tuple[Path, ...] = ()
    """Files that are still to be read."""
    read: tuple[str, ...] = ()
    """Lines about the files that were read."""
    same: int = 0
    """Files that had been read before."""
    others: int = 0
    """Files for others, one's own bundles among them."""

    def read_from(self, folder: Path) -> None:
        """Read everything in a folder that is for this office."""
        self.read, self.same, self.others = (), 0, 0
        self.ask(self._found, sliced.scan, self.office, folder)

    def read_lines(self) -> str:
        """What was read, and how much was not new or not for here."""
        rest = [
            self.say(key, number=number)
            for key, number in (("read_before", self.same), ("read_others", self.others))
            if number
        ]
        going = [self.say("begin.reading", number=len(self.waiting))] if self.waiting else []
        return "\n".join((*self.read, *rest, *going)) or self.say("nothing_read")

    def refused(self, error: Exception) -> None:
        """The first of the waiting files was refused: name it and go on."""
        if getattr(error, "code", "") in NOT_OURS:
            self.others += 1
            self.show_problem(None)
            self._read_on("")
        else:
            what, hint = of_error(error, self.shell.lang)
            gap = "" if self.shell.lang == "zh" else " "
            self._read_on(f"✗ {shortened(self.waiting[0].name)}  {what}{gap}{hint}")

    def all_read(self) -> None:
        """Nothing waits any more."""

    def _found(self, files: tuple[Path, ...]) -> None:
        self.waiting = files
        if not files:
            self.read = (self.say("nothing_on_stick"),)
        self.fill()
        self._read_first()

    def _read_first(self) -> None:
        for path in self.waiting[:1]:
            self.ask(self._was_read, inbox.read, self.office, path)

    def _was_read(self, read: Read) -> None:
        self.same += read.same
        self._read_on("" if read.same else f"✓ {read_line(read, self.say)}")

    def _read_on(self, line: str) -> None:
        self.read = (*self.read, line) if line else self.read
        self.waiting = self.waiting[1:]
        self.fill()
        self._read_first()
        if not self.waiting:
            self.all_read()
