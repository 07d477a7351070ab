"""A list with a cursor: rows with ids, refilled without losing the place."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.widgets import DataTable

MOST = 200
"""Rows filled at once: 200 take 0.1 s, 20,000 took 2.5 s (design page libraries, 10)."""


class Listing(DataTable[Text]):
    """A table of lines; ``chosen`` is the id of the line under the cursor."""

    DEFAULT_CSS = """
    Listing { height: 1fr; background: $background; scrollbar-size-vertical: 1; }
    Listing > .datatable--cursor { background: $primary 30%; color: $foreground; text-style: bold; }
    Listing:blur > .datatable--cursor { background: $surface; }
    """
    # A list is read from the top down: what stands to the right is no place that anybody means by End.
    BINDINGS = [Binding("home", "scroll_top", show=False), Binding("end", "scroll_bottom", show=False)]

    def __init__(
        self, columns: Sequence[str], *, headed: bool = True, cut: bool = False, id: str | None = None
    ) -> None:
        """With ``cut`` the last column ends with the room there is: what it says stands in full elsewhere."""
        super().__init__(id=id, cursor_type="row", show_header=headed, cell_padding=1)
        self.titles, self.cut = columns, cut
        self._lines: list[tuple[str, list[Text]]] | None = None

    def on_mount(self) -> None:
        """Set the columns up."""
        for at, title in enumerate(self.titles):
            self.add_column(title, width=cell_len(title), key=str(at))

    def refill(self, rows: Iterable[tuple[str, Sequence[str | Text]]]) -> None:
        """Show these rows (id, cells) instead; the cursor stays on the line of the same id, where it is
        still there.
        """
        lines = [
            (name, [cell if isinstance(cell, Text) else Text(cell) for cell in cells])
            for name, cells in list(rows)[:MOST]
        ]
        if lines == self._lines:
            return
        self._lines = lines
        self._draw(lines)

    def on_resize(self) -> None:
        """Cut off at another place."""
        if self.cut and self._lines:
            self._draw(self._lines)

    def _draw(self, lines: list[tuple[str, list[Text]]]) -> None:
        before, row_at = self.chosen, self.cursor_row
        self.clear()
        # Widths are set before a row is drawn: Textual measures later and then shows what it drew before.
        for at, (title, column) in enumerate(zip(self.titles, self.ordered_columns, strict=True)):
            column.width = max(cell_len(title), *(cells[at].cell_len for _, cells in lines), 1)
        if self.cut and self.size.width:
            self._cut_to_the_room()
        for name, cells in lines:
            *others, last = cells
            if self.cut and last.cell_len > self.ordered_columns[-1].width:
                last = last.copy()
                last.truncate(self.ordered_columns[-1].width, overflow="ellipsis")
            self.add_row(*others, last, key=name)
        if self.row_count:
            self.move_cursor(row=min(row_at, self.row_count - 1), animate=False)
        self.go_to(before)

    def _cut_to_the_room(self) -> None:
        """Let the last column take what the others leave it."""
        *others, last = self.ordered_columns
        taken = sum(column.width for column in others) + 2 * self.cell_padding * len(self.titles)
        last.width = min(
            last.width, max(self.scrollable_content_region.width - taken, cell_len(self.titles[-1]))
        )

    def go_to(self, name: str | None) -> None:
        """Put the cursor on the line of this id, where there is one."""
        if name is not None and name in self.rows:
            self.move_cursor(row=self.get_row_index(name), animate=False)

    def to_top(self) -> None:
        """Put the cursor on the first line: another list than before was asked for."""
        self.move_cursor(row=0, animate=False)

    @property
    def chosen(self) -> str | None:
        """Id of the line under the cursor, None in an empty list."""
        if not self.row_count:
            return None
        key: Any = self.coordinate_to_cell_key(self.cursor_coordinate).row_key
        return str(key.value)
