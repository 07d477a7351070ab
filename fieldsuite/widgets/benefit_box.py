"""One benefit in a frame: where it stands, until when, and why."""

from collections.abc import Sequence

from fieldsuite.widgets.prose import Prose

URGENT = ("SUSPENDED", "STOPPED", "OVERDUE_IN_MONTH", "DECEASED", "STOPPED_PRISON")


class BenefitBox(Prose):
    """State in the first line, reasons below; the frame is red where something must be done today."""

    DEFAULT_CSS = """
    BenefitBox { border: round $border; border-title-color: $foreground; padding: 0 1; }
    BenefitBox.-urgent { border: round $error; }
    BenefitBox.-soon { border: round $warning; }
    """

    def __init__(self, title: str, lines: Sequence[str], status: str) -> None:
        tone = "-urgent" if status in URGENT else "-soon" if status == "DUE_SOON" else ""
        super().__init__("\n".join(lines), headed=True, classes=tone)
        self.border_title = title
