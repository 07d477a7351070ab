"""Keys pressed while a screen opens: a screen of work gets them in their order, a question none of them.

Nobody can have answered a question that was not painted yet: a second press of P would stand in the field for a path, a
second Enter would confirm what nobody has read. Whoever presses F3 and types a name at once means the field for names.
"""

from weakref import WeakSet

from textual.command import CommandPalette
from textual.events import Event, Key, Paste
from textual.screen import Screen

from fieldsuite.screens.base import OfficeModal, OfficeScreen
from fieldsuite.screens.idle import LocksItself


class TakesItsTime(LocksItself):
    """A program that hands keys on to screens that were painted."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # as the shell takes them
        self.seen: WeakSet[Screen[object]] = WeakSet()
        """Screens that were painted."""
        self.held: list[Event] = []
        """Keys for the screen that opens."""

    @property
    def opening(self) -> bool:
        """True while the screen on top was not painted yet."""
        top = self.screen_stack[-1] if self.screen_stack else None
        return isinstance(top, OfficeScreen | CommandPalette) and top not in self.seen

    async def on_event(self, event: Event) -> None:
        """Hold keys back while a screen opens; a question that opens takes none."""
        if isinstance(event, Key | Paste) and not event.is_forwarded and (self.opening or self.held):
            if not (self.opening and isinstance(self.screen, OfficeModal)):
                self.held.append(event)
            return
        await super().on_event(event)

    def painted(self, screen: Screen[object]) -> None:
        """Let a screen have its keys."""
        self.seen.add(screen)
        self.call_later(self._hand_on)

    async def _hand_on(self) -> None:
        while self.held and not self.opening:
            await super().on_event(self.held.pop(0))
