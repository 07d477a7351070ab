"""A pack of the program as ``start.py pack`` makes it, of a few files."""

from pathlib import Path

from starting import pack, sums
from starting.pack import here


def made(folder: Path, version: str, platform: str = "", changes: str = "") -> Path:
    """A pack of three files and what changed, with its list and the file that says what it is."""
    place = folder / f"fieldsuite-{version}-{platform or here()}"
    for name, text in (
        ("start.py", ""),
        ("fieldsuite/__init__.py", f'__version__ = "{version}"\n'),
        ("wheels/w.whl", "w"),
        *((("CHANGELOG.md", changes),) if changes else ()),
    ):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    what: dict[str, object] = {
        "version": version,
        "platform": platform or here(),
        "python": "3.11",
        "lite": True,
    }
    pack.say_what(place, place.name, what, sums.write(place))
    return place
