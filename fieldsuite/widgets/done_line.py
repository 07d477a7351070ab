"""The line that says what was done last; it stays until the next thing is done, for those who miss a toast."""

from fieldsuite.widgets.prose import Prose


class DoneLine(Prose):
    """One sentence behind a tick; takes no room before anything was done."""

    DEFAULT_CSS = """
    DoneLine { display: none; padding: 0 1; color: $text-success; }
    DoneLine.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(headed=True)
        self.words = ""
        """What was done."""

    def show(self, words: str) -> None:
        """Show what was done; an empty sentence hides the line."""
        self.words = words
        self.text = f"✓ {words}" if words else ""
        self.set_class(bool(words), "-shown")
