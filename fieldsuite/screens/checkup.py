"""设置与诊断: what of this machine is ready, how to mend what is not, and the ways to try each part."""

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.doctor import Check, examine
from fieldsuite.doctor.screen import drawn_in
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import HELD, Prose
from fieldsuite.words import hint

TRIED = {"camera": 1, "microphone": 2, "face": 3, "voice": 3, "voice_packs": 3, "terminal": 5}
"""Line of the checklist -> number of the way that Enter on it takes."""


AROUND, MOST = 24, 40
"""Columns beside what was found, and how many of it are shown at least; the whole of it stands below the list."""


class CheckupScreen(OfficeScreen[None]):
    """A checklist that fills as the checks come; the chosen line says how to mend it."""

    BINDINGS = [
        *bind("test"),
        *bind(
            "list_1",
            "list_2",
            "list_3",
            "list_4",
            "list_5",
            "list_6",
            "list_7",
            "list_8",
            "list_9",
            shown=False,
        ),
    ]
    AUTO_FOCUS = "#checks"
    checks: tuple[Check, ...] = ()
    running: bool = False

    def body(self) -> ComposeResult:
        """Number of what is lacking, checklist, how to mend, the numbered ways."""
        yield Static(id="title", classes="heading")
        columns = ("", self.say("machine.column_part"), self.say("machine.column_found"))
        yield Listing(columns, id="checks")
        yield Prose(id="mend", classes="paragraph")
        yield Prose(id="ways", classes="paragraph muted")

    def on_mount(self) -> None:
        """Begin at once: who opens this wants to know."""
        super().on_mount()
        self.action_test()

    def action_test(self) -> None:
        """T: test all, from the beginning."""
        if self.running:
            return
        self.running, self.checks = True, ()
        self.fill()
        opens = self.shell.open_camera
        terminal = partial(drawn_in, self.app.size.width, self.app.size.height)
        opened = partial(opens, None) if opens else None
        self.follow(
            examine(
                self.shell.place,
                open_camera=opened,
                terminal=terminal,
                now=self.shell.now,
                root=self.shell.root,
            )
        )

    @on(Stepped)
    def _checked(self, event: Stepped) -> None:
        if isinstance(event.step, Check):
            self.checks = (*self.checks, event.step)
            self.fill()

    @on(Followed)
    def _all_checked(self) -> None:
        self.running = False
        self.fill()
        lacking = next((at for at, check in enumerate(self.checks) if not check.ok), 0)
        self.query_one("#checks", Listing).move_cursor(row=lacking)

    def failed(self, error: Exception) -> None:
        """A check that failed is a finding; only the disk can get here."""
        self.running = False

    def fill(self) -> None:
        """Show what was found so far."""
        self.query_one("#title", Static).update(self._title())
        self.query_one("#checks", Listing).refill((check.name, self._line(check)) for check in self.checks)
        parts = [
            "1",
            "2",
            *(("3", "4") if self.shell.office else ()),
            "5",
            *(("6",) if self.shell.office else ()),
            "7",
            "8" if self.shell.office else "9",
        ]
        ways = [self.say(f"machine.way_{at}").replace(" ", HELD, 1) for at in parts]
        self.query_one("#ways", Prose).text = "  ".join(ways)
        self._mend()

    def _title(self) -> str:
        if self.running:
            return self.say("machine.testing", number=len(self.checks))
        broken = sum(bool(check.code) and not check.ok for check in self.checks)
        lacking = sum(not check.ok for check in self.checks) - broken
        if broken:
            return self.say("machine.broken", number=broken, lacking=lacking)
        return self.say("machine.ready_but", number=lacking) if lacking else f"✓ {self.say('doctor.ready')}"

    def _line(self, check: Check) -> list[str | Text]:
        mark, tone = ("✓", "success") if check.ok else ("✗", "error") if check.code else ("!", "warning")
        if check.absent:
            mark, tone = "·", "secondary"
        name = self.say(f"doctor.name_{check.name}")
        found = Text(self.say(f"doctor.{check.key}", **check.values))
        found.truncate(max(self.app.size.width - AROUND, MOST), overflow="ellipsis")
        return [Text(mark, style=f"bold {self.app.theme_variables.get(tone, '')}"), name, found]

    @on(DataTable.RowHighlighted, "#checks")
    def _mend(self) -> None:
        chosen = self.query_one("#checks", Listing).chosen
        check = next((check for check in self.checks if check.name == chosen), None)
        words = ""
        if check is not None:
            name, said = (
                self.say(f"doctor.name_{check.name}"),
                self.say(f"doctor.{check.key}", **check.values),
            )
            found = f"{name}{'：' if self.shell.lang == 'zh' else ': '}{said}"
            fix = "" if check.ok else hint(f"doctor.{check.key}", self.shell.lang, **check.values)
            words = f"{found}\n{fix or self.say('machine.nothing_to_mend')}"
        self.query_one("#mend", Prose).text = words

    @on(DataTable.RowSelected, "#checks")
    def _try(self) -> None:
        if self.query_one("#checks", Listing).chosen == "prompts":
            from fieldsuite.screens.display import DisplayScreen

            self.app.push_screen(DisplayScreen(), lambda _: self.action_test())
            return
        way = TRIED.get(self.query_one("#checks", Listing).chosen or "")
        if way:
            getattr(self, f"action_list_{way}")()

    def action_list_1(self) -> None:
        """1: what the camera sees."""
        from fieldsuite.screens.camera_test import CameraTestScreen

        self.app.push_screen(CameraTestScreen())

    def action_list_2(self) -> None:
        """2: what the microphone hears."""
        from fieldsuite.screens.microphone_test import MicrophoneTestScreen

        self.app.push_screen(MicrophoneTestScreen())

    def action_list_3(self) -> None:
        """3: models, when an office is open."""
        if self.shell.office is not None:
            from fieldsuite.screens.models import ModelsScreen

            self.app.push_screen(ModelsScreen())

    def action_list_4(self) -> None:
        """4: thresholds, when an office is open."""
        if self.shell.office is not None:
            from fieldsuite.screens.calibration import CalibrationScreen

            self.app.push_screen(CalibrationScreen())

    def action_list_5(self) -> None:
        """5: does the terminal draw every character as wide as it must be."""
        from fieldsuite.screens.alignment import AlignmentScreen

        self.app.push_screen(AlignmentScreen())

    def action_list_6(self) -> None:
        """6: what is kept how long, when an office is open."""
        if self.shell.office is not None:
            from fieldsuite.screens.retention import RetentionScreen

            self.app.push_screen(RetentionScreen())

    def action_list_7(self) -> None:
        """7: backups; also where no office can be opened, for one may have to be brought back."""
        from fieldsuite.screens.backup import BackupScreen

        self.app.push_screen(BackupScreen())

    def action_list_8(self) -> None:
        """8: the log of acts, when an office is open."""
        if self.shell.office is not None:
            from fieldsuite.screens.audit import AuditScreen

            self.app.push_screen(AuditScreen())

    def action_list_9(self) -> None:
        """9: both recovery cards, where nobody can open an office."""
        if self.shell.office is None:
            from fieldsuite.screens.recover import RecoverScreen

            self.app.push_screen(RecoverScreen())
