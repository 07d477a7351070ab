"""One font file: whether it may be embedded, which characters it really draws, how wide they are."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError

from forms.paper.tounicode import ReadableTTFont

RESTRICTED = 0x0002
"""fsType bit of a font whose licence forbids embedding (OpenType, table OS/2)."""


class Face:
    """A TrueType font that is open."""

    def __init__(self, path: Path, font: ReadableTTFont) -> None:
        self.path, self.font = path, font
        self.name: str = font.fontName

    def draws(self, character: str) -> bool:
        """True when the font has a glyph for the character, and the glyph has an outline unless it is a
        space.

        A character map may point to an empty glyph; the name would then print as a gap. Private-use characters are
        never drawn: what they look like is another thing in every font.
        """
        if unicodedata.category(character) in ("Co", "Cc", "Cf", "Cs"):
            return False
        glyph = self.font.face.charToGlyph.get(ord(character), 0)
        if not glyph:
            return False
        places = self.font.face.glyphPos
        return character in " \u3000" or bool(places[glyph + 1] > places[glyph])

    def width(self, character: str) -> float:
        """Give the width of a character in thousandths of the size."""
        return float(self.font.face.getCharWidth(ord(character)))


@cache
def load(path: Path) -> Face | None:
    """Open a font, the first of a collection; None when it has no TrueType outlines or must not be embedded.

    BabelStone Han (51 MB) takes 0.3 s.
    """
    try:
        font = ReadableTTFont(f"forms-{path.stem}", str(path), subfontIndex=0)
        font.fontName = "forms-" + font.face.name.decode("ascii", "replace")
        embedding = struct.unpack(">H", font.face.get_table("OS/2")[8:10])[0]
        glyphs = font.face.glyphPos
    except (
        TTFError,
        struct.error,
        OSError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        ArithmeticError,
    ):
        return None  # whatever a damaged file makes reportlab's reader say, it is not a font to print with
    return Face(path, font) if glyphs and embedding & 0xF != RESTRICTED else None
