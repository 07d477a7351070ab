"""打印机和纸张: which printer, how far it is off, which official blank; a page of crosses to measure by."""

from pathlib import Path

from textual import on
from textual.widgets import Button, Input, Select

from fieldsuite.casework import paper_settings, printers, trial_prints
from fieldsuite.casework.paper_settings import PaperSettings
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.asked import Ask, AskedScreen
from forms.form import Printed

OTHER = "-"
"""A printer that the machine does not list."""
WORDS = ("mission", "country", "contact", "hotline")


class PrinterScreen(AskedScreen[PaperSettings]):
    """Answers the settings as they were kept."""

    AUTO_FOCUS = "#printer"
    BUTTONS = ("calibrate", "test_blank", "save")
    BESIDE = {"paper.offset_large": "offset_x", "paper.no_country": "country"}
    settings: PaperSettings | None = None
    printers: tuple[str, ...] = ()

    def heading(self) -> str:
        """What it is."""
        return self.say("work.printer_title")

    def about(self) -> str:
        """How to measure, and what is remembered."""
        return self.say("work.printer_about")

    def asks(self) -> tuple[Ask, ...]:
        """Printer and offset, the blank, what papers say of the office."""
        names = tuple((name, name) for name in self.printers)
        return (
            Ask("printer", "pick", (*names, (self.say("work.printer_other"), OTHER))),
            Ask("printer_name"),
            Ask("offset_x", "number", hint="work.offset_hint_x"),
            Ask("offset_y", "number", hint="work.offset_hint_y"),
            Ask("blank", "path", hint="work.blank_hint"),
            Ask("coordinates", "path", hint="work.coordinates_hint"),
            *(Ask(name, label=f"work.office_{name}") for name in WORDS),
            Ask("permit_days", "number"),
            Ask("cycle_months", "number"),
        )

    def hidden(self) -> set[str]:
        """A printer that is listed needs no name; only a consulate has the overseas form."""
        abroad = {"mission", "country", "permit_days", "cycle_months", "blank", "coordinates"}
        consulate = self.office.config.kind == "consulate"
        named = set() if self.chosen("printer") == OTHER else {"printer_name"}
        self.query_one("#test_blank").display = consulate
        return named | (set() if consulate else abroad)

    def on_mount(self) -> None:
        """Read the settings, and ask the machine which printers there are."""
        self.quietly(self._known, printers.known, self.office)

    def _known(self, names: tuple[str, ...]) -> None:
        self.printers = names
        chosen = self.query_one("#printer", Select)
        chosen.set_options([*((name, name) for name in names), (self.say("work.printer_other"), OTHER)])
        self.quietly(self._show, paper_settings.read, self.office)

    def _show(self, settings: PaperSettings) -> None:
        self.settings = settings
        with self.prevent(Input.Changed, Select.Changed):
            self.query_one("#printer", Select).value = (
                settings.printer if settings.printer in self.printers else OTHER
            )
            values = {"printer_name": settings.printer, "blank": settings.blank, "coordinates": settings.coordinates,
                      "permit_days": f"{settings.permit_days}", "cycle_months": f"{settings.cycle_months}",
                      "offset_x": f"{settings.offset_x:g}", "offset_y": f"{settings.offset_y:g}",
                      **{name: getattr(settings, name) for name in WORDS}}  # fmt: skip
            for name, value in values.items():
                self.query_one(f"#{name}", Input).value = value
        self.fill()

    @on(Select.Changed, "#printer")
    def _other_printer(self) -> None:
        """Bring back how far the chosen printer is off."""
        if self.settings is not None and (known := self.settings.offsets.get(self.chosen("printer"))):
            self.query_one("#offset_x", Input).value = f"{known[0]:g}"
            self.query_one("#offset_y", Input).value = f"{known[1]:g}"

    def _printer(self) -> str:
        chosen = self.chosen("printer")
        return self.text("printer_name") if chosen == OTHER else chosen

    def send(self) -> None:
        """Keep the settings."""
        given: dict[str, object] = {"printer": self._printer(), "offset_x": self.number("offset_x"),
                                    "offset_y": self.number("offset_y")}  # fmt: skip
        given |= {name: self.text(name) for name in ("contact", "hotline")}
        if self.office.config.kind == "consulate":
            given |= {name: self.text(name) for name in ("mission", "country", "blank", "coordinates")}
            given |= {name: int(self.number(name)) for name in ("permit_days", "cycle_months")}
        self.ask(self._kept, paper_settings.change, self.office, **given)

    def _kept(self, settings: PaperSettings) -> None:
        self.settings = settings
        words = self.say("work.printer_kept", printer=settings.printer or "-", x=f"{settings.offset_x:g}",
                         y=f"{settings.offset_y:g}")  # fmt: skip
        self.app.notify(words)
        self.done(settings)

    @on(Button.Pressed, "#calibrate")
    def _calibrate(self) -> None:
        """Write the page of crosses, moved by what is typed."""
        self._where("work.file_calibrate", self._cross)

    def _cross(self, path: Path) -> None:
        offset = (self.number("offset_x"), self.number("offset_y"))
        self.ask(self._printed, trial_prints.calibration, self.office, path, offset)

    @on(Button.Pressed, "#test_blank")
    def _test(self) -> None:
        """Write the names of the fields at their places of the blank."""
        self._where(
            "work.file_test", lambda path: self.ask(self._printed, trial_prints.on_blank, self.office, path)
        )

    def _where(self, name: str, then: object) -> None:
        def to(path: Path | None) -> None:
            if path is not None and callable(then):
                then(path)

        self.app.push_screen(PathScreen("print_where", Path(f"{self.say(name)}.pdf")), to)

    def _printed(self, made: Printed) -> None:
        self.app.notify(self.say("printed", path=made.path, pages=made.pages))
