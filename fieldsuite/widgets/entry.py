"""A field with its name before it and what is wrong with it behind; and a field for a path that completes
itself.
"""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label, Static


class Entry(Horizontal):
    """Label, field, and room for the sentence that says what to mend."""

    DEFAULT_CSS = """
    Entry { height: auto; }
    Entry > Label { width: 18; height: 1; padding: 0 1; text-align: right; color: $text-muted; }
    Entry > .wrong { width: auto; max-width: 45%; padding: 0 1; color: $text-error; display: none; }
    Entry.-wrong > .wrong { display: block; }
    Entry.-here > Label { color: $foreground; text-style: bold; }
    """

    def __init__(self, label: str, field: Widget) -> None:
        super().__init__(id=f"entry_{field.id}")
        self.label, self.field = label, field
        self.wrong = ""
        """The sentence that stands behind the field."""

    def compose(self) -> ComposeResult:
        """Put the three side by side."""
        yield Label(self.label)
        yield self.field
        yield Static(classes="wrong", markup=False)

    def on_descendant_focus(self) -> None:
        """Mark the name while the cursor is in the field; ``:focus-within`` comes too late for a field just shown."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """The cursor went on."""
        self.remove_class("-here")

    def show_wrong(self, sentence: str) -> None:
        """Say what is wrong with the field; an empty sentence takes it back."""
        self.wrong = sentence
        self.query_one(".wrong", Static).update(f"✗ {sentence}" if sentence else "")
        self.set_class(bool(sentence), "-wrong")


class PathSuggester(Suggester):
    """Completes a path as shells do; the arrow to the right takes what is shown in grey."""

    def __init__(self, suffixes: tuple[str, ...] = ()) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.suffixes = suffixes

    async def get_suggestion(self, value: str) -> str | None:
        """Give the first folder or fitting file that begins so, or None."""
        if not value or "/" not in value.replace("\\", "/"):
            return None
        typed = Path(value).expanduser()
        folder = typed if value.endswith(("/", "\\")) else typed.parent
        begin = "" if folder == typed else typed.name
        if not folder.is_dir():
            return None
        fitting = (
            child
            for child in sorted(folder.iterdir())
            if child.name.startswith(begin) and not (child.name.startswith(".") and not begin)
            and (child.is_dir() or not self.suffixes or child.suffix.lower() in self.suffixes)
        )  # fmt: skip
        first = next(fitting, None)
        if first is None:
            return None
        return value[: len(value) - len(begin)] + first.name + ("/" if first.is_dir() else "")


def text_field(name: str, value: str = "", *, placeholder: str = "", password: bool = False) -> Input:
    """Field for text; the first key does not replace what stands in it, as an input method would suffer
    from that.
    """
    return Input(
        value, id=name, placeholder=placeholder, password=password, select_on_focus=False, compact=True
    )


class PhotoField(Input):
    """Field for paths of photographs; a form offers those near at hand when the arrow down is pressed in it."""


def photo_field(name: str, value: str = "", *, placeholder: str = "") -> PhotoField:
    """Field for photographs, with semicolons between them."""
    suffixes = (".jpg", ".jpeg", ".png")
    return PhotoField(
        value, id=name, placeholder=placeholder, select_on_focus=False, compact=True,
        suggester=PathSuggester(suffixes),
    )  # fmt: skip


def path_field(name: str, value: str = "", *, placeholder: str = "", suffixes: tuple[str, ...] = ()) -> Input:
    """Field for a path."""
    return Input(
        value,
        id=name,
        placeholder=placeholder,
        select_on_focus=False,
        compact=True,
        suggester=PathSuggester(suffixes),
    )
