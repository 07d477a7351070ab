"""Finds the fonts that are on this machine and says, character by character, which one draws it.

Looked for in this order; within a folder by name, within a text for every character the first font that
draws it:

1. what the caller names (``--font``): files or folders;
2. ``fonts/`` beside the program, where the installation unpacks BabelStone Han (Debian
``fonts-babelstone-han``);
3. Windows: SimSun and SimSun-ExtB;
4. Debian and its like: BabelStone Han, Hanazono A and B, AR PL UMing;
5. ``fonts/`` in the office's own folder.

Only fonts with TrueType outlines that allow embedding are used; others (CFF, as Noto CJK) are passed over.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from errno import ENOENT
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from forms.errors import FormsError
from forms.paper.face import Face, load

PROBE = "社保"
"""A font book that cannot draw these has no Chinese font at all."""

WINDOWS = ("simsun.ttc", "simsunb.ttf", "simsunextg.ttf")
DEBIAN = (
    "truetype/babelstone/BabelStoneHan.ttf",
    "truetype/hanazono/HanaMinA.ttf",
    "truetype/hanazono/HanaMinB.ttf",
    "truetype/arphic/uming.ttc",
)


class FontBook:
    """The fonts found, best first; each is opened when a character needs it.

    May be empty, so that a doctor can say so; ``require`` raises before anything is printed.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(dict.fromkeys(paths))
        """Files found, in the order they are asked; some may turn out to be unusable."""
        self._waiting = list(self.paths)
        self._open: list[Face] = []
        self._chosen: dict[str, Face | None] = {}
        self._widths: dict[str, float] = {}

    def face_of(self, character: str) -> Face | None:
        """Give the first font that draws a character, or None."""
        if character not in self._chosen:
            self._chosen[character] = next((face for face in self._faces() if face.draws(character)), None)
        return self._chosen[character]

    def unprintable(self, text: str) -> list[str]:
        """Give the characters of a text that no font draws, each once, in their order."""
        return [character for character in dict.fromkeys(text) if self.face_of(character) is None]

    def require(self) -> None:
        """Raise FormsError E_FONT when there is no font for Chinese."""
        if self.unprintable(PROBE):
            raise FormsError("no_font", code="E_FONT")

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """Cut a text into runs of one font each; a character that no font draws is left out."""
        start, current = 0, None
        for index, character in enumerate(text):
            face = self.face_of(character)
            if face is not current:
                if current is not None:
                    yield current, text[start:index]
                start, current = index, face
        if current is not None:
            yield current, text[start:]

    def width(self, text: str, size: float) -> float:
        """Give the width of a text in points at a size in points."""
        widths = self._widths
        for character in text:
            if character not in widths:
                face = self.face_of(character)
                widths[character] = face.width(character) if face else 0.0
        return sum([widths[character] for character in text]) * size / 1000

    def _faces(self) -> Iterator[Face]:
        yield from list(self._open)
        while self._waiting:
            face = load(self._waiting.pop(0))
            if face and all(face.name != other.name for other in self._open):
                pdfmetrics.registerFont(face.font)
                self._open.append(face)
                yield face


def find_fonts(extra: Sequence[Path] = (), *, office: Path | None = None) -> FontBook:
    """Find the fonts of this machine in the order above; ``office`` is the office's folder.

    Raises FileNotFoundError, or FormsError E_FONT, when a file named in ``extra`` is not there or is no font that can
    be embedded.
    """
    for path in extra:
        if not path.exists():
            raise FileNotFoundError(ENOENT, "No such file", str(path))
        if not path.is_dir() and load(path) is None:
            raise FormsError("font_unusable", code="E_FONT", path=path.name)
    return _book(tuple(_candidates(extra, office)))


@cache
def _book(paths: tuple[Path, ...]) -> FontBook:
    return FontBook(paths)


def _candidates(extra: Sequence[Path], office: Path | None) -> Iterator[Path]:
    for path in extra:
        yield from _folder(path) if path.is_dir() else (path,)
    yield from _folder(Path(__file__).resolve().parents[2] / "fonts")
    windows = os.environ.get("WINDIR")
    known = [Path(windows, "Fonts", name) for name in WINDOWS] if windows else []
    known += [Path("/usr/share/fonts", name) for name in DEBIAN]
    yield from (path for path in known if path.is_file())
    if office:
        yield from _folder(office / "fonts")


def _folder(folder: Path) -> Iterator[Path]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return (path for path in files if path.suffix.lower() in (".ttf", ".ttc"))
