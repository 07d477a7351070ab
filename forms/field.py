"""Field: one description of a thing that is asked, for the screen, the check and the paper alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

Lang = Literal["zh", "en"]
Kind = Literal["text", "name", "choice", "date", "month", "number", "phone", "region", "flag"]
"""How a value is typed and read: free text, a Chinese name, one of a list, YYYY-MM-DD, YYYY-MM, the number
of a document (``id_kind`` beside it says which), a telephone number, a region of GB/T 2260 by its six
digits, true or false."""

Data = Mapping[str, Any]
"""A filled form, by field key; what a JSON file holds."""


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence or label in both languages."""

    zh: str
    en: str

    def text(self, lang: Lang = "zh") -> str:
        """Give the sentence in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, in both languages."""

    field: str
    """Key of the field; in a list ``rows[3].id_no``, counted from 0 as in the file."""
    zh: str
    en: str
    warning: bool = False
    """True when the form may go on and a person should look."""

    def text(self, lang: Lang = "zh") -> str:
        """Give the sentence in a language."""
        return self.zh if lang == "zh" else self.en

    def under(self, prefix: str) -> "Problem":
        """Give the same problem of a field that lies within ``prefix``."""
        return replace(self, field=f"{prefix}.{self.field}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list, and how it is shown."""

    value: str
    zh: str
    en: str

    def text(self, lang: Lang = "zh") -> str:
        """Give the label in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the form."""

    today: date
    """Local date of the office."""
    practice: bool = False
    """True in a practice office, where numbers of the unassigned region 79 are right."""


Check = Callable[[str, Data, Context], Iterable[Problem]]
"""Reads one clean value with the whole form beside it and gives what is wrong; the value is never empty."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked.

    ``required`` is True, False, or a question to the form (``the date of death, if the person has died``).
    ``wrong`` is the notice's own sentence where it has one; without it a sentence is made of the label.
    """

    key: str
    zh: str
    en: str
    kind: Kind = "text"
    required: bool | Callable[[Data], bool] = True
    check: Check | None = None
    choices: tuple[Choice, ...] = ()
    limit: int = 60
    """Longest value, in characters."""
    wrong: Words | None = None
    missing: Words | None = None
    """Sentence for an empty field where it differs from ``wrong``."""

    def label(self, lang: Lang = "zh") -> str:
        """Give the label in a language."""
        return self.zh if lang == "zh" else self.en

    def is_required(self, data: Data) -> bool:
        """True when this form must have the field."""
        return self.required if isinstance(self.required, bool) else self.required(data)

    def problem(self, words: Words, *, warning: bool = False) -> Problem:
        """Give a problem of this field."""
        return Problem(self.key, words.zh, words.en, warning)

    def choice(self, value: str) -> Choice | None:
        """Find the choice of a value, or None."""
        return next((choice for choice in self.choices if choice.value == value), None)


def shown(fields: Iterable[Field], data: Data, key: str, lang: Lang = "zh") -> str:
    """Give a value as people read it: the label of a choice, anything else as it is."""
    value = str(data.get(key, ""))
    choice = next((asked.choice(value) for asked in fields if asked.key == key), None)
    return choice.text(lang) if choice else value
