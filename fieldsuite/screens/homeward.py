"""Ctrl+B: back to the screen where the day begins, by the same steps as Esc: each screen keeps its draft, or asks."""

from textual.screen import Screen

from fieldsuite.screens.base import OfficeModal, OfficeScreen
from fieldsuite.screens.typed_ahead import TakesItsTime

LONGEST = 3.0
"""Seconds after which a screen that has not let go keeps the person there."""


class GoesHome(TakesItsTime):
    """A program whose screens lead home, however many of them lie over each other."""

    homeward: bool = False
    """True while screen after screen is left."""

    @property
    def away(self) -> bool:
        """True where the home screen of an open office lies underneath."""
        return self.office is not None and len(self.screen_stack) > 2

    def action_home(self) -> None:
        """Leave the screen on top; each one that appears behind it is left as well."""
        if self.away:
            self.homeward = True
            self.set_timer(LONGEST, self._stay)
            self._leave_top()

    def _leave_top(self) -> None:
        top = self.screen
        if isinstance(top, OfficeScreen):
            top.action_back()

    def _stay(self) -> None:
        self.homeward = False

    def painted(self, screen: Screen[object]) -> None:
        """Go on as soon as the screen underneath stands there; a question on the way is for the person."""
        super().painted(screen)
        if self.homeward and screen is self.screen:
            if not self.away or isinstance(screen, OfficeModal):
                self._stay()
            else:
                self.call_later(self._leave_top)
