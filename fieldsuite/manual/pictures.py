"""Pictures of screens as lines of text, for a page in HTML or on paper; on the screen the screen itself is a key away.

Each is what the snapshot of that screen shows; a test holds the two together.
"""

from importlib.resources import files

from fieldsuite.words import Lang


def of(page: str, lang: Lang) -> tuple[str, ...]:
    """Give the picture of a page, line by line; empty where a page has none."""
    file = files("fieldsuite.manual").joinpath("pictures", f"{page}.{lang}.txt")
    return tuple(file.read_text(encoding="utf-8").rstrip().split("\n")) if file.is_file() else ()
