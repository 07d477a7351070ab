"""One number of the home screen with its name and one line about it; a single line where there is no room."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from fieldsuite.widgets.block_digits import BlockDigits


class Card(Container):
    """A number in a frame; the digit before its name is the key that opens its list."""

    DEFAULT_CSS = """
    Card { height: 7; width: 1fr; border: round $border; padding: 0 1; border-title-color: $foreground; }
    Card BlockDigits { height: 4; color: $primary; }
    Card .about { height: 1; color: $text-muted; }
    Card .line { display: none; height: 1; }
    Card.-urgent BlockDigits { color: $error; }
    Card.-urgent { border: round $error; }
    """

    def __init__(self, key: str, title: str, *, id: str) -> None:
        super().__init__(id=id)
        self.key, self.title = key, title
        self.border_title = f"{key} {title}"

    def compose(self) -> ComposeResult:
        """Hold both forms; the style sheet shows one."""
        yield BlockDigits(large=False)
        yield Static(classes="about")
        yield Static(classes="line")

    def show(self, number: int, about: str, *, urgent: bool = False) -> None:
        """Show a number, a line about it, and whether it must be acted on today."""
        self.query_one(BlockDigits).digits = str(number)
        self.query_one(".about", Static).update(Text(about))
        colour = self.app.theme_variables["error" if urgent else "primary"]
        line = Text.assemble(
            (self.key, "bold"), f" {self.title}  ", (str(number), f"bold {colour}"), f"  {about}"
        )
        self.query_one(".line", Static).update(line)
        self.set_class(urgent, "-urgent")
