"""Every sentence a person reads, Chinese and English side by side.

One TOML file an area. An entry is a table with ``zh`` and ``en`` and, for an error, ``hint_zh`` and ``hint_en``::

    [passphrase_wrong]
    zh = "口令不对。"
    en = "That is not the passphrase."
    hint_zh = "请看大写锁定键，再试一次。"
    hint_en = "Look at Caps Lock, then try again."

``say("keys.passphrase_wrong", "zh")`` finds it in ``keys.toml``. Values fill ``{names}``.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]


class Both(str):
    """A name in both languages, ``地点 / place``, for an error that does not know yet in which one it will be said."""

    def told(self, lang: Lang) -> str:
        """Give the name in one language."""
        zh, _, en = self.partition(" / ")
        return zh if lang == "zh" or not en else en


def _told(value: object, lang: Lang) -> object:
    """Give a value as it is said: of a name in both languages one, of several such names a list of them."""
    if isinstance(value, Both):
        return value.told(lang)
    if isinstance(value, tuple) and value and all(isinstance(one, Both) for one in value):
        return ("、" if lang == "zh" else ", ").join(one.told(lang) for one in value)
    return value


@cache
def _area(area: str) -> dict[str, dict[str, str]]:
    path = files("fieldsuite.words").joinpath(f"{area}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _fill(sentence: str, lang: Lang, values: dict[str, object]) -> str:
    try:
        return sentence.format(**{name: _told(value, lang) for name, value in values.items()})
    except (KeyError, IndexError, ValueError):
        return sentence


def has(key: str) -> bool:
    """True when the catalogue has a sentence of this key (``area.name``)."""
    area, _, name = key.partition(".")
    return name in _area(area)


def say(key: str, lang: Lang = "zh", **values: object) -> str:
    """Give the sentence ``area.name`` in a language; an unknown key is shown as itself, so that it can be reported."""
    area, _, name = key.partition(".")
    return _fill(_area(area).get(name, {}).get(lang, key), lang, values)


class Said(str):
    """A sentence that still knows its key and values, so that it can be said again in the other language."""

    key: str
    values: dict[str, object]


def said(key: str, lang: Lang = "zh", **values: object) -> Said:
    """Give the sentence of ``say``, which ``again`` says in the other language."""
    made = Said(say(key, lang, **values))
    made.key, made.values = key, values
    return made


def again(words: str, lang: Lang) -> str:
    """Say what ``said`` gave in a language; what was put together of more than one sentence stays as it is."""
    if not isinstance(words, Said):
        return words
    values = {name: again(one, lang) if isinstance(one, str) else one for name, one in words.values.items()}
    return said(words.key, lang, **values)


def hint(key: str, lang: Lang = "zh", **values: object) -> str:
    """Give the hint that belongs to an error's sentence, or an empty string."""
    area, _, name = key.partition(".")
    return _fill(_area(area).get(name, {}).get(f"hint_{lang}", ""), lang, values)


def of_error(error: BaseException, lang: Lang = "zh") -> tuple[str, str]:
    """Give what happened and what to do for an error of any room (it has ``room``, ``key`` and ``values``)."""
    room, key = getattr(error, "room", ""), getattr(error, "key", "")
    values = dict(getattr(error, "values", {}))
    full = f"{room}.{key}" if room else key
    return say(full, lang, **values), hint(full, lang, **values)


def told(message: str, lang: Lang = "zh") -> str:
    """Give what the province said of a record: the sentence of a word it uses, or its own words as they are."""
    key = f"province.rejected_{message}"
    return say(key, lang) if message and has(key) else message
