"""升级: what is installed, what the stick brings and changes, take it into use, or go back to the version before."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Static

from fieldsuite.casework import update
from fieldsuite.casework.update import Offer, Present, Renewed
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.job import JobScreen
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.entry import Entry, path_field
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has


class UpdateScreen(JobScreen[None]):
    """A pack is verified first; only then can it be installed. The program that runs goes on until it is restarted."""

    AUTO_FOCUS = "#folder"
    present: Present | None = None
    offer: Offer | None = None
    """The pack that was verified and has not been installed."""

    def body(self) -> ComposeResult:
        """What stands here, the pack, what can be done, what it changes."""
        yield Static(self.say("update.title"), classes="heading")
        yield Prose(id="present", classes="paragraph")
        yield Entry(
            self.say("update.folder"), path_field("folder", placeholder=self.say("update.folder_hint"))
        )
        yield Button(self.say("update.verify"), id="verify", compact=True, variant="primary")
        yield self.job_bar()
        yield Prose(id="said", classes="muted")
        yield DoneLine()
        with VerticalScroll(id="news", classes="form"):
            yield Prose(id="changes")
        with Horizontal(classes="buttons"):
            yield Button(self.say("update.install"), id="install", compact=True, variant="primary")
            yield Button(self.say("update.back"), id="back", compact=True)

    def on_mount(self) -> None:
        """Look up what stands here, and propose the newest pack of the sticks."""
        super().on_mount()
        self.quietly(self._known, update.present)
        self.quietly(self._found, update.packs, self.office)

    def _known(self, present: Present) -> None:
        self.present = present
        self.fill()

    def _found(self, packs: tuple[Path, ...]) -> None:
        field = self.query_one("#folder", Input)
        for pack in packs[:1]:
            field.value = field.value or str(pack)

    def fill(self) -> None:
        """Show what stands here, what is offered, and only those buttons that can be pressed."""
        present, offer = self.present, self.offer
        if present is None:
            return
        then = "restart" if present.coming else "before" if present.before else "none_before"
        said = self.say(f"update.{then}", version=present.coming or present.before)
        self.query_one("#present", Prose).text = self.say("update.now", version=present.version) + said
        self.query_one("#verify").display = not present.coming
        self.query_one("#install").display = offer is not None
        self.query_one("#back").display = bool(present.before) and not present.coming
        self.query_one("#changes", Prose).text = self._changes(offer) if offer else ""

    def _changes(self, offer: Offer) -> str:
        """What the versions change, one piece a line, a heading after an empty one."""
        lines = [] if offer.news else [self.say("update.no_news")]
        for one in offer.news:
            lines.append(self.say("update.news", version=one.version))
            for change in one.changes:
                words = change.zh if self.shell.lang == "zh" else change.en
                lines.append({"head": f"\n{words}", "item": f"· {words}", "text": words}[change.kind])
        return "\n".join(lines)

    @property
    def folder(self) -> Path | None:
        """The pack that is named."""
        return next(iter(read_paths(self.query_one("#folder", Input).value)), None)

    @on(Input.Changed, "#folder")
    def _another(self) -> None:
        if self.offer is not None and self.folder != self.offer.release.folder:
            self.offer = None
            self.fill()

    @on(Input.Submitted, "#folder")
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#verify")
    def _verify(self) -> None:
        if self.folder is not None:
            self.query_one(DoneLine).show("")
            self.begin(update.check(self.office, self.folder))

    @on(Button.Pressed, "#install")
    def _install(self) -> None:
        if self.offer is not None:
            self.query_one(DoneLine).show("")
            self.begin(update.take(self.office, self.offer.release, quiet=True))

    def doing(self, key: str) -> None:
        """Say which part of it is being done."""
        said = f"update.doing_{key.removeprefix('update_')}"
        self.query_one("#said", Prose).text = self.say(said) if has(said) else ""

    def step(self, step: object) -> None:
        """The pack is sound and may be installed; or it is in use from the next start on."""
        done = self.query_one(DoneLine)
        if isinstance(step, Offer):
            self.offer = step
            self.fill()
            done.show(self.say("update.sound", version=step.release.version))
            # Not the button: Enter pressed twice at the one above would install what nobody has read.
            self.query_one("#news").focus()
        elif isinstance(step, Renewed):
            self.offer = None
            backup = (
                self.say("update.backup_at", path=step.backup)
                if step.backup
                else self.say("update.no_backup")
            )
            done.show(self.say("update.installed", version=step.version, before=step.before) + backup)
            self.quietly(self._known, update.present)

    def ended(self) -> None:
        """Nothing is being done any more."""
        self.query_one("#said", Prose).text = ""

    def failed(self, error: Exception) -> None:
        """The sentence stands in place; the present version is in use."""
        super().failed(error)
        self.ended()

    def stopped(self) -> None:
        """The present version is in use; a second try goes on where this one ended."""
        self.query_one("#said", Prose).text = self.say("update.stopped")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        if self.present is not None:
            key = "update.back_ask" if self.present.same_tables else "update.back_ask_tables"
            self.app.push_screen(ConfirmScreen(key, version=self.present.before), self._go_back)

    def _go_back(self, sure: bool | None) -> None:
        if sure:
            self.ask(self._went, update.go_back, self.office)

    def _went(self, version: str) -> None:
        self.query_one(DoneLine).show(self.say("update.went_back", version=version))
        self.quietly(self._known, update.present)
