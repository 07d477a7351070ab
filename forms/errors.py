"""What can go wrong in this room, as errors that carry a sentence's key."""

from collections.abc import Sequence


class FormsError(Exception):
    """Base of this room's errors.

    ``key`` names the sentence in the word catalogue ``forms`` (what happened, and a hint), ``values`` fill
    it, ``code`` is the machine-readable code of the command line, ``extra`` are further fields of its JSON
    answer.
    """

    room = "forms"

    def __init__(self, key: str, *, code: str = "E_INPUT", **values: object) -> None:
        super().__init__(f"{code} {key} {values}")
        self.key, self.code, self.values = key, code, values
        self.extra: dict[str, object] = {}


class Unprintable(FormsError):
    """No font at hand draws these characters; nothing was written."""

    def __init__(self, characters: Sequence[str]) -> None:
        named = "、".join(
            f"{c}（U+{ord(c):04X}）" if c.isprintable() else f"U+{ord(c):04X}" for c in characters
        )
        super().__init__("unprintable", code="E_UNPRINTABLE", characters=named)
        self.characters = tuple(characters)
        self.extra = {"unprintable": list(characters)}
