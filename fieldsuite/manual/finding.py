"""Searching the manual by Chinese, pinyin, English or an error's code."""

import re

from fieldsuite.manual.contents import pages
from fieldsuite.manual.errors import LANGS
from fieldsuite.manual.page import Page
from fieldsuite.words.spelling import spelt

ASKING = "怎么办|怎么样|怎么|如何|在哪里|哪里|为什么|什么|了|吗|呢|我|[，。？?！!]"
"""What makes a question of the words that are looked for."""
LEAST = 3
"""Pairs of characters below which a question says too little."""
ENOUGH = 0.5
MOST = 9


def find(typed: str) -> list[Page]:
    """Give the pages that have what was typed: in the title first, then in the text; all of them for nothing typed.

    Every word must be there. A title may be typed in pinyin, whole or by initials. A question in Chinese that no page
    has word for word gives the nearest pages.
    """
    words = typed.lower().split()
    if not words:
        return list(pages())
    asked = re.sub(ASKING, " ", typed.lower()).split()
    return _with_all(words) or (_with_all(asked) if asked else []) or _nearest("".join(asked))


def _with_all(words: list[str]) -> list[Page]:
    titled = [page for page in pages() if all(word in _title(page) for word in words)]
    told = [page for page in pages() if page not in titled and all(word in _text(page) for word in words)]
    return [*titled, *told]


def _nearest(typed: str) -> list[Page]:
    """Give the pages that have most of a question's pairs of Chinese characters: people ask in whole sentences."""
    pairs = {typed[at : at + 2] for at in range(len(typed) - 1) if not typed[at : at + 2].isascii()}
    if len(pairs) < LEAST:
        return []
    shares = {page.name: sum(pair in _text(page) for pair in pairs) / len(pairs) for page in pages()}
    near = [page for page in pages() if shares[page.name] >= ENOUGH]
    return sorted(near, key=lambda page: -shares[page.name])[:MOST]


def _title(page: Page) -> str:
    chinese = "".join(letter for letter in page.titles["zh"] if not letter.isascii())
    return " ".join([page.name, *page.titles.values(), spelt(chinese)]).lower()


def _text(page: Page) -> str:
    blocks = (block.text for lang in LANGS for block in page.blocks[lang])
    return "\n".join([_title(page), *blocks]).lower()
