"""A job of a few stages, each with its bar: done, under way, still to come."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Static

from fieldsuite.widgets.meter import bar


class Stages(Static):
    """``[1 打包] ✓  [2 写入] ▓▓▓░░ 60%  [3 校验]``."""

    DEFAULT_CSS = "Stages { height: auto; }"

    at: tuple[int, int, int] | None = None
    """What was shown last."""

    def __init__(self, names: Sequence[str], id: str | None = None) -> None:
        super().__init__(id=id)
        self.names = names

    def show(self, at: int, done: int, total: int) -> None:
        """Show that stage ``at`` (from 0) has done so much; one past the last means that all is done.

        A line breaks between stages, never within one.
        """
        self.at = (at, done, total)
        lines, width = [Text(no_wrap=True)], self.content_size.width or 80
        for number, name in enumerate(self.names):
            piece = Text(f"[{number + 1} {name}] ", style="bold" if number == at else "")
            if number < at:
                piece.append("✓  ")
            elif number == at:
                share = done / total if total else 1.0
                piece.append(f"{bar(share, 8)} {share:.0%}  ")
            if lines[-1].cell_len and lines[-1].cell_len + cell_len(piece.plain.rstrip()) > width - 1:
                lines.append(Text(no_wrap=True))
            lines[-1].append_text(piece)
        self.update(Text("\n").join(lines))

    def on_resize(self) -> None:
        """Break anew: how wide this is was not known before it stood somewhere."""
        if self.at is not None:
            self.show(*self.at)
