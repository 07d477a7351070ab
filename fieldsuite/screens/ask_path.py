"""One question that is answered by a path: where to, or from where; a paper also to which printer."""

from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Select, Static

from fieldsuite.casework import access
from fieldsuite.office import Office
from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.shell import Paper
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import path_field
from fieldsuite.widgets.fields import pick

FILE_ONLY = "-"
"""The paper is written and goes to no printer."""


def came_in(office: Office) -> Path | None:
    """Give where bundles wait: the folder of uploads while one lies there, else the stick that is plugged in."""
    from fieldsuite.province import uploaded

    return uploaded.offered(office) or next(iter(access.sticks(office)), None)


class PathScreen(OfficeModal[Path]):
    """Answers a path; Esc answers nothing. A PDF that is to be printed may go on to a printer of this machine.

    A file that is proposed by its name alone goes onto the stick that is plugged in, otherwise into the user's folder.
    """

    AUTO_FOCUS = "#path"
    names: tuple[str, ...] | None = None
    """Printers of this machine, None until the system has named them."""
    last: str = ""
    """The one that was used last."""
    pressed: bool = False
    """Enter was pressed before the printers or the sticks were known."""

    def __init__(self, question: str, proposed: Path | None = None) -> None:
        super().__init__()
        self.question = question
        self.named = proposed if proposed is not None and len(proposed.parts) < 2 else None
        """A name without a folder."""
        self.proposed = proposed if self.named is None else Path.home() / self.named
        self.looking = self.named is not None
        """True until the sticks are known, where one is proposed."""
        self.paper = question == "print_where" and proposed is not None and proposed.suffix == ".pdf"

    def body(self) -> ComposeResult:
        """Question, field, printer, keys."""
        with Vertical(classes="box"):
            yield Static(self.say(self.question), markup=False)
            yield path_field("path", str(self.proposed or ""), placeholder=self.say("path_hint"))
            yield pick("printer", self._printers())
            yield Static(self.say("path_keys"), id="keys", classes="keys muted", markup=False)

    def _printers(self) -> list[tuple[str, str]]:
        """Words and name of every way: the file alone, then the printers that are known by now."""
        return [
            (self.say("paper.file_only"), FILE_ONLY),
            *((self.say("paper.to_printer", name=name), name) for name in self.names or ()),
        ]

    def on_mount(self) -> None:
        """Ask the machine which printers there are, where a paper is about to be written; to the desk, what came in."""
        self.fill()
        if self.question == "import_from":
            self.quietly(self._offered, came_in, self.office)
        if self.looking:
            self.quietly(self._placed, access.proposed, self.shell.office, str(self.named))
        if self.paper:
            from fieldsuite.casework import printers

            self.quietly(self._known, printers.offered, self.office)

    def _placed(self, path: Path) -> None:
        """Propose the place of a name, unless somebody typed already."""
        self.looking = False
        field = self.query_one("#path", Input)
        if field.value == str(self.proposed):
            self.proposed = path
            field.value = ""
            self._offered(path)
        self._go_on()

    def _offered(self, folder: Path | None) -> None:
        """Propose a folder, unless somebody types already."""
        field = self.query_one("#path", Input)
        if folder is not None and not field.value:
            field.value = str(folder)
            field.cursor_position = len(field.value)

    def _known(self, found: tuple[tuple[str, ...], str]) -> None:
        self.names, self.last = found
        self.fill()
        self._go_on()

    @property
    def waits(self) -> bool:
        """True while what Enter would do is not known yet: where a name goes, or to which printer."""
        untouched = self.query_one("#path", Input).value == str(self.proposed)
        return (self.paper and self.names is None) or (self.looking and untouched)

    def _go_on(self) -> None:
        if self.pressed and not self.waits:
            self._go()

    def fill(self) -> None:
        """Offer the printers; say it where there is none."""
        chosen = self.query_one("#printer", Select)
        chosen.display = bool(self.names)
        if self.names:
            value = chosen.value if chosen.value in self.names else self.last or FILE_ONLY
            chosen.set_options(self._printers())
            chosen.value = value
        none = self.say("paper.no_printers_here") if self.names == () else ""
        keys = self.say("paper.path_keys" if self.names else "path_keys")
        self.query_one("#keys", Static).update(f"{none}\n{keys}".strip())

    def failed(self, error: Exception) -> None:
        """Write the file all the same: the sentence stood in the error line, no printer and no stick is offered."""
        self.names, self.looking = self.names or (), False

    @on(Input.Submitted, "#path")
    def _done(self) -> None:
        self.pressed = self.waits
        if not self.waits:
            self._go()

    def _go(self) -> None:
        printer = str(self.query_one("#printer", Select).value)
        for typed in read_paths(self.query_one("#path", Input).value)[:1]:
            # A stick's folder is what people name; the file keeps the name that was proposed.
            named = self.proposed.name if self.proposed is not None and self.proposed.suffix else ""
            path = typed / named if named and typed.is_dir() else typed
            if printer == FILE_ONLY or path.suffix != ".pdf":
                self.dismiss(path)
            else:
                from fieldsuite.casework import printers

                paper = Paper(path, printer)
                self.ask(partial(self._to, paper), printers.prefer, self.office, printer)

    def _to(self, paper: Paper, _: None) -> None:
        self.shell.paper = paper
        self.dismiss(paper.path)
