"""Searching the manual by Chinese, pinyin, English or an error's code."""

from fieldsuite.manual.contents import pages
from fieldsuite.manual.errors import LANGS
from fieldsuite.manual.page import Page
from fieldsuite.words.spelling import spelt


def find(typed: str) -> list[Page]:
    """Give the pages that have what was typed: in the title first, then in the text; all of them for nothing typed.

    Every word must be there. A title may be typed in pinyin, whole or by initials.
    """
    words = typed.lower().split()
    if not words:
        return list(pages())
    titled = [page for page in pages() if all(word in _title(page) for word in words)]
    told = [page for page in pages() if page not in titled and all(word in _text(page) for word in words)]
    return [*titled, *told]


def _title(page: Page) -> str:
    chinese = "".join(letter for letter in page.titles["zh"] if not letter.isascii())
    return " ".join([page.name, *page.titles.values(), spelt(chinese)]).lower()


def _text(page: Page) -> str:
    blocks = (block.text for lang in LANGS for block in page.blocks[lang])
    return "\n".join([_title(page), *blocks]).lower()
