"""Every page of the manual in its order, which screen leads to which, and blanks filled in."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from fieldsuite.manual import errors
from fieldsuite.manual.page import Page, read
from fieldsuite.words import Lang
from forms.book import Block, Chapter

SECTIONS = ("begin", "people", "visits", "paper", "counter", "stick", "register", "desk", "safe")
"""Sections that are written, in the order of the book; errors come after them."""
BLANK = re.compile(r"\{(key|page):([A-Za-z_0-9-]+)\}")
Keys = Callable[[str, Lang], str]
"""Meaning of a key and a language -> the key as it stands on the keyboard."""


@cache
def pages() -> tuple[Page, ...]:
    """Give every page: the jobs section by section, then the errors."""
    folder = files("fieldsuite.manual").joinpath("pages")
    jobs = [
        page
        for section in SECTIONS
        for page in read(section, folder.joinpath(f"{section}.md").read_text(encoding="utf-8"))
    ]
    return (*jobs, *errors.pages())


def page_named(name: str) -> Page | None:
    """Give the page of a name (``backup``, ``E_DISK``); letters may be small or capital."""
    wanted = name.strip().lower()
    return next((page for page in pages() if page.name.lower() == wanted), None)


def page_of_screen(screen: str) -> Page | None:
    """Give the page that belongs to a screen, by the name of its class."""
    return next((page for page in pages() if screen in page.screens), None)


def fill(text: str, key: Callable[[str], str], page: Callable[[Page], str]) -> str:
    """Fill the blanks of a text: ``{key:word}`` and ``{page:name}``. A page nobody knows stays as it is written."""

    def filled(blank: re.Match[str]) -> str:
        what, name = blank.groups()
        if what == "key":
            return key(name)
        found = page_named(name)
        return page(found) if found else name

    return BLANK.sub(filled, text)


def chapter(page: Page, lang: Lang, keys: Keys) -> Chapter:
    """Give a page as it is read, its keys and the titles of other pages filled in."""
    made = page.chapter(lang)

    def filled(text: str) -> str:
        return fill(text, lambda word: keys(word, lang), lambda other: titled(other, lang))

    def leads(text: str) -> tuple[tuple[str, str], ...]:
        found = [page_named(name) for what, name in BLANK.findall(text) if what == "page"]
        return tuple((titled(other, lang), other.name) for other in found if other)

    blocks = tuple(Block(block.kind, filled(block.text), leads(block.text)) for block in made.blocks)
    return Chapter(made.name, made.section, made.title, blocks)


def titled(page: Page, lang: Lang) -> str:
    """Give the title of a page as another page names it."""
    return f"《{page.titles['zh']}》" if lang == "zh" else f"“{page.titles['en']}”"


def leads_to(page: Page, lang: Lang) -> Iterator[Page]:
    """Give the pages that a page names, each once, in the order of the text."""
    named = dict.fromkeys(
        name for block in page.blocks[lang] for what, name in BLANK.findall(block.text) if what == "page"
    )
    yield from filter(None, map(page_named, named))
