"""队列: the bundles in the drop folder that the workers have not taken in yet, and what was set aside for a person."""

from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.widgets import Static

from fieldsuite.clock import instant
from fieldsuite.province import queue_views
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.queue_views import QueuedBundle, QueueView
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_list import DeskList
from fieldsuite.words import has

EVERY = 3.0
"""Seconds between two looks: workers of a server go on beside the screen."""


class QueueScreen(DeskList):
    """A line a file that is not done; the space bar gives back to the workers what was set aside."""

    BINDINGS = [*bind("again")]
    title_key = "queue.title"
    columns = ("file", "queue_state", "tries", "came_at", "worker", "queue_why")
    with_area = False
    view: QueueView | None = None

    def on_mount(self) -> None:
        """Look again from time to time."""
        super().on_mount()
        self.set_interval(EVERY, self.read)

    def read(self) -> None:
        """Look at the queue."""
        self.quietly(self._seen, queue_views.view, self.office)

    def _seen(self, view: QueueView) -> None:
        self.view = view
        self.show(view.open)

    def fill(self) -> None:
        """Show the lines, and how many files are in which state."""
        super().fill()
        counts = self.view.counts if self.view else {}
        words = (f"{self.say(f'queue.state_{state}')} {number}" for state, number in counts.items())
        self.query_one("#count", Static).update("   ".join(words))

    def name_of(self, row: QueuedBundle) -> str:
        """Name of the file."""
        return row.file

    def cells(self, row: QueuedBundle) -> list[str | Text]:
        """File, how far it is, how often it was tried, since when, who has it, why not yet."""
        tone = self.app.theme_variables["warning"] if row.state == "set_aside" else ""
        state = Text(self.say(f"queue.state_{row.state}"), style=tone)
        came = instant(row.came_at).astimezone(ZoneInfo(self.office.config.timezone))
        return [Text(row.file[:24], style="bold"), state, str(row.tries), f"{came:%Y-%m-%d %H:%M}",
                row.worker or "-", row.code]  # fmt: skip

    def about(self, row: QueuedBundle) -> list[str]:
        """The whole name, and why it waits or was set aside."""
        said = self.say(row.message) if has(row.message) else row.message
        what = "queue.about_set_aside" if row.state == "set_aside" else "queue.about_waiting"
        return [row.file, *([said] if said else []), self.say(what)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was set aside can be given back."""
        return (row := self.chosen) is not None and row.state == "set_aside" if action == "again" else True

    def action_again(self) -> None:
        """Space: let the workers try it again."""
        if row := self.chosen:
            self.ask(partial(self._back, row.file), queue_views.again, self.office, [row.file])

    def _back(self, file: str, _number: int) -> None:
        self.done(self.say("queue.given_back", file=file))

    def open_chosen(self) -> None:
        """Enter opens nobody: a file has no person yet."""

    def write(self, path: Path) -> ListFile:
        """Write the table."""
        return queue_views.write(self.office, path, self.rows)
