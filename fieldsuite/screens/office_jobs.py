"""The jobs of a whole office, by one letter on the screen where a day begins; each is imported when it is opened."""

from textual.screen import Screen


class OfficeJobs(Screen[None]):
    """B 批量建模, U 查重, W 待比对, C 模板维护."""

    def action_batch(self) -> None:
        """B: model a folder of card photographs."""
        from fieldsuite.screens.batch import BatchScreen

        self.app.push_screen(BatchScreen())

    def action_same(self) -> None:
        """U: look for one face, photograph or recording under two people."""
        from fieldsuite.screens.duplicates import DuplicatesScreen

        self.app.push_screen(DuplicatesScreen())

    def action_waiting(self) -> None:
        """W: captures that wait to be compared."""
        from fieldsuite.screens.waiting import WaitingScreen

        self.app.push_screen(WaitingScreen())

    def action_care(self) -> None:
        """C: who should be modelled anew."""
        from fieldsuite.screens.renewals import RenewalsScreen

        self.app.push_screen(RenewalsScreen())
