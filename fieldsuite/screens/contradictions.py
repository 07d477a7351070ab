"""矛盾: records that cannot all be right, pair by pair; Ctrl+O puts them side by side, Enter opens the person."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text

from fieldsuite.casework import review
from fieldsuite.province import conflicts
from fieldsuite.province.conflicts import Conflict, Side
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.verifying import site_name
from fieldsuite.screens.beside import BesideScreen, Shown
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_list import DeskList
from fieldsuite.screens.wording import Say, detail


class ConflictsScreen(DeskList):
    """Alive against dead, two places in an hour, two contents under one number, two offices; nothing wins by itself."""

    BINDINGS = [*bind("beside")]
    title_key = "rulings.conflicts"
    columns = ("conflict", "name", "one_side", "other_side")
    with_area = False

    def pickers(self) -> Any:
        """Open ones, or all."""
        return [("which", [(self.say(f"rulings.conflicts_{one}"), one) for one in ("open", "all")], "open")]

    def read(self) -> None:
        """Read the contradictions."""
        self.quietly(self.show, conflicts.conflicts, self.office, which=self.chosen_filters["which"])

    def name_of(self, row: Conflict) -> str:
        """Its two sides."""
        return row.id

    def cells(self, row: Conflict) -> list[str | Text]:
        """What contradicts what."""
        kind = Text(self.say(f"rulings.conflict_{row.kind}"))
        return [
            kind,
            Text(row.name, style="bold"),
            side_line(self._named(row.first), self.say),
            side_line(self._named(row.second), self.say),
        ]

    def _named(self, side: Side) -> Side:
        """Call its office by name."""
        return replace(side, site=site_name(self.office, side.site)) if side.site else side

    def about(self, row: Conflict) -> list[str]:
        """Both sides in full, one under the other."""
        return [
            self.say("rulings.conflict_keys"),
            *side_lines(self._named(row.first), self.say),
            *side_lines(self._named(row.second), self.say),
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Two to look at."""
        return action != "beside" or (self.is_mounted and self.chosen is not None)

    def action_beside(self) -> None:
        """Ctrl+O: both beside each other, with their pictures."""
        row: Conflict = self.chosen

        def side(of: Side) -> Shown:
            return Shown(side_line(of, self.say), tuple(side_lines(of, self.say)[1:]), of.evidence)

        def both() -> tuple[Shown, Shown]:
            return side(self._named(row.first)), side(self._named(row.second))

        self.app.push_screen(BesideScreen(both, partial(review.evidence, self.office)))

    def write(self, path: Path) -> ListFile:
        """Write the list."""
        return conflicts.write(self.office, path, self.rows)


def side_line(side: Side, say: Say) -> str:
    """Say in a few words what one side is."""
    found = (
        say(f"deskwork.kind_{side.detail}") if side.kind == "event" else detail(side.kind, side.detail, say)
    )
    return f"{side.at[5:]} {side.site or say('rulings.registered')} {found}".strip()


def side_lines(side: Side, say: Say) -> list[str]:
    """Say all that matters of one side."""
    if side.kind == "event":
        return [side_line(side, say), say("rulings.registered_on", on=side.on.isoformat())]
    return [
        side_line(side, say),
        say("rulings.side", way=say(f"method_{side.method}"), place=side.place or "-", officer=side.officer,
            state=say(f"province.status_{side.status}"), pieces=len(side.evidence)),
    ]  # fmt: skip
