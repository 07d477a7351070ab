"""What forms share: Enter goes on, every change is a draft, what is wrong stands beside its field."""

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import App
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Button, Checkbox, Input, Select

from fieldsuite.casework import drafts
from fieldsuite.screens.ask_photo import ask_photo
from fieldsuite.screens.base import OfficeScreen, Value
from fieldsuite.widgets.choice import Choice
from fieldsuite.widgets.entry import Entry, PhotoField

PAUSE = 0.4
"""Seconds after the last key until a draft is kept."""


FIELD_OF = {"office.photo_needed": "photos"}
"""Error -> field it is about."""


class FormScreen(OfficeScreen[Value]):
    """A form; ``draft_key`` names its draft, ``save`` turns it into one call of casework."""

    restored: bool = False
    """True when a draft was found and filled in."""
    _wait: Timer | None = None
    _empty: dict[str, Any] | None = None
    """What stood in the form when it was opened: it is no draft."""

    def draft_key(self) -> str:
        """Key of the draft, such as ``visit:p-12``; empty for a form that keeps none."""
        return ""

    def save(self) -> None:
        """Do what the form is for."""

    def on_mount(self) -> None:
        """Fill, and offer what was typed before."""
        self._empty = self._typed()
        if self.draft_key():
            self.quietly(self._restore, drafts.find, self.office, self.draft_key())

    def _restore(self, kept: dict[str, Any] | None) -> None:
        if not kept:
            return
        for node in self._fields():
            if node.id in kept:
                node.value = kept[node.id]
        self.restored = True
        self.fill()

    @on(Input.Changed)
    @on(Checkbox.Changed)
    @on(Select.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self.changed()
        if self._wait is not None:
            self._wait.stop()
        if self.draft_key():
            self._wait = self.set_timer(PAUSE, self._keep)

    def changed(self) -> None:
        """A field changed."""

    def _typed(self) -> dict[str, Any]:
        return {
            node.id: node.value for node in self._fields() if node.id and isinstance(node.value, str | bool)
        }

    def _keep(self) -> None:
        self._wait = None
        if self._begun():
            self.quietly(lambda _: None, drafts.keep, self.office, self.draft_key(), self._typed())

    def flush(self) -> None:
        """Keep what waits for its draft."""
        if self._wait is not None and self.draft_key():
            self._wait.stop()
            self.going = True
            self._keep()

    def _begun(self) -> bool:
        """True once somebody typed here: a form that was only looked at leaves no draft."""
        if self._typed() != self._empty:
            self._empty = None
        return self._empty is None

    def action_back(self) -> None:
        """Esc loses nothing: what was typed a moment ago becomes a draft too."""
        if self._wait is not None and self.draft_key() and self._begun():
            self._wait.stop()
            self.quietly(
                lambda _: self.dismiss(None), drafts.keep, self.office, self.draft_key(), self._typed()
            )
        else:
            self.dismiss(None)

    def done(self, value: Value, then: Callable[[], object] | None = None) -> None:
        """Forget the draft, answer, and go on to what follows from it."""
        if self._wait is not None:
            self._wait.stop()
        if self.draft_key():
            self.quietly(lambda _: self._answer(value, then), drafts.drop, self.office, self.draft_key())
        else:
            self._answer(value, then)

    def _answer(self, value: Value, then: Callable[[], object] | None) -> None:
        self.dismiss(value)
        if then is not None:
            self.app.call_later(then)

    def text(self, name: str) -> str:
        """What stands in a field for text."""
        return self.query_one(f"#{name}", Input).value.strip()

    def chosen(self, name: str) -> str:
        """What is chosen in a list."""
        return str(self.query_one(f"#{name}", Select).value)

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.query_one(f"#{name}", Checkbox).value

    def show_wrong(self, wrong: dict[str, str]) -> None:
        """Say beside each field what is wrong with it; a field that is not named is right."""
        for entry in self.query(Entry):
            entry.show_wrong(wrong.get(entry.field.id or "", ""))
        for name in wrong:
            if there := self.query(f"#{name}"):
                there.first().focus()
                return

    def failed(self, error: Exception) -> None:
        """Stand in the field that the sentence is about: what is typed next on a button would be taken for keys."""
        name = FIELD_OF.get(getattr(error, "key", ""), "")
        values = getattr(error, "values", {})
        labels, path = str(values.get("field", "")).split(" / "), str(values.get("path", ""))
        for entry in self.query(Entry):
            typed = entry.field.value if isinstance(entry.field, Input) else ""
            if entry.field.id == name or entry.label in labels or (path and path in typed):
                entry.field.focus()
                return

    def on_key(self, event: Key) -> None:
        """Offer photographs where one is wanted; a letter on a button opens nothing elsewhere in the program."""
        field, meant = self.focused, self.active_bindings.get(event.key)
        if event.key == "down" and isinstance(field, PhotoField):
            event.stop()
            ask_photo(self, field)
        elif event.is_printable and meant is not None and isinstance(meant.node, App):
            event.stop()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        self.save()
