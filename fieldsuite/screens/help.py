"""F1: the keys of the screen underneath, a short page about it, and the way into the manual."""

from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from fieldsuite.screens.base import OfficeModal, OfficeScreen
from fieldsuite.screens.bindings import KEYS, bind, key_shown, keys_of
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import of_error

if TYPE_CHECKING:  # the manual is read when somebody asks for help, never before the first picture
    from fieldsuite.manual.page import Page


class HelpScreen(OfficeModal[None]):
    """Keys and a page, over the screen they belong to; Esc or F1 closes it.

    Enter leads to the manual: to the page of the error that stands on the screen, or to the page of the screen.
    1 shows the tour, 2 the screen's page, 3 the contents.
    """

    BINDINGS = [*bind("next", "list_1", "list_2", "list_3", shown=False)]

    def __init__(self, about: OfficeScreen[Any]) -> None:
        super().__init__()
        self.about = about
        self.keys = about.active_bindings

    def body(self) -> ComposeResult:
        """The page, the way into the manual, then every key that works there."""
        with VerticalScroll(classes="box wide"):
            yield Prose(self.say(self._about()))
            yield Prose("\n".join(self._ways()), classes="keys muted")
            yield Static(self._table(), classes="keys")

    def _about(self) -> str:
        """Sentence about the screen; a consulate's day is another than a village's."""
        name, office = type(self.about).__name__, self.shell.office
        abroad = office is not None and office.config.kind == "consulate"
        return "window.home_help" if abroad and name == "HomeScreen" else f"help_{name}"

    def _ways(self) -> list[str]:
        page, error, lang = self.page, self.error_page, self.shell.lang
        ways = [self.say("manual.from_help_error", title=error.titles[lang])] if error else []
        if page:
            key = "manual.from_help_page" if error else "manual.from_help"
            ways.append(self.say(key, title=page.titles[lang]))
        ways.append(self.say("manual.from_help_contents"))
        return [*ways, *([f"1  {self.say('begin.help_tour')}"] if self.has_tour else [])]

    def _table(self) -> Text:
        lines: dict[str, list[str]] = {}
        for active in self.keys.values():
            word = active.binding.id
            if word in KEYS and active.enabled:
                shown = [key_shown(key, self.say("space_key")) for key in keys_of(str(word))]
                lines[active.binding.description] = shown
        text = Text()
        for words, keys in lines.items():
            text.append(f"{' / '.join(keys):>14}  ", style="bold")
            text.append(f"{self.say(words)}\n")
        return text

    @property
    def page(self) -> "Page | None":
        """The manual's page of the screen that was asked about."""
        from fieldsuite.manual.contents import page_of_screen

        return page_of_screen(type(self.about).__name__)

    @property
    def error_page(self) -> "Page | None":
        """The manual's page of the error that stands on that screen."""
        from fieldsuite.manual.contents import page_named

        return page_named(str(getattr(self.about.problem, "code", "")))

    @property
    def has_tour(self) -> bool:
        """True in a field office: the tour is about its day."""
        office = self.shell.office
        return office is not None and office.config.kind in ("village", "consulate")

    def action_next(self) -> None:
        """Enter: the page of the error, else of the screen."""
        problem, error = self.about.problem, self.error_page
        if problem is not None and error is not None:
            self._read(error, "\n".join(of_error(problem, self.shell.lang)))
        else:
            self.action_list_2()

    def action_list_1(self) -> None:
        """1: the tour, over the screen that was asked about."""
        from fieldsuite.screens.tour import TourScreen

        if self.has_tour:
            self._leave_for(TourScreen(self.office.config.kind == "consulate"))

    def action_list_2(self) -> None:
        """2: the manual's page of the screen."""
        if self.page is not None:
            self._read(self.page)

    def action_list_3(self) -> None:
        """3: the contents of the manual."""
        from fieldsuite.screens.manual import ManualScreen

        self._leave_for(ManualScreen())

    def _read(self, page: "Page", said: str = "") -> None:
        from fieldsuite.screens.manual import ManualPageScreen

        self._leave_for(ManualPageScreen(page, said))

    def _leave_for(self, screen: OfficeScreen[None]) -> None:
        self.dismiss(None)
        self.app.call_later(self.app.push_screen, screen)

    def action_help(self) -> None:
        """Close what F1 opened."""
        self.dismiss(None)
