"""Where the keys that work everywhere lead: people, forms, review, stick, jobs, settings; at a desk to its own screens.

Screens are imported when they are opened.
"""

from textual.screen import Screen

from fieldsuite.screens.homeward import GoesHome


class Leads(GoesHome):
    """A program whose keys open its screens."""

    def open_once(self, screen: Screen[None]) -> None:
        """Open a screen, unless it is the one on top already."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    def action_find(self) -> None:
        """Find people."""
        if self.office is not None and self.office.config.kind == "province":
            from fieldsuite.screens.desk_people import DeskPeopleScreen

            self.open_once(DeskPeopleScreen())
            return
        from fieldsuite.screens.people import PeopleScreen

        self.open_once(PeopleScreen())

    def action_forms(self) -> None:
        """Open the roster; at a consulate the counter."""
        if self.office is not None and self.office.config.kind == "consulate":
            from fieldsuite.screens.counter import CounterScreen

            self.open_once(CounterScreen())
            return
        from fieldsuite.screens.roster import RosterScreen

        self.open_once(RosterScreen())

    def open_job(self, job: str) -> None:
        """Open a job of the desk from the palette."""
        from fieldsuite.province.desk_day import sites
        from fieldsuite.screens.desk_jobs import screen_of

        assert self.office is not None
        self.push_screen(screen_of(job, sites(self.office)))

    def open_office_job(self, job: str) -> None:
        """Open a job of an office from the palette."""
        from fieldsuite.screens.job_doors import open_job

        open_job(self, job)

    def action_jobs(self) -> None:
        """Open 办公事项: every job of the office, the next one marked; at the desk what is beside its nine jobs."""
        from fieldsuite.screens.job_doors import every_job

        self.open_once(every_job(self))

    def action_review(self) -> None:
        """Open the review queue."""
        from fieldsuite.screens.review import ReviewScreen

        self.open_once(ReviewScreen())

    def action_stick(self) -> None:
        """Open what leaves and what comes in; at the desk what is sent to an office."""
        if self.office is not None and self.office.config.kind == "province":
            self.open_job("dispatch")
            return
        from fieldsuite.screens.stick import StickScreen

        self.open_once(StickScreen())

    def action_settings(self) -> None:
        """Open 设置与诊断; it works before an office is opened too, for it may be why none can be."""
        from fieldsuite.screens.checkup import CheckupScreen

        self.open_once(CheckupScreen())
