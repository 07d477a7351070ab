"""What a number or a word of a profile rests on: an article and its words, or a choice of ours and why."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Basis:
    """What a parameter rests on."""

    article: str
    """第7、8条, 附件2; empty when the notice is silent."""
    quote: str
    """Words of the notice; empty when it is silent."""
    ours: str
    """Why we chose the value where the notice is silent; empty where it speaks."""


def basis_of(table: dict[str, Any], name: str) -> Basis:
    """Read what a parameter rests on. Raises ValueError unless it is an article with its quote, or ours, not both."""
    only(table, {"value", "article", "quote", "ours"}, name)
    basis = Basis(*(text(table.get(key, ""), key) for key in ("article", "quote", "ours")))
    if bool(basis.quote) == bool(basis.ours) or bool(basis.quote) != bool(basis.article):
        raise ValueError(f"{name}: article and quote, or ours")
    return basis


def text(value: Any, key: str) -> str:
    """Give a text. Raises ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def only(table: dict[str, Any], known: set[str], where: str) -> None:
    """Raise ValueError for a key that nobody knows."""
    if strange := set(table) - known:
        raise ValueError(f"{where}: {', '.join(sorted(strange))}")
