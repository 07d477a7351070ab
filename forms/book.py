"""A book to be printed: chapters of headings, sentences, steps, items and commands."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "head", "step", "item", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a chapter; steps that follow each other are counted from 1 by whoever shows them."""

    kind: Kind
    text: str
    leads: tuple[tuple[str, str], ...] = ()
    """Parts of the text, as they stand in it, and the name of the chapter that each leads to."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the book: it begins on top of a new sheet only where the last one is nearly full."""

    name: str
    """How other chapters refer to it."""
    section: str
    """The part of the book it belongs to, as it is read."""
    title: str
    blocks: tuple[Block, ...]
    picture: tuple[str, ...] = ()
    """Lines of a screen, drawn in cells below the title."""


def marks(blocks: tuple[Block, ...]) -> list[str]:
    """Give what stands before each block: the number of a step, the dot of an item, or nothing."""
    made: list[str] = []
    step = 0
    for block in blocks:
        step = step + 1 if block.kind == "step" else 0
        made.append(f"{step}." if step else "·" if block.kind == "item" else "")
    return made
