"""经办工作台: the jobs of the desk with what waits in each, the next one marked; a digit or Enter opens one."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import DataTable, Static

from fieldsuite.background import Followed, Stepped
from fieldsuite.casework import backup
from fieldsuite.office import Office
from fieldsuite.province import arrivals, desk_day
from fieldsuite.province.desk_day import JOBS, DeskDay, JobCount
from fieldsuite.screens.ask_path import came_in
from fieldsuite.screens.bindings import bind, bind_jobs
from fieldsuite.screens.machine_watch import WatchesMachine
from fieldsuite.screens.office_jobs import OfficeJobs
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose


def lying_there(office: Office) -> int:
    """Count what came and was not taken in: on the stick that is plugged in, or over the network."""
    folder = came_in(office)
    return arrivals.not_taken(office, folder) if folder else 0


class DeskHomeScreen(OfficeJobs, WatchesMachine[None]):
    """Answers nothing: it is left by locking."""

    BINDINGS = [
        *bind_jobs(JOBS),
        *bind("ledgers", "find", "stick"),
        *bind("import", "same", "waiting", "trust", shown=False),
    ]
    AUTO_FOCUS = "#jobs"
    view: DeskDay | None = None
    backed_up: int | None = 0
    """Days since the last backup; None when there was none."""
    counts: dict[str, JobCount]
    came: int = 0
    """Bundles that lie on the stick, or came over the network, and were not taken in yet."""
    stood: bool = False
    """True once the cursor was put on the job that comes next."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = {}

    def body(self) -> ComposeResult:
        """Which desk, its jobs, what the marked one is."""
        yield Static(id="numbers", classes="heading")
        yield Listing(["", self.say("deskwork.column_job"), self.say("deskwork.column_count"),
                       self.say("deskwork.column_now")], id="jobs")  # fmt: skip
        yield Prose(id="advice", headed=True)

    def on_screen_resume(self) -> None:
        """Count again."""
        self.follow(desk_day.day(self.office))
        self.quietly(self._lying, lying_there, self.office)
        self.watch_machine()
        if not (self.office.config.practice or self.office.config.storage):
            self.quietly(self._backed_up, backup.last_days, self.office)

    def _lying(self, number: int) -> None:
        self.came = number
        self.fill()

    @on(Followed)
    def _stand(self) -> None:
        """Put the cursor on the next job when the desk was opened; whoever moved it meanwhile keeps it."""
        listing = self.query_one("#jobs", Listing)
        if not self.stood and listing.cursor_row == 0:
            listing.move_cursor(row=JOBS.index(self.next_job))
        self.stood = True

    def _backed_up(self, days: int | None) -> None:
        self.backed_up = days
        self._advise()

    @on(Stepped)
    def _counted(self, event: Stepped) -> None:
        step = event.step
        if isinstance(step, DeskDay):
            self.view = step
            self.shell.not_sent = step.not_sent
        elif isinstance(step, JobCount):
            self.counts[step.job] = step
        self.fill()

    @property
    def next_job(self) -> str:
        """What came in and was not looked at; else the first job that presses, or in which something waits."""
        if self.came:
            return "bundles"
        pressing = [job for job in JOBS if job in self.counts and self.counts[job].pressing]
        waiting = [job for job in JOBS if job in self.counts and self.counts[job].count]
        return next(iter([*pressing, *waiting]), JOBS[0])

    def fill(self) -> None:
        """Show desk, jobs and advice."""
        view = self.view
        if view is None:
            return
        level = self.say(f"deskwork.level_{view.level}", area=view.area or "-")
        stale = "　" + self.say("trust.expired", until=view.stale.isoformat()) if view.stale else ""
        self.query_one("#numbers", Static).update(Text(level + stale))
        self.query_one("#jobs", Listing).refill((job, self._line(at, job)) for at, job in enumerate(JOBS, 1))
        self._advise()

    @on(DataTable.RowHighlighted, "#jobs")
    def _advise(self) -> None:
        at = self.query_one("#jobs", Listing).chosen or self.next_job
        now = f"{self.say(f'deskwork.job_{at}')}  {self._now(at)}"
        following = self.say("deskwork.next_job", job=self.say(f"deskwork.job_{self.next_job}"))
        self.query_one("#advice", Prose).text = "\n".join(
            words
            for words in (self.machine_words(), now, following, self.backup_words(self.backed_up))
            if words
        )

    def _now(self, job: str) -> str:
        counted = self.counts.get(job)
        if job == "bundles" and self.came:
            waiting = counted.count if counted else 0
            key = "deskwork.came_in_also" if waiting else "deskwork.came_in"
            return self.say(key, number=self.came, waiting=waiting)
        if counted is None:
            return "…"
        quiet = job != "compare" and not any(counted.values.values())
        return self.say("deskwork.nothing_waits" if quiet else f"deskwork.now_{job}", **counted.values)

    def _line(self, at: int, job: str) -> list[str | Text]:
        counted = self.counts.get(job)
        mark = "▸" if job == self.next_job else " "
        name = Text(self.say(f"deskwork.job_{job}"), style="bold" if counted and counted.pressing else "")
        if counted is None:
            return [f"{mark} {at}", name, "…", ""]
        number = Text(str(counted.count) if counted.count else "-", justify="right")
        return [f"{mark} {at}", name, number, self._now(job)]

    @on(DataTable.RowSelected, "#jobs")
    def _enter(self) -> None:
        if job := self.query_one("#jobs", Listing).chosen:
            self.action_job(job)

    def action_job(self, job: str) -> None:
        """A digit, or Enter: open the job."""
        self.app.push_screen(self._screen(job))

    def _screen(self, job: str) -> Screen[None]:
        from fieldsuite.screens.desk_jobs import screen_of

        waiting = self.counts["bundles"].count if "bundles" in self.counts else 0
        if job == "bundles" and self.came and not waiting:
            from fieldsuite.screens.desk import DeskScreen

            return DeskScreen(importing=True)
        return screen_of(job, self.view.sites if self.view else ())

    def action_trust(self) -> None:
        """Ctrl+K: whose keys count."""
        from fieldsuite.screens.trust import TrustScreen

        self.app.push_screen(TrustScreen())

    def action_import(self) -> None:
        """I: receive bundles, on the screen where they are decided."""
        from fieldsuite.screens.desk import DeskScreen

        self.app.push_screen(DeskScreen(importing=True))

    def action_ledgers(self) -> None:
        """L: the ledgers, 核实处理工作台账 among them."""
        from fieldsuite.screens.ledgers import LedgerScreen

        self.app.push_screen(LedgerScreen())

    def action_find(self) -> None:
        """F3: people."""
        from fieldsuite.screens.desk_people import DeskPeopleScreen

        self.app.push_screen(DeskPeopleScreen())

    def action_stick(self) -> None:
        """F8: send decisions and a new list to an office."""
        self.action_job("dispatch")

    def action_back(self) -> None:
        """There is nothing behind the desk; Ctrl+L locks it."""
