"""The page of every error code, made from the catalogues: what it means, why it comes, what to do, what is said.

What a code means and what to do stands in ``codes.toml``, or, for a refused file, in the sentence of that refusal.
``sentences.toml`` says which sentences of the program carry which code.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from fieldsuite.errors import exit_status
from fieldsuite.manual.page import Page
from fieldsuite.words import Lang, has, hint, say
from forms.book import Block

CODES = ("E_MAGIC", "E_VERSION", "E_LIMIT", "E_SIZE", "E_SUITE", "E_RECIPIENT", "E_AEAD", "E_CANON", "E_SCHEMA",
         "E_TYPE", "E_SIGNATURE", "E_EXPIRED", "E_REVOKED", "E_ROLE", "E_THRESHOLD", "E_SAMEPERSON", "E_AUDIENCE",
         "E_PRACTICE", "E_CHAIN", "E_EVIDENCE", "E_FORK", "E_GAP", "E_CLOCK", "E_RULE", "E_MEDIA",
         "E_DUPLICATE_EVIDENCE", "E_PASSPHRASE", "E_LOCKED", "E_PIN", "E_USAGE", "E_INPUT", "E_NOT_FOUND",
         "E_UNPRINTABLE", "E_DEVICE", "E_MODEL", "E_DISK", "E_DATABASE", "E_BUSY", "E_FONT", "E_NETWORK",
         "E_BUG")  # fmt: skip
"""Every code, refusals first in the order in which they are checked (words-and-codes, "Codes of refusal")."""
LANGS: tuple[Lang, Lang] = ("zh", "en")
OPEN = re.compile(r"\s?[（(]\{\w+\}[）)]|\{[^{}]*\}")
"""A blank that only the moment of an error fills; with the brackets around it where it stands alone."""


@cache
def pages() -> tuple[Page, ...]:
    """Give a page for every code; its name is the code."""
    return tuple(_page(code) for code in CODES)


@cache
def sentences() -> dict[str, list[str]]:
    """Code -> keys of the sentences that are said with it."""
    text = files("fieldsuite.manual").joinpath("sentences.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text))


def meaning(code: str) -> str:
    """Key of the sentence that says what a code means, its hint says what to do."""
    word = code.removeprefix("E_").lower()
    own = f"codes.{word}"
    return own if has(own) else f"sync.refused_{word}"


def _page(code: str) -> Page:
    titles: dict[Lang, str] = {
        lang: f"{code} {_plain(say(meaning(code), lang)).rstrip('。.')}" for lang in LANGS
    }
    return Page(code, "errors", (), titles, {lang: tuple(_blocks(code, lang)) for lang in LANGS})


def _blocks(code: str, lang: Lang) -> list[Block]:
    word = code.removeprefix("E_").lower()
    made = [
        Block("head", say("manual.cause", lang)), Block("text", say(f"codes.cause_{word}", lang)),
        Block("head", say("manual.todo", lang)), Block("text", _plain(hint(meaning(code), lang))),
        Block("text", say("manual.exit", lang, status=exit_status(code))),
    ]  # fmt: skip
    own = [key for key in sentences().get(code, []) if key != meaning(code)]
    if own:
        made.append(Block("head", say("manual.sentences", lang)))
    between = "" if lang == "zh" else " "
    told = (f"{_plain(say(key, lang))}{between}{_plain(hint(key, lang))}" for key in own)
    return [*made, *(Block("item", sentence.strip()) for sentence in told)]


def _plain(sentence: str) -> str:
    """Give a sentence without what only the moment of an error knows."""
    return OPEN.sub(lambda blank: "" if blank.group()[0] != "{" else "…", sentence)
