"""F8 at the desk: receipts, decisions and a new list for one office, onto its stick."""

from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Select, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.casework import access
from fieldsuite.province import dispatch
from fieldsuite.province.dispatch import Dispatched
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.stages import Stages
from sync.transport import Copying

STAGES = ("writing", "reading_back")


class DispatchScreen(OfficeScreen[None]):
    """Chooses the office and the folder, writes, and says when the stick may be pulled."""

    AUTO_FOCUS = "#site"

    def __init__(self, sites: tuple[tuple[str, str, int, int], ...]) -> None:
        super().__init__()
        self.sites = sites

    def body(self) -> ComposeResult:
        """Office, folder, button, stages."""
        options = [
            (self.say("dispatch_site", name=name, people=people, lists=lists), site)
            for site, name, people, lists in self.sites
        ]
        yield Static(self.say("dispatch_title"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Entry(
                self.say("dispatch_to"), pick("site", options, empty=True, prompt=self.say("deskwork.choose"))
            )
            yield Entry(self.say("stick_folder"), path_field("folder", placeholder=self.say("stick_hint")))
            yield Button(self.say("dispatch_button"), id="send_now", compact=True, variant="primary")
            yield Stages([self.say(f"dispatch_{name}") for name in STAGES], id="stages")
            yield Static(id="safe", markup=False)

    def on_mount(self) -> None:
        """Propose the only office and the first stick."""
        if len(self.sites) == 1:
            self.query_one("#site", Select).value = self.sites[0][0]
        self.quietly(self._sticks, access.sticks, self.office)

    def _sticks(self, folders: tuple[Path, ...]) -> None:
        for folder in folders[:1]:
            self.query_one("#folder", Input).value = str(folder)

    @on(Input.Submitted, "#folder")
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#send_now")
    def _send(self) -> None:
        site = self.query_one("#site", Select).value
        folders = read_paths(self.query_one("#folder", Input).value)
        if isinstance(site, str) and folders and not self.shell.packing:
            self.shell.packing = True
            self.query_one("#safe", Static).update(self.say("do_not_pull"))
            self.follow(dispatch.send(self.office, site, folders[0]))

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, Copying):
            self.query_one(Stages).show(STAGES.index(step.stage), step.done, step.total)
        elif isinstance(step, Dispatched):
            self.query_one(Stages).show(len(STAGES), 1, 1)
            counts = {"receipts": step.receipts, "decisions": step.decisions, "people": step.people}
            words = self.say("dispatched", files=len(step.files), **counts)
            self.query_one("#safe", Static).update(Text(f"✓ {words}", style="bold"))

    @on(Followed)
    def _sent(self) -> None:
        self.shell.packing = False

    def failed(self, error: Exception) -> None:
        """The stick failed; the sentence stands in place."""
        self.shell.packing = False
        self.query_one("#safe", Static).update("")
