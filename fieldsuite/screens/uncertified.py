"""未认证人员名单 (四川规程 附件7): six spans of time by 参保地 and 险种; and the list of every day."""

from pathlib import Path
from typing import Any

from rich.text import Text
from textual.app import ComposeResult

from fieldsuite.province import daily
from fieldsuite.province.daily import DailyRow
from fieldsuite.province.list_files import ListFile
from fieldsuite.rules.buckets import BUCKETS
from fieldsuite.screens.desk_list import ALL, DeskList
from fieldsuite.screens.paged_list import PagedList
from fieldsuite.widgets.bars import Bars

DAILY = "daily"
"""The choice that shows 每日查询名单 instead."""


class UncertifiedScreen(PagedList):
    """The six spans as bars, the people of the chosen one below."""

    title_key = "deskwork.uncertified"
    columns = ("name", "number", "benefit", "status", "last", "months", "deadline", "area", "village")

    def __init__(self, span: str = ALL) -> None:
        super().__init__()
        self.span = span

    def pickers(self) -> Any:
        """未认证时间段, 险种选择."""
        spans = [(self.say("deskwork.every_span"), ALL)]
        spans += [(self.say(bucket.key), str(bucket.from_months)) for bucket in BUCKETS]
        return [("span", [*spans, (self.say("deskwork.daily"), DAILY)], self.span), self.benefit_filter()]

    def above(self) -> ComposeResult:
        """How many stand in each span."""
        yield Bars(id="bars")

    def read(self) -> None:
        """Read a page."""
        self.turn(daily.page, **self._asked())

    def _asked(self) -> dict[str, Any]:
        """What the filters ask for."""
        span = self.filter_value("span")
        return {
            "due": span == DAILY, "span": int(span) if span not in ("", DAILY) else None,
            "benefit": self.filter_value("benefit"), "area": self.area,
        }  # fmt: skip

    def fill(self) -> None:
        """Show bars and rows."""
        super().fill()
        bars = self.query_one("#bars", Bars)
        bars.display = self.chosen_filters.get("span") != DAILY
        counts = self.page.spans if self.page else {}
        bars.show([(self.say(bucket.key), counts.get(bucket.from_months, 0)) for bucket in BUCKETS])

    def cells(self, row: DailyRow) -> list[str | Text]:
        """A line: who, which benefit, since when."""
        return [
            Text(row.name, style="bold"),
            row.person_no,
            self.say(f"benefit_{row.benefit}"),
            self.say(f"status_{row.status}"),
            row.last.isoformat() if row.last else self.say("deskwork.never"),
            str(row.months),
            row.deadline.isoformat() if row.deadline else "-",
            row.insured_area or "-",
            row.village,
        ]

    def about(self, row: DailyRow) -> list[str]:
        """Until when, from when not paid; and what this desk's level lets it see (第38条)."""
        from_when = self.say("deskwork.suspended_from", month=row.suspend_from) if row.suspend_from else ""
        deadline = self.say("deadline", day=row.deadline) if row.deadline else ""
        return [f"{row.name}  {deadline}  {from_when}".rstrip(), level_words(self)]

    def file_name(self) -> str:
        """The list as the notice calls it."""
        return self.say("deskwork.daily_file" if self.chosen_filters["span"] == DAILY else self.title_key)

    def write(self, path: Path) -> ListFile:
        """Write all of what is asked for, not only the page; numbers whole."""
        return daily.write_asked(self.office, path, self.file_name(), **self._asked())


def level_words(screen: DeskList) -> str:
    """Say of which level the desk is and whom it may look at (四川规程 第38条)."""
    from fieldsuite.rules.areas import level_of

    area = screen.office.config.area
    return screen.say(f"deskwork.level_{level_of(area)}", area=area or "-")
