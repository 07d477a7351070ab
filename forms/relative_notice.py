"""告知书: what is read before one helps a relative to certify.

抚顺指南 方式二(二): 阅读《告知书》后，点击“已阅读并同意”.
"""

import hashlib
from importlib.resources import files

from forms.field import Lang

TITLE = "告知书"
AGREED = "已阅读并同意"
CURRENT = "2026-1"


def text_of(version: str = CURRENT, lang: Lang = "zh") -> str:
    """Give the text of a version, a paragraph a line."""
    return files("forms").joinpath("data", f"relative-{version}.{lang}.txt").read_text(encoding="utf-8")


def digest_of(version: str = CURRENT, lang: Lang = "zh") -> str:
    """Give the SHA-256 of a version's text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text_of(version, lang).encode("utf-8")).hexdigest()
