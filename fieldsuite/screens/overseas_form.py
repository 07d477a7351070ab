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
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.typed import read_day, read_paths
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from forms.form import Printed
from forms.overseas_review import FIELDS

LEFT_OUT = ("form_no", "id_kind", "handler", "reviewer")
SIGNED = ("passport_exp", "proxy_passport", "authorisation", "same_person", "notary_no", "notary_on", "explain",
          "override")  # fmt: skip
KEPT = ("category", "photos", *SIGNED)
"""What is entered when the sheet is signed; it belongs to no form yet."""
LINES = ("line_1", "line_2")
"""The two lines at the foot of a passport, typed or read by a scanner that types."""
PRINTS = ("sheet", "overprint", "merged")
"""Our own sheet; the fields alone for an official blank in the tray; the fields on the blank's own PDF."""
CATEGORIES = ("pensioner", "survivor", "short_stay")


class OverseasFormScreen(FormScreen[Saved]):
    """Answers the record that was saved."""

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
            for field in FIELDS:
                if field.key not in LEFT_OUT:
                    yield Entry(field.label(self.shell.lang), self._field(field.key))
            yield Static(self.say("overseas_signed"), classes="muted", markup=False)
            options = [(self.say(f"overseas_{name}"), name) for name in CATEGORIES]
            yield Entry(self.say("overseas_category"), pick("category", options))
            yield Entry(self.say("photos"), path_field("photos", placeholder=self.say("photos_hint")))
            for name in SIGNED:
                yield Entry(self.say(f"overseas_{name}"), text_field(name))
        with Horizontal(classes="buttons"):
            yield Button(self.say("overseas_check"), id="check", compact=True)
            yield Button(self.say("overseas_print"), id="print", compact=True)
            yield Button(self.say("save"), id="save", compact=True, variant="primary")
            yield Prose(self.say("begin.form_keys"), classes="muted")

    def _field(self, key: str) -> Any:
        field = next(one for one in FIELDS if one.key == key)
        if not field.choices:
            return text_field(key)
        return pick(key, [(one.text(self.shell.lang), one.value) for one in field.choices], empty=True)

    def on_mount(self) -> None:
        """Fill the form with what is known."""
        self.quietly(self._first, sheet.look, self.office, self.key)
        self.quietly(self._restore, drafts.find, self.office, self.draft_key())

    def draft_key(self) -> str:
        """Draft of what is entered beside the form when it is signed; the form's own are the counter's."""
        return f"signed:{self.key}"

    def _restore(self, kept: dict[str, Any] | None) -> None:
        """Give back what was entered beside the form; the form's own fields come with it."""
        super()._restore({name: (kept or {}).get(name) for name in KEPT if (kept or {}).get(name)})

    def _keep(self) -> None:
        """Keep what is typed a moment after the last key: whoever is called away types nothing twice."""
        self._wait = None
        if self.sheet is not None:
            typed = {name: value for name, value in self._typed().items() if name in KEPT}
            self.quietly(lambda _: None, drafts.keep, self.office, self.draft_key(), typed)
            self.quietly(lambda _: None, sheet.fill, self.office, self.key, self._typed_form())

    def _first(self, found: OverseasSheet) -> None:
        with self.prevent(Input.Changed, Select.Changed):
            for key, value in found.data.items():
                if there := self.query(f"#{key}"):
                    node: Any = there.first()
                    node.value = value
        self._checked(found)

    def fill(self) -> None:
        """Show who it is, since when, and which number the form has."""
        found = self.sheet
        if found is None:
            return
        last = self.say("overseas_last", on=found.last_on.isoformat()) if found.last_on else ""
        self.query_one("#title", Static).update(
            f"{found.name} ── {self.say('overseas_title')} {found.form_no}  {last}"
        )
        told = (*found.warnings, *found.errors)
        self.show_wrong({one.field: one.text(self.shell.lang) for one in told})

    def _checked(self, found: OverseasSheet) -> None:
        self.sheet = found
        self.fill()

    def _typed_form(self) -> dict[str, str]:
        typed = {}
        for field in FIELDS:
            if field.key not in LEFT_OUT:
                node: Any = self.query_one(f"#{field.key}")
                typed[field.key] = node.value if isinstance(node.value, str) else ""
        return typed

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

    @on(Button.Pressed, "#print")
    def _which(self) -> None:
        self.app.push_screen(WhichScreen("work.print_how", PRINTS), self._where)

    def _where(self, how: str | None) -> None:
        if how is not None:
            name = Path(f"{self.say('overseas_file')}.pdf")
            self.app.push_screen(PathScreen("print_where", name), lambda path: self._print(how, path))

    def _print(self, how: str, path: Path | None) -> None:
        if path is None:
            return
        if how == "sheet":
            self.ask(self._printed, counter.print_filled, self.office, self.key, self._typed_form(), path)
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
        extra = getattr(error, "extra", {})
        self.show_wrong({str(one["field"]): str(one["message"]) for one in extra.get("errors", ())})

    def action_back(self) -> None:
        """Esc keeps what is typed: it is a draft of the office."""
        if self._wait is not None:
            self._wait.stop()
            self._keep()
        self.ask(lambda _: self.dismiss(None), sheet.fill, self.office, self.key, self._typed_form())
