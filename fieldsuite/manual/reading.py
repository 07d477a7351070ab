"""The manual as it leaves the program: lines of a terminal, an HTML file, a PDF."""

from collections.abc import Iterator
from pathlib import Path

from fieldsuite import __version__
from fieldsuite.errors import OfficeError
from fieldsuite.manual import html, pictures
from fieldsuite.manual.contents import Keys, chapter, pages
from fieldsuite.manual.errors import LANGS
from fieldsuite.words import Lang, say
from forms.book import Block, Chapter, marks

SIGNS = {"zh": str.maketrans("✓✗▸", "√×＞"), "en": str.maketrans("✓✗▸“”", '√×＞""')}
"""Signs of the screen that fonts for Chinese papers lack, and what stands for them on paper.

Those fonts set the curved quotation marks as wide as a Chinese character, which tears an English line.
"""


def lines(shown: Chapter) -> Iterator[str]:
    """Give a page as lines of text: one piece a line, a blank line before a heading."""
    yield from (shown.title, "")
    before = ""
    for mark, block in zip(marks(shown.blocks), shown.blocks, strict=True):
        if block.kind == "head" or (block.kind == "text" and before not in ("", "head")):
            yield ""
        yield f"    {block.text}" if block.kind == "code" else f"{mark} {block.text}".strip()
        before = block.kind


def write(out: Path, lang: Lang, keys: Keys) -> list[Path]:
    """Write the manual as ``.html`` or ``.pdf`` in one language, or all four files into a folder; give their paths.

    A name without an ending is a folder and made where it is not there yet. Raises OfficeError E_USAGE for any other
    name, FormsError E_FONT without a Chinese font.
    """
    if not out.suffix and not out.exists():
        out.mkdir(parents=True, exist_ok=True)
    if out.is_dir():
        return [
            _one(out / f"fieldsuite-manual-{each}{suffix}", each, keys)
            for each in LANGS
            for suffix in (".html", ".pdf")
        ]
    return [_one(out, lang, keys)]


def _one(out: Path, lang: Lang, keys: Keys) -> Path:
    suffix = out.suffix.lower()
    if suffix == ".html":
        out.write_text(html.written(pages(), lang, keys, __version__), encoding="utf-8", newline="\n")
    elif suffix == ".pdf":
        from forms.paper import book_sheet

        title = say("manual.title", lang)
        chapters = [
            _on_paper(chapter(page, lang, keys), pictures.of(page.name, lang), lang) for page in pages()
        ]
        language = "zh-CN" if lang == "zh" else "en"
        book_sheet.write(chapters, out, title=title, foot=f"{title} {__version__}", language=language)
    else:
        raise OfficeError("manual.no_such_form", code="E_USAGE", path=str(out))
    return out


def _on_paper(shown: Chapter, picture: tuple[str, ...], lang: Lang) -> Chapter:
    signs = SIGNS[lang]
    blocks = tuple(
        Block(
            block.kind,
            block.text.translate(signs),
            tuple((part.translate(signs), to) for part, to in block.leads),
        )
        for block in shown.blocks
    )
    return Chapter(shown.name, shown.section, shown.title.translate(signs), blocks, picture)
