"""What a job description is made of: questions, the one call they lead to, and what is told of its answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Answers = Mapping[str, Any]
"""Key of a question -> its answer: str, bool for a tick, date or None for a day, paths for paths."""
Kind = Literal["text", "secret", "pick", "tick", "day", "paths", "path"]


def _always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be asked, on one line."""

    key: str
    label: str
    """What is asked, in the language of the moment."""
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    """Of a pick: (value, words)."""
    default: str = ""
    """What Enter alone answers; of a pick its value, of a tick ``yes`` or empty."""
    required: bool = False
    about: str = ""
    """What ``?`` says, beside how to answer."""
    when: Callable[[Answers], bool] = _always
    """Whether it is asked at all, by the answers before it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as a description: what is asked, what does it, what is told."""

    title: str
    questions: tuple[Question, ...]
    do: Callable[[Answers], Any]
    """One call of casework or province: gives a value, or the steps of a long job."""
    told: Callable[[Any], Iterable[str]]
    """Lines about the value, or about one step."""
    checked: Callable[[Answers], Mapping[str, str]] | None = None
    """Key of a question -> what is wrong with its answer, by casework's own check; asked again before the call."""
    read_back: bool = True
    """True where the answers are read back and one may be put right before the call."""
