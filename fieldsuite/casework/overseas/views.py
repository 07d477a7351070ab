"""What screens and commands show of a form that is being filled in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """Something wrong with a field, or worth a look: both languages, for the screen has both."""

    field: str
    zh: str
    en: str

    def text(self, lang: str) -> str:
        """Give the sentence in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class OverseasSheet:
    """A form that is being filled in."""

    person_id: str
    """Empty for somebody whom no list names."""
    key: str
    """What the office calls it: the person's id, or the number on their document."""
    name: str
    data: dict[str, str]
    form_no: str
    errors: tuple[Said, ...]
    warnings: tuple[Said, ...]
    last_on: date | None
    """Day of the last form of this person here."""
    proxy_years: tuple[int, ...]

    @property
    def valid(self) -> bool:
        """True when nothing is wrong; warnings are explained when the form is recorded."""
        return not self.errors
