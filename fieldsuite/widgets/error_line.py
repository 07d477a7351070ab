"""The line that says what went wrong and what to do; it stays until it is mended."""

from fieldsuite.widgets.prose import Prose


class ErrorLine(Prose):
    """One or two sentences under the header; takes no room while there is nothing to say."""

    DEFAULT_CSS = """
    ErrorLine { display: none; padding: 0 1; background: $error-muted; color: $text; }
    ErrorLine.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(headed=True)

    def on_resize(self) -> None:
        """Keep the field with the cursor in sight: what stands below has less room, or more."""
        if (field := self.screen.focused) is not None:
            field.scroll_visible(animate=False)

    def show(self, what: str, hint: str = "") -> None:
        """Show what happened and what to do; an empty sentence hides the line."""
        self.text = f"✗ {what}\n  {hint}".rstrip() if what else ""
        self.set_class(bool(what), "-shown")
