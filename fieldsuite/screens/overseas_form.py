"""境外审核表: the fields of the form with what is wrong beside them; print, then record the signed sheet."""

from pathlib import Path
from typing import Any, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Select, Static

from fieldsuite.acts.overseas import Category
from fieldsuite.casework import drafts
from fieldsuite.casework.overseas import counter, sheet
from fieldsuite.casework.overseas.counter import AtCounter
from fieldsuite.casework.overseas.pack import Pack
from fieldsuite.casework.overseas.views import OverseasSheet
from fieldsuite.casework.views import Saved
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_which import WhichScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.overseas_fields import (
    ASKED,
    BESIDE,
    CATEGORIES,
    LEFT_OUT,
    LINES,
    PRINTS,
    SIGNED,
    as_typed,
    form_field,
)
from fieldsuite.screens.typed import read_day, read_paths
from fieldsuite.widgets.entry import Entry, photo_field, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from forms.form import Printed


class OverseasFormScreen(FormScreen[Saved]):
    """Answers the record that was saved."""

    BINDINGS = [*bind("save", "print", shown=False)]
    AUTO_FOCUS = "#line_1"
    sheet: OverseasSheet | None = None

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def body(self) -> ComposeResult:
        """Fields in the order of the sheet, then what is entered when it is signed."""
        yield Static(id="title", classes="heading")
        with VerticalScroll(classes="form", can_focus=False):
            for name in LINES:
                yield Entry(
                    self.say(f"work.ask_{name}"), text_field(name, placeholder=self.say("work.line_hint"))
                )
            for field in ASKED:
                yield Entry(field.label(self.shell.lang), form_field(field, self.shell.lang))
            yield Static(self.say("overseas_signed"), classes="heading", markup=False)
            options = [(self.say(f"overseas_{name}"), name) for name in CATEGORIES]
            yield Entry(self.say("overseas_category"), pick("category", options))
            yield Entry(self.say("photos"), photo_field("photos", placeholder=self.say("photos_hint")))
            for name in SIGNED:
                yield Entry(self.say(f"overseas_{name}"), text_field(name))
        with Horizontal(classes="buttons"):
            yield Button(self.say("overseas_check"), id="check", compact=True)
            yield Button(self.say("overseas_print"), id="print", compact=True)
            yield Button(self.say("save"), id="save", compact=True, variant="primary")
            yield Prose(self.say("window.form_keys"), classes="muted")

    def on_mount(self) -> None:
        """Fill the form with what is known."""
        self.quietly(self._first, sheet.look, self.office, self.key)
        self.quietly(self._restore, drafts.find, self.office, self.draft_key())

    def draft_key(self) -> str:
        """Draft of what is entered beside the form when it is signed; the form's own are the counter's."""
        return f"signed:{self.key}"

    def _restore(self, kept: dict[str, Any] | None) -> None:
        """Give back what was entered beside the form; the form's own fields come with it."""
        super()._restore({name: (kept or {}).get(name) for name in BESIDE if (kept or {}).get(name)})

    def _keep(self) -> None:
        """Keep what is typed a moment after the last key: whoever is called away types nothing twice."""
        self._wait = None
        if self.sheet is not None:
            typed = {name: value for name, value in self._typed().items() if name in BESIDE}
            self.quietly(lambda _: None, drafts.keep, self.office, self.draft_key(), typed)
            self.quietly(self._known, sheet.fill, self.office, self.key, self._typed_form())

    def _first(self, found: OverseasSheet) -> None:
        with self.prevent(Input.Changed, Select.Changed):
            for field in ASKED:
                if value := found.data.get(field.key):
                    node: Any = self.query_one(f"#{field.key}")
                    node.value = as_typed(field, value)
        self._known(found)

    def fill(self) -> None:
        """Show who it is, since when, and which number the form has."""
        found = self.sheet
        if found is None:
            return
        last = (
            self.say("overseas_last", on=found.last_on.isoformat())
            if found.last_on
            else self.say("window.first")
        )
        beside = [one.text(self.shell.lang) for one in found.warnings if one.field in LEFT_OUT]
        self.query_one("#title", Static).update(
            f"{found.name} ── {self.say('overseas_title')} {found.form_no}  {'  '.join((last, *beside))}"
        )
        told = self._told(found)
        for entry in self.query(Entry):
            name = entry.field.id or ""
            # Nobody is told of a mistake while still typing; that it is mended shows at once.
            if name not in BESIDE and (name not in told or not entry.field.has_focus):
                entry.show_wrong(told.get(name, ""))

    def _told(self, found: OverseasSheet) -> dict[str, str]:
        """What is wrong with which field, in the order of the form; an error hides a warning."""
        told = {one.field: one.text(self.shell.lang) for one in (*found.warnings, *found.errors)}
        return {one.key: told[one.key] for one in ASKED if one.key in told}

    def changed(self) -> None:
        """What stands beside the form is looked at when it is signed; until then nothing is wrong with it."""
        for entry in self.query(Entry):
            if entry.field is self.focused and entry.field.id in BESIDE:
                entry.show_wrong("")

    def _known(self, found: OverseasSheet) -> None:
        """Show what is known and wrong; the cursor stays where somebody types."""
        self.sheet = found
        self.fill()

    def _checked(self, found: OverseasSheet) -> None:
        """Show it, and go to the first field that is wrong; where none is, to what comes next."""
        self._known(found)
        told = self._told(found)
        self.show_wrong(told)
        if not told:
            self.query_one("#photos").focus()

    def _typed_form(self) -> dict[str, str]:
        nodes: dict[str, Any] = {field.key: self.query_one(f"#{field.key}") for field in ASKED}
        return {name: node.value if isinstance(node.value, str) else "" for name, node in nodes.items()}

    @on(Button.Pressed, "#check")
    def _check(self) -> None:
        self.ask(self._checked, sheet.fill, self.office, self.key, self._typed_form())

    @on(Input.Submitted, "#line_2")
    def _passport(self) -> None:
        """Take number, name and nationality over from the passport's own lines."""
        self.ask(self._read_lines, sheet.typed_line, self.text("line_1"), self.text("line_2"))

    def _read_lines(self, fields: dict[str, str]) -> None:
        for key, value in fields.items():
            node: Any = self.query_one(f"#{key}")
            node.value = value
        self._check()

    def action_save(self) -> None:
        """Ctrl+S: record it, from whatever field."""
        self.save()

    @on(Button.Pressed, "#print")
    def action_print(self) -> None:
        """F12: how it is printed."""
        self.app.push_screen(WhichScreen("work.print_how", PRINTS), self._where)

    def _where(self, how: str | None) -> None:
        if how is not None:
            who = f"-{self.sheet.name}" if self.sheet else ""
            name = Path(f"{self.say('overseas_file')}{who}.pdf")
            self.app.push_screen(PathScreen("print_where", name), lambda path: self._print(how, path))

    def _print(self, how: str, path: Path | None) -> None:
        if path is None:
            return
        if how == "sheet":
            until = read_day(self.text("passport_exp"))
            self.ask(
                self._printed, counter.print_filled, self.office, self.key, self._typed_form(), path, until
            )
        else:
            blank = how == "merged"
            self.ask(self._overprinted, counter.overprint_filled, self.office, self.key, self._typed_form(), path,
                     on_blank=blank)  # fmt: skip

    def _overprinted(self, made: Printed) -> None:
        self.app.notify(self.say("printed", path=made.path, pages=made.pages))
        self._check()

    def _printed(self, made: Pack) -> None:
        self.app.notify(
            self.say(
                "overseas.printed", pages=made.printed.pages, number=made.form_no, path=made.printed.path
            )
        )
        self._check()

    def save(self) -> None:
        """Record the signed form, or say beside each field what is missing."""
        days = {name: read_day(self.text(name)) for name in ("passport_exp", "notary_on")}
        wrong = {
            name: self.say("date_wrong") for name, day in days.items() if self.text(name) and day is None
        }
        if wrong:
            self.show_wrong(wrong)
            return
        said = {name: self.text(name) for name in SIGNED if name not in days}
        seen = AtCounter(
            read_paths(self.text("photos")), cast(Category, self.chosen("category")), days["passport_exp"],
            notary_on=days["notary_on"], **said,
        )  # fmt: skip
        self.ask(self.done, counter.record_filled, self.office, self.key, self._typed_form(), seen)

    def failed(self, error: Exception) -> None:
        """Say beside the fields what keeps the form from being recorded."""
        if getattr(error, "key", "").startswith("overseas.mrz"):
            return
        wrong = {
            str(one["field"]): str(one["message"]) for one in getattr(error, "extra", {}).get("errors", ())
        }
        if (about := wrong.pop("documents", "")) and (name := self._document()) not in wrong:
            wrong[name] = about
        if wrong:
            self.show_wrong(wrong)
        else:
            super().failed(error)

    def _document(self) -> str:
        """Field of the document that is missing or has expired."""
        missing = (name for name in ("proxy_passport", "authorisation") if not self.text(name))
        return next(missing, "passport_exp") if self.chosen("way") == "proxy" else "passport_exp"

    def action_back(self) -> None:
        """Esc keeps what is typed: it is a draft of the office."""
        if self._wait is not None:
            self._wait.stop()
            self._keep()
        self.ask(lambda _: self.dismiss(None), sheet.fill, self.office, self.key, self._typed_form())
