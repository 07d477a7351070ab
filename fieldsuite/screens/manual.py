"""The manual inside the program: contents with a search, and one page at a time; before unlocking too."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key
from textual.widgets import DataTable, Input, Static

from fieldsuite.manual import contents
from fieldsuite.manual.finding import find
from fieldsuite.manual.page import Page
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind, bind_digits, pressed
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose
from forms.book import marks

LINKS = 9
"""Other pages that have a digit."""


class ManualScreen(OfficeScreen[None]):
    """A field to type in and the pages that have it; Enter opens the first or the chosen one."""

    AUTO_FOCUS = "#query"

    def body(self) -> ComposeResult:
        """The field, the pages, how to go on."""
        with Horizontal(id="search"):
            yield Static(self.say("manual.title"), classes="heading")
            yield text_field("query", placeholder=self.say("manual.find_hint"))
            yield Static(id="count", classes="muted")
        yield Listing([self.say("manual.column_section"), self.say("manual.column_page")], id="pages")
        yield Prose(id="hint", classes="muted")

    @on(Input.Changed, "#query")
    def fill(self) -> None:
        """Show the pages that have what is typed."""
        found = find(self.query_one("#query", Input).value)
        lang = self.shell.lang
        lines: list[tuple[str, list[str]]] = []
        section = ""
        for page in found:
            named = self.say(f"manual.section_{page.section}") if page.section != section else ""
            section = page.section
            lines.append((page.name, [named, page.titles[lang]]))
        self.query_one("#pages", Listing).refill(lines)
        self.query_one("#pages", Listing).to_top()
        self.query_one("#count", Static).update(self.say("manual.count", number=len(found)))
        self.query_one("#hint", Prose).text = self.say("manual.contents_hint" if found else "manual.none")

    def on_key(self, event: Key) -> None:
        """Down leads from the field into the list."""
        if event.key == "down" and isinstance(self.focused, Input):
            event.stop()
            self.query_one("#pages", Listing).focus()

    @on(Input.Submitted, "#query")
    @on(DataTable.RowSelected, "#pages")
    def _open(self) -> None:
        if chosen := contents.page_named(self.query_one("#pages", Listing).chosen or ""):
            self.app.push_screen(ManualPageScreen(chosen))


class ManualPageScreen(OfficeScreen[None]):
    """One page; [ and ] turn to the next, digits open the pages it names. ``said`` is an error that was just shown."""

    BINDINGS = [*bind("earlier", "later"), *bind_digits(LINKS)]
    AUTO_FOCUS = "#page"

    def __init__(self, page: Page, said: str = "") -> None:
        super().__init__()
        self.page, self.said = page, said

    def body(self) -> ComposeResult:
        """The page piece by piece, and what it leads to."""
        lang = self.shell.lang
        shown = contents.chapter(self.page, lang, pressed)
        yield Static(f"{shown.section} · {shown.title}", classes="heading", markup=False)
        with VerticalScroll(id="page", classes="form"):
            if self.said:
                yield Prose(self.say("manual.said_now"), headed=True)
                yield Prose(self.said, classes="paragraph")
            for mark, block in zip(marks(shown.blocks), shown.blocks, strict=True):
                with Horizontal(classes=f"manual_{block.kind}"):
                    yield Static(mark, classes="manual_mark")
                    yield Prose(block.text, headed=block.kind == "head")
            links = self._links()
            if links:
                yield Prose(self.say("manual.also"), headed=True, classes="manual_also muted")
            for digit, other in enumerate(links, start=1):
                with Horizontal(classes="manual_link muted"):
                    yield Static(str(digit), classes="manual_mark")
                    yield Prose(contents.titled(other, lang))
        yield Prose(self.say("manual.page_hint"), classes="muted")

    def _links(self) -> list[Page]:
        return list(contents.leads_to(self.page, self.shell.lang))[:LINKS]

    def action_number(self, at: int) -> None:
        """A digit, from 0: the page it stands before, over this one."""
        if at < len(links := self._links()):
            self.app.push_screen(ManualPageScreen(links[at]))

    async def action_earlier(self) -> None:
        """The page before this one."""
        await self._turn(-1)

    async def action_later(self) -> None:
        """The page after this one."""
        await self._turn(1)

    async def _turn(self, by: int) -> None:
        every = contents.pages()
        at = every.index(self.page) + by
        if 0 <= at < len(every):
            self.page, self.said = every[at], ""
            await self.retold()
