"""A TrueType font whose text survives copying, searching and archiving.

reportlab 5.1.0 writes the map from codes to characters (ToUnicode, PDF 32000-1, 9.10.3) with one
hexadecimal number a character; beyond the Basic Multilingual Plane that must be a surrogate pair, or 𬱟 is
read back as another character.
"""

from collections.abc import Sequence

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

BLOCK = 100
"""Most lines of one ``beginbfchar`` (PDF 32000-1, 9.10.3)."""


def to_unicode_map(name: str, subset: Sequence[int]) -> str:
    """Give the map of a subset, in which ``subset[code]`` is the character drawn by ``code``, 0 for none."""
    pairs = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    blocks = [pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def",
        "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class ReadableTTFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A font of reportlab's with the right map in every subset."""

    def addObjects(self, doc: object) -> None:  # noqa: N802  # reportlab's name
        """Add the font to a document, then replace its maps."""
        subsets = self.state[doc].subsets if doc in self.state else []
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode(
                "ascii", "replace"
            )
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode_map(name, subset)  # type: ignore[attr-defined]
