"""办公事项: every job of the office in one list, with what waits in it; the next one is marked."""

from rich.text import Text

from fieldsuite.casework import jobs
from fieldsuite.casework.jobs import Job, Jobs
from fieldsuite.screens.job_doors import open_job
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.widgets.listing import Listing


class JobsScreen(ListedScreen):
    """Enter opens a job; the cursor stands on the one that comes next."""

    TITLE_KEY = "work.jobs_title"
    COLUMNS = (
        "work.column_section",
        "work.column_next",
        "work.column_job",
        "work.column_waits",
        "work.column_about",
    )
    found: Jobs | None = None

    def read(self) -> None:
        """Count what waits."""
        self.quietly(self._show, jobs.jobs, self.office)

    def _show(self, found: Jobs) -> None:
        first, self.found = self.found is None, found
        self.fill()
        if first and found.next:
            self.query_one("#rows", Listing).move_cursor(
                row=[one.name for one in found.jobs].index(found.next)
            )

    def lines(self) -> list[Line]:
        """One line a job; a section is named at its first."""
        found = self.found
        made: list[Line] = []
        section = ""
        for job in found.jobs if found else ():
            name = self.say(f"work.section_{job.section}") if job.section != section else ""
            section = job.section
            made.append((job.name, self._line(job, name, found is not None and found.next == job.name)))
        return made

    def _line(self, job: Job, section: str, following: bool) -> list[str | Text]:
        # Every job keeps its place, for some begin here; one in which nothing waits steps back.
        idle = "dim" if job.number == 0 else ""
        title = Text(self.say(f"work.job_{job.name}"), style="bold" if following or job.urgent else idle)
        tone = self.app.theme_variables["warning"] if job.urgent else ""
        about = self.say(f"work.about_{job.about}", **job.values) if job.about else ""
        number = "" if job.number is None else str(job.number)
        mark = self.say("work.next") if following else ""
        return [
            Text(section, style="dim"),
            Text(mark, style="bold"),
            title,
            Text(number, style=tone or idle),
            about,
        ]

    def hint(self) -> str:
        """How to go on."""
        return self.say("work.jobs_hint")

    def counted(self, number: int) -> str:
        """Nothing: the lines are always the same."""
        return ""

    def opened(self, line: str) -> None:
        """Open a job."""
        open_job(self.shell, line)

    def action_jobs(self) -> None:
        """The list is open already."""
