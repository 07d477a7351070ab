"""The pages of a person's card, each by its digit (design page screens, 5: 1–5)."""

from textual.widgets import TabbedContent

from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.listing import Listing


class CardPages(OfficeScreen[None]):
    """1 时间线, 2 为什么, 3 生物特征, 4 资料, 5 表单与附件."""

    BINDINGS = [*bind("list_1", "list_2", "list_3", "list_4", "list_5", shown=False)]

    def action_list_1(self) -> None:
        """1: the history."""
        self._tab("history")

    def action_list_2(self) -> None:
        """2: why."""
        self._tab("why")

    def action_list_3(self) -> None:
        """3: models and consent."""
        self._tab("biometrics")

    def action_list_4(self) -> None:
        """4: particulars and their corrections."""
        self._tab("details")

    def action_list_5(self) -> None:
        """5: forms and evidence."""
        self._tab("papers")

    def _tab(self, name: str) -> None:
        self.query_one("#tabs", TabbedContent).active = f"tab_{name}"
        if name in ("history", "papers"):
            self.query_one(f"#{name}", Listing).focus()
