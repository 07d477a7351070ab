"""F8 at the desk: receipts, decisions and a new list, for one office or for all that wait, onto a stick."""

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
ALL = "*"
"""Stands for every office that waits for an answer; no site has this code."""


class DispatchScreen(OfficeScreen[None]):
    """Chooses the office and the folder, writes, and says when the stick may be pulled."""

    AUTO_FOCUS = "#site"

    def __init__(self, sites: tuple[tuple[str, str, int, int], ...]) -> None:
        super().__init__()
        self.sites = sites
        self.waiting: dict[str, int] = {}
        """Decisions that have not left yet, by office."""
        self.done: tuple[Dispatched, ...] = ()
        self.stage: tuple[int, int, int] | None = None
        """How far the writing is: stage, done, of how much; None before it began."""

    def _options(self) -> list[tuple[str, str]]:
        """Everybody who waits for an answer first, then office by office with what waits."""
        options = []
        for site, name, people, lists in self.sites:
            words = self.say("dispatch_site", name=name, people=people, lists=lists)
            number = self.waiting.get(site)
            options.append(
                (self.say("begin.waits_for", site=words, number=number) if number else words, site)
            )
        several = len(self.waiting) > 1
        return [*([(self.say("begin.to_whom", number=len(self.waiting)), ALL)] if several else ()), *options]

    def body(self) -> ComposeResult:
        """Office, folder, button, stages."""
        yield Static(self.say("dispatch_title"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Entry(
                self.say("dispatch_to"),
                pick("site", self._options(), empty=True, prompt=self.say("deskwork.choose")),
            )
            yield Entry(self.say("stick_folder"), path_field("folder", placeholder=self.say("stick_hint")))
            yield Button(self.say("dispatch_button"), id="send_now", compact=True, variant="primary")
            yield Stages([self.say(f"dispatch_{name}") for name in STAGES], id="stages")
            yield Static(id="safe", markup=False)

    def on_mount(self) -> None:
        """Propose the only office and the first stick."""
        super().on_mount()
        if len(self.sites) == 1:
            self.query_one("#site", Select).value = self.sites[0][0]
        self.quietly(self._sticks, access.sticks, self.office)
        self.quietly(self._answers, dispatch.unanswered, self.office)

    def _answers(self, waiting: dict[str, int]) -> None:
        """Say who waits; what somebody chose meanwhile stays."""
        self.waiting = waiting
        chosen = self.query_one("#site", Select)
        value = chosen.value
        options = self._options()
        chosen.set_options(options)
        if value in [
            site for _, site in options
        ]:  # once everybody was written to, “all” stands there no more
            chosen.value = value

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
            self.done, self.stage = (), (0, 0, 1)
            self.fill()
            every = site == ALL
            self.follow(
                dispatch.send_unanswered(self.office, folders[0])
                if every
                else dispatch.send(self.office, site, folders[0])
            )

    @on(Stepped)
    def _step(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, Copying):
            self.stage = (STAGES.index(step.stage), step.done, step.total)
            self.query_one(Stages).show(*self.stage)
        elif isinstance(step, Dispatched):
            self.done = (*self.done, step)

    @on(Followed)
    def _sent(self) -> None:
        """Only now may the stick be pulled: the last office is written too."""
        self.shell.packing = False
        self.stage = (len(STAGES), 1, 1) if self.done else None
        self.fill()
        if self.done:
            self.quietly(self._answers, dispatch.unanswered, self.office)

    def fill(self) -> None:
        """Show how far it is, and whether the stick may be pulled."""
        if self.stage is not None:
            self.query_one(Stages).show(*self.stage)
        written = self.stage is not None and self.stage[0] == len(STAGES)
        words = f"✓ {self._written()}" if written else self.say("do_not_pull") if self.stage else ""
        self.query_one("#safe", Static).update(Text(words, style="bold"))

    def _written(self) -> str:
        counts = {name: sum(getattr(one, name) for one in self.done) for name in ("decisions", "people")}
        counts["files"] = len({name for one in self.done for name in one.files})
        if len(self.done) > 1:
            return self.say("begin.sent_to_all", offices=len(self.done), **counts)
        return self.say("dispatched", receipts=self.done[0].receipts, **counts)

    def failed(self, error: Exception) -> None:
        """The stick failed; the sentence stands in place."""
        self.shell.packing, self.stage = False, None
        self.fill()
