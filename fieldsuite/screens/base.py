"""What every screen is made of: header, error line, body, keys; and the few ways a screen gets work done."""

from asyncio import Event
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.events import Key
from textual.screen import ModalScreen, Screen
from textual.widgets import Checkbox, Input, Select
from textual.worker import Worker

from fieldsuite import background
from fieldsuite.background import Answered, Failed
from fieldsuite.program_log import note
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.place import go_back_to, place_on
from fieldsuite.screens.shell import Paper, Shell
from fieldsuite.widgets.choice import Choice
from fieldsuite.widgets.error_line import ErrorLine
from fieldsuite.widgets.fields import Pick, Tick
from fieldsuite.widgets.header import OfficeHeader
from fieldsuite.widgets.key_bar import KeyBar
from fieldsuite.words import of_error

if TYPE_CHECKING:  # see shell
    from fieldsuite.casework.printers import Sent
    from fieldsuite.office import Office

P = ParamSpec("P")
T = TypeVar("T")
Value = TypeVar("Value")


class OfficeScreen(Screen[Value]):
    """A screen of the office: ``body`` composes it, ``fill`` shows its data, at first and in another
    language.
    """

    BINDINGS = [*bind("back", shown=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    awaited: Callable[[Any], object] | None = None
    """What gets the answer of the thing a person asked for, while it is being done."""
    problem: Exception | None = None
    """What stands in the error line."""
    going: bool = False
    """True while the office is closed: what is kept now is kept at once, for no answer will find this screen."""

    @property
    def busy(self) -> bool:
        """True while something a person asked for is being done."""
        return self.awaited is not None

    @property
    def shell(self) -> Shell:
        """The program around this screen."""
        return cast(Shell, self.app)

    @property
    def office(self) -> "Office":
        """The open office; asked for by screens that stand behind the unlocking only."""
        assert self.shell.office is not None
        return self.shell.office

    def say(self, key: str, **values: object) -> str:
        """Give a sentence in the language of the moment."""
        return self.shell.say(key, **values)

    def compose(self) -> ComposeResult:
        """Put header, error line and keys around the body."""
        yield OfficeHeader(self.shell.header_words)
        yield ErrorLine()
        yield from self.body()
        yield KeyBar(self.shell.footer_words)

    def body(self) -> ComposeResult:
        """What stands between the header and the keys."""
        yield from ()

    def fill(self) -> None:
        """Show the data again: after composing, and after the language changed."""

    def on_mount(self) -> None:
        """Show the data for the first time."""
        self.fill()

    def on_screen_resume(self) -> None:
        """Tell the program when this stands on the terminal; screens that read again here are told besides."""
        self.call_after_refresh(self.shell.painted, self)

    async def retold(self) -> None:
        """Compose again between two messages: a picture that came in the middle would find no place to be shown."""
        done = Event()

        async def tell() -> None:
            try:
                await self.retell()
            finally:
                done.set()

        self.call_next(tell)
        await done.wait()

    async def retell(self) -> None:
        """Compose again in another language; what was typed, ticked and chosen stays, and so do the cursors."""
        kept, place = {node.id: node.value for node in self._fields() if node.id}, place_on(self)
        focused = self.focused and (f"#{self.focused.id}" if self.focused.id else type(self.focused).__name__)
        await self.recompose()
        with self.prevent(Input.Changed, Checkbox.Changed, Select.Changed, Choice.Changed):
            for node in self._fields():
                if node.id in kept:
                    node.value = kept[node.id]
        self.fill()
        go_back_to(self, place, self.shell.lang)
        if focused and (there := self.query(focused)):
            there.first().focus()
        self.call_after_refresh(self.refresh, layout=True)  # below a question nothing else would draw it
        self.call_after_refresh(self._in_sight)
        self.show_problem(self.problem)

    def _in_sight(self) -> None:
        """Bring the field with the cursor back into sight, where a form is longer than the terminal."""
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def _fields(self) -> list[Any]:
        """Fields whose value outlives a change of language."""
        return list(self.query("Input, Checkbox, Select, Choice"))

    def ask(
        self, then: Callable[[T], object], call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Do one thing a person asked for: ``then`` gets the answer, an error appears in the error line.

        A second press while the first is being done changes nothing.
        """
        paper, self.shell.paper = self.shell.paper, None
        if self.busy:
            return
        self.show_problem(None)
        # A call of its own: the same thing asked quietly meanwhile must neither replace nor end this one.
        self.awaited = partial(self._on_paper, then, paper) if paper else partial(then)
        background.ask(self, self.awaited, partial(call, *args, **kwargs))

    def _on_paper(self, then: Callable[[T], object], paper: Paper, answer: T) -> None:
        """Take the answer of what wrote a paper, and send the paper to the printer that was chosen with its path."""
        from fieldsuite.casework import printers

        then(answer)
        self.quietly(self._printer_took, printers.send, self.office.home.path, paper.path, paper.printer)

    def _printer_took(self, sent: "Sent") -> None:
        self.app.notify(self.say("paper.sent", printer=sent.printer, job=sent.job, path=sent.path))

    def quietly(
        self, then: Callable[[T], object], call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Do one thing nobody asked for (a draft, a count): the error line stays as it is."""
        if not self.going:
            background.ask(self, then, call, *args, **kwargs)
        elif error := background.at_once(partial(call, *args, **kwargs)):
            note(self.office.home.path, "refused", error=error)

    def flush(self) -> None:
        """Keep what was typed a moment ago: the office is closed now."""

    def follow(self, steps: Iterator[object]) -> Worker[None]:
        """Follow a job: every step arrives as ``Stepped``, its end as ``Followed`` or in the error line."""
        self.show_problem(None)
        return background.follow(self, steps)

    def stop_following(self) -> None:
        """End the job that runs; its generator is closed."""
        self.workers.cancel_group(self, "follow")

    def show_problem(self, error: Exception | None) -> None:
        """Show an error in place until the next attempt; None clears the line."""
        self.problem = error
        what, hint = of_error(error, self.shell.lang) if error else ("", "")
        self.query_one(ErrorLine).show(what, hint)

    def _done_with(self, then: Callable[[Any], object] | None) -> None:
        """Let the next thing be asked for, where this was what a person waits for and no quiet work beside it."""
        if then is self.awaited:
            self.awaited = None

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        self._done_with(event.then)
        event.then(event.value)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        event.stop()
        self._done_with(event.then)
        self.show_problem(event.error)
        note(
            self.shell.office.home.path if self.shell.office else self.shell.root,
            "refused",
            error=event.error,
        )
        self.failed(event.error)

    def failed(self, error: Exception) -> None:
        """What else a screen does when a job or a call failed; the error line is shown already."""

    def on_key(self, event: Key) -> None:
        """Enter goes on to the next field."""
        if event.key == "enter" and isinstance(self.focused, Tick | Pick | Choice):
            event.stop()
            self.focus_next()

    def action_back(self) -> None:
        """Go back without a value; what was typed is a draft already."""
        self.dismiss(None)


class OfficeModal(OfficeScreen[Value], ModalScreen[Value]):
    """A screen over a screen, for one question: no header, the keys inside the box."""

    BINDINGS = [*bind("help", "home", shown=False)]

    def action_home(self) -> None:
        """Answer nothing, and leave what lies underneath too."""
        self.shell.action_home()

    def action_help(self) -> None:
        """Explain the screen underneath: the program's own keys do not reach a question."""
        below = [one for one in self.app.screen_stack if not isinstance(one, OfficeModal)]
        if below and isinstance(below[-1], OfficeScreen):
            self.shell.explain(below[-1])

    def compose(self) -> ComposeResult:
        """Put the error line above the box."""
        yield ErrorLine()
        yield from self.body()
