"""The screens as one program: what opens first, which keys work everywhere, what stands in header and footer.

``open_screens`` is what ``fieldsuite`` without a noun runs. Screens that stand behind the unlocking are
imported when they are opened: the unlocking is painted before the database or a model is loaded.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from fieldsuite import display, pauses
from fieldsuite.config import default_home, find_offices
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.commands import OfficeCommands
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.help import HelpScreen
from fieldsuite.screens.leading import Leads
from fieldsuite.screens.unlock import UnlockScreen
from fieldsuite.widgets.drawing import OnlyAscii, ascii_only, breaks_borders
from fieldsuite.widgets.theme import THEMES
from fieldsuite.words import Lang

FIELD_ONLY = ("forms", "review")
"""What the provincial desk does not do."""


def open_screens(home: Path | None, lang: Lang = "zh") -> int:
    """Open the screens on an office, or on a folder that holds several; give the exit status.

    A fault of the program ends the screens and is raised here, so that the command line can say it in one
    sentence.
    """
    pauses.begin()
    app = FieldSuiteApp(home or default_home(), lang)
    status = app.run()
    if app.fault is not None:
        raise app.fault
    return status or 0


class FieldSuiteApp(Leads):
    """FieldSuite's screens."""

    TITLE = "FieldSuite"
    CSS_PATH = "fieldsuite.tcss"
    COMMANDS: ClassVar = {OfficeCommands}
    BINDINGS: ClassVar = [
        *bind("help"),
        *bind("find", "forms", "review", "stick", "jobs", "home", "language"),
        *bind("commands", "lock", "leave", "settings"),
    ]
    colours: ClassVar = tuple(THEMES)
    fault: Exception | None = None
    """An error nobody expected; it ended the screens."""

    def on_mount(self) -> None:
        """Dress, then ask who is there; where no office is, offer to make one."""
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[display.read(self.root).colours].name
        self.watch_keys()
        self.ask_who()

    def on_ready(self) -> None:
        """The first screen is painted."""
        pauses.settle("painted")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Write in ASCII where the terminal has nothing else."""
        return [*super().get_line_filters(), *([OnlyAscii()] if self.only_ascii else ())]

    @cached_property
    def only_ascii(self) -> bool:
        """True where borders of lines would break, or the person chose borders of ``+-|`` (``display``)."""
        return ascii_only() or breaks_borders() or display.read(self.root).look == "ascii"

    def ask_who(self) -> None:
        """Show the unlocking, or the first run where there is no office."""
        if find_offices(self.root):
            self.push_screen(UnlockScreen(), self.entered)
            return
        from fieldsuite.screens.first_run import FirstRunScreen

        self.push_screen(FirstRunScreen(), self.made)

    def made(self, made: bool | None) -> None:
        """Go on after the first run; whoever left it wanted to leave the program."""
        if made and self.office is not None:
            self.entered(True)
        elif made or find_offices(self.root):
            self.ask_who()
        else:
            self.exit(0)

    def entered(self, opened: bool | None) -> None:
        """Show what the officer works with: the day's work, or the provincial desk."""
        self.entered_office()
        self.call_after_refresh(pauses.settle, "entered")
        if not opened or self.office is None:
            self.exit(0)
        elif self.office.config.kind == "province":
            from fieldsuite.screens.desk_home import DeskHomeScreen

            self.push_screen(DeskHomeScreen(), self.locked)
        else:
            from fieldsuite.screens.home import HomeScreen

            self.push_screen(HomeScreen(), self.locked)
            if self.just_made and self.office.config.practice:
                from fieldsuite.screens.tour import TourScreen

                self.push_screen(TourScreen(self.office.config.kind == "consulate"))
        self.just_made = False

    def locked(self, _value: object = None) -> None:
        """Close the office and ask who is there."""
        if self.office is not None:
            self.office.close()
            self.office = None
        self.not_sent = 0
        self.ask_who()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what has no meaning while the office is locked, and what the provincial desk does not do."""
        if action == "home":
            return self.away
        if action in ("find", "forms", "review", "stick", "jobs", "lock"):
            at_desk = self.office is not None and self.office.config.kind == "province"
            return self.office is not None and not (at_desk and action in FIELD_ONLY)
        return True

    async def action_language(self) -> None:
        """Speak the other language, on every screen that is open."""
        self.lang = "en" if self.lang == "zh" else "zh"
        for screen in self.screen_stack:
            if isinstance(screen, OfficeScreen):
                await screen.retold()

    def wear(self, colours: str) -> None:
        """Wear other colours from now on, also after the next start."""
        self.theme = THEMES[colours].name
        try:
            display.change(self.root, colours=colours)
        except OSError:
            self.notify(self.say("colours_not_kept"), severity="warning")

    def action_help(self) -> None:
        """Show the keys and the page of the current screen."""
        self.explain(self.screen)

    def explain(self, screen: Screen[Any]) -> None:
        """Show the keys and the page of a screen."""
        if isinstance(screen, OfficeScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(screen))

    def action_command_palette(self) -> None:
        """Textual's own binding of Ctrl+P."""
        self.action_commands()

    def action_commands(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, CommandPalette):
            palette = CommandPalette(placeholder=self.say("palette"), id="--command-palette")
            self.push_screen(palette)
            palette.call_after_refresh(self.painted, palette)

    def action_lock(self) -> None:
        """Lock the office at once, save while a bundle is being packed or written; what was typed is a
        draft already.
        """
        if self.packing:
            self.push_screen(ConfirmScreen("leave_while_packing"), self._lock)
        else:
            self._lock(True)

    def lock_now(self) -> None:
        """Lock without a question."""
        self._lock(True)

    def _lock(self, sure: bool | None) -> None:
        if not sure:
            return
        self.packing = False
        self.flush()
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.screen.dismiss(None)

    def flush(self) -> None:
        """Keep what was typed a moment ago on any screen."""
        for screen in self.screen_stack:
            if isinstance(screen, OfficeScreen):
                screen.flush()

    def action_leave(self) -> None:
        """Leave the program; ask only while a bundle is being packed or written."""
        if self.packing:
            self.push_screen(ConfirmScreen("leave_while_packing"), self._leave)
        else:
            self._leave(True)

    async def action_quit(self) -> None:
        """Leave: Textual's own binding of Ctrl+Q would leave the office open."""
        self.action_leave()

    def action_help_quit(self) -> None:
        """Ctrl+C is no way out, since it is pressed by mistake: say which key is."""
        self.notify(self.say("how_to_quit"))

    def _leave(self, sure: bool | None) -> None:
        if sure:
            if self.office is not None:
                self.flush()
                self.office.close()
            self.exit(0)

    def _fatal_error(self) -> None:
        """End the screens; ``open_screens`` raises the error, and no frame with people's data in it is
        printed.
        """
        fault = self._exception
        self.fault = fault.error if isinstance(fault, WorkerFailed) else fault  # type: ignore[assignment]
        self._close_messages_no_wait()
