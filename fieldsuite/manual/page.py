"""One page of the manual as it is written: sections, pages, the two languages, pieces of text."""

import re
from dataclasses import dataclass

from fieldsuite.words import Lang, say
from forms.book import Block, Chapter, Kind

LEADS: tuple[tuple[str, Kind], ...] = (("## ", "head"), ("1. ", "step"), ("- ", "item"))
"""How a line begins, and what it is; any other line belongs to a paragraph."""
PAGE = re.compile(r"^=== ([a-z-]+) *:? *(.*)$", re.MULTILINE)
OTHER = "--- en\n"
"""Stands between the Chinese and the English of a page."""
FENCE = "```"


@dataclass(frozen=True, slots=True)
class Page:
    """A page in both languages; blanks like ``{key:verify}`` are not filled in yet."""

    name: str
    section: str
    """File of the page, or ``errors``; its words are ``manual.section_<section>``."""
    screens: tuple[str, ...]
    """Screens whose F1 leads here."""
    titles: dict[Lang, str]
    blocks: dict[Lang, tuple[Block, ...]]

    def chapter(self, lang: Lang) -> Chapter:
        """Give the page as a chapter of the book in one language, blanks still open."""
        section = say(f"manual.section_{self.section}", lang)
        return Chapter(self.name, section, self.titles[lang], self.blocks[lang])


def read(section: str, text: str) -> list[Page]:
    """Read the pages of a section: ``=== name: Screens``, the Chinese page, ``--- en``, the English page.

    Raises ValueError when a page has no title or only one language.
    """
    parts = PAGE.split(text)[1:]
    made = []
    for name, screens, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        zh, between, en = body.partition(OTHER)
        if not between:
            raise ValueError(f"{section}/{name}: no English")
        titles: dict[Lang, str] = {"zh": _title(zh, name), "en": _title(en, name)}
        blocks: dict[Lang, tuple[Block, ...]] = {"zh": _blocks(zh, ""), "en": _blocks(en, " ")}
        made.append(Page(name, section, tuple(screens.split()), titles, blocks))
    return made


def _title(text: str, name: str) -> str:
    first = text.strip().partition("\n")[0]
    if not first.startswith("# "):
        raise ValueError(f"{name}: no title")
    return first.removeprefix("# ")


def _blocks(text: str, between: str) -> tuple[Block, ...]:
    """Cut a page into its pieces; lines of a paragraph are put together with ``between``."""
    made: list[Block] = []
    running, fenced = False, False
    for line in text.strip().split("\n")[1:]:
        if line.startswith(FENCE):
            fenced, running = not fenced, False
        elif fenced:
            made.append(Block("code", line))
        elif not line.strip():
            running = False
        elif lead := next(((mark, kind) for mark, kind in LEADS if line.startswith(mark)), None):
            made.append(Block(lead[1], line.removeprefix(lead[0])))
            running = lead[1] != "head"
        elif running:
            made[-1] = Block(made[-1].kind, f"{made[-1].text}{between}{line.strip()}")
        else:
            made.append(Block("text", line))
            running = True
    return tuple(made)
