"""A form that is a list of questions: text, days, paths, choices and ticks, each with its sentence beside it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from fieldsuite.screens.base import Value
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.typed import read_day, read_number, read_paths
from fieldsuite.widgets.entry import Entry, path_field, photo_field, text_field
from fieldsuite.widgets.fields import Tick, pick
from fieldsuite.widgets.prose import Prose

Kind = Literal["text", "day", "path", "pick", "tick", "number"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a form."""

    name: str
    """Id of the field; its words are ``work.ask_<name>`` unless ``label`` names others."""
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    """(words, value) pairs of a ``pick``."""
    value: str = ""
    needed: bool = False
    label: str = ""
    hint: str = ""
    """Key of the words that stand in an empty field."""


class AskedScreen(FormScreen[Value]):
    """A form of ``asks``; ``send`` turns the answers into one call of casework."""

    BESIDE: ClassVar[dict[str, str]] = {}
    """Key of an error -> field beside which its sentence stands; every other error stands in the error line."""
    BUTTONS: ClassVar[tuple[str, ...]] = ("save",)
    """Ids of the buttons; ``save`` is the last. Their words are ``work.button_<id>``."""

    def heading(self) -> str:
        """Title of the form."""
        return ""

    def about(self) -> str:
        """What the officer should know before the first field."""
        return ""

    def asks(self) -> tuple[Ask, ...]:
        """Give the questions, in the order in which they are answered."""
        return ()

    def hidden(self) -> set[str]:
        """Fields that the answers so far make needless."""
        return set()

    def send(self) -> None:
        """Do what the form is for; every answer has its right shape."""

    def body(self) -> ComposeResult:
        """Title, what to know, the questions, the buttons."""
        yield Static(self.heading(), id="title", classes="heading", markup=False)
        with VerticalScroll(classes="form"):
            yield Prose(id="notes", classes="muted")
            for ask in self.asks():
                yield Entry(self.say(ask.label or f"work.ask_{ask.name}"), self._made(ask))
            with Horizontal(classes="buttons"):
                for name in self.BUTTONS:
                    last = name == "save"
                    words = self.say("save" if last else f"work.button_{name}")
                    yield Button(words, id=name, compact=True, variant="primary" if last else "default")

    def _made(self, ask: Ask) -> Widget:
        if ask.kind == "pick":
            return pick(ask.name, ask.options, ask.value)
        if ask.kind == "tick":
            return Tick(self.say("enrol.yes"), ask.value == "yes", id=ask.name, compact=True)
        hint = self.say(ask.hint) if ask.hint else "2026-11-02" if ask.kind == "day" else ""
        if ask.kind == "path":
            made = path_field if hint else photo_field
            return made(ask.name, ask.value, placeholder=hint or self.say("photos_hint"))
        return text_field(ask.name, ask.value, placeholder=hint)

    def options(self, prefix: str, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Give (words, value) pairs whose words are ``<prefix>_<value>``."""
        return tuple((self.say(f"{prefix}_{value}"), value) for value in values)

    def fill(self) -> None:
        """Say above the form that what was typed before is back, and show only the fields that are needed."""
        again = self.say("draft_back") if self.restored else ""
        self.query_one("#title", Static).update(f"{self.heading()}   {again}".rstrip())
        self.query_one("#notes", Prose).text = self.about()
        self.changed()

    def on_mount(self) -> None:
        """Fill, and offer what was typed before."""
        self.fill()

    def changed(self) -> None:
        """Show the fields that the answers so far ask for."""
        hidden = self.hidden()
        for ask in self.asks():
            self.query_one(f"#entry_{ask.name}").display = ask.name not in hidden

    def save(self) -> None:
        """Send what was answered, or say beside each field what is missing or no day."""
        wrong: dict[str, str] = {}
        hidden = self.hidden()
        for ask in self.asks():
            if ask.kind in ("pick", "tick") or ask.name in hidden:
                continue
            said = self.text(ask.name)
            if ask.needed and not said:
                wrong[ask.name] = self.say("work.needed")
            elif ask.kind == "day" and said and read_day(said) is None:
                wrong[ask.name] = self.say("date_wrong")
            elif ask.kind == "number" and said and read_number(said) is None:
                wrong[ask.name] = self.say("work.number_wrong")
        self.show_wrong(wrong)
        if not wrong:
            self.send()

    def failed(self, error: Exception) -> None:
        """Say beside its field what is wrong, where the error belongs to one."""
        if field := self.BESIDE.get(str(getattr(error, "key", ""))):
            values = dict(getattr(error, "values", {}))
            self.show_problem(None)
            self.show_wrong({field: self.say(str(getattr(error, "key", "")), **values)})

    def day(self, name: str) -> date | None:
        """Give the day in a field, None when it is empty or hidden."""
        return None if name in self.hidden() else read_day(self.text(name))

    def said(self, name: str) -> str:
        """Give the words in a field, none when it is hidden."""
        return "" if name in self.hidden() else self.text(name)

    def paths(self, name: str) -> tuple[Path, ...]:
        """Give the paths in a field."""
        return read_paths(self.text(name))

    def number(self, name: str) -> float:
        """Give the number in a field, 0 when it is empty or hidden."""
        return read_number(self.said(name)) or 0.0
