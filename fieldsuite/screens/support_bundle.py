"""支持包: what whoever helps would see, read page by page before it is saved; also where no office can be opened."""

from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Log, Static

from fieldsuite import support
from fieldsuite.doctor import examine
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has


class SupportScreen(OfficeScreen[None]):
    """Enter reads on; behind the last page it asks where to save exactly what was shown."""

    BINDINGS = [*bind("next", "earlier", "later")]
    AUTO_FOCUS = "#text"
    files: dict[str, str] = {}
    """What would be saved, name -> text; empty while it is put together."""
    at: int = 0
    """Page that is shown, from 0."""

    def body(self) -> ComposeResult:
        """What it is, the name of the page, its text, how to go on."""
        yield Static(self.say("support.title"), classes="heading")
        yield Prose(self.say("support.about"), classes="paragraph")
        yield Static(id="page", classes="heading", markup=False)
        yield Log(id="text", auto_scroll=False)
        yield Prose(id="hint", classes="muted")
        yield DoneLine()

    def on_mount(self) -> None:
        """Put it together: the checks of the machine take some seconds."""
        super().on_mount()
        home, opens = self.shell.place, self.shell.open_camera
        opened = partial(opens, None) if opens else None
        checks = examine(home, open_camera=opened, now=self.shell.now, root=self.shell.root)
        self.quietly(self._show, support.collect, home, checks, self.shell.now())

    def _show(self, files: dict[str, str]) -> None:
        self.files = files
        self.fill()

    def fill(self) -> None:
        """Show the page from its beginning."""
        names = list(self.files)
        name = names[self.at] if names else ""
        log = self.query_one("#text", Log)
        log.clear()
        log.write(self.files.get(name, ""))
        log.scroll_home(animate=False)
        words = self.say("support.page", at=self.at + 1, pages=len(names), name=self._named(name), file=name)
        self.query_one("#page", Static).update(words if names else self.say("support.gathering"))
        last = self.at == len(names) - 1
        self.query_one("#hint", Prose).text = (
            self.say("support.hint_last" if last else "support.hint") if names else ""
        )

    def _named(self, file: str) -> str:
        """What a file is about, in words."""
        key = f"support.file_{file.partition('.')[0].partition('-')[0]}"
        return self.say(key) if has(key) else ""

    def _turn(self, by: int) -> None:
        if 0 <= self.at + by < len(self.files):
            self.at += by
            self.fill()

    def action_earlier(self) -> None:
        """[: the page before."""
        self._turn(-1)

    def action_later(self) -> None:
        """]: the page after."""
        self._turn(1)

    def action_next(self) -> None:
        """Enter: further down, then the next page, then where to save it."""
        log = self.query_one("#text", Log)
        if log.scroll_offset.y < log.max_scroll_y:
            log.scroll_page_down(animate=False)
        elif self.at < len(self.files) - 1:
            self._turn(1)
        elif self.files:
            name = Path(f"fieldsuite-support-{self.shell.now():%Y%m%d-%H%M}.zip")
            self.app.push_screen(PathScreen("support.where", name), self._save)

    def _save(self, path: Path | None) -> None:
        if path is not None:
            self.ask(partial(self._saved, path), support.save, self.files, path)

    def _saved(self, path: Path, size: int) -> None:
        self.query_one(DoneLine).show(self.say("support.saved", path=path, size=size))
