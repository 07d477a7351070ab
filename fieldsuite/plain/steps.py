"""What a capture says while it runs, as lines: each sentence once, the seconds by fives, nothing of the picture."""

from collections.abc import Callable, Iterator
from typing import Any

from biometric.steps import Guidance, Preview, Progress, Refused
from fieldsuite.screens.wording import Say
from fieldsuite.words import has

EVERY = 5
"""Seconds between two words about the time: a voice must have room for the prompt."""


class StepLines:
    """Remembers what was said last, so that sixty pictures a second are no sixty lines."""

    def __init__(self, say: Say, aloud: Callable[[str, str], None]) -> None:
        self.say, self.aloud = say, aloud
        self.last, self.left = "", 10**6

    def __call__(self, step: Any) -> Iterator[str]:
        """Give the lines of one step."""
        if isinstance(step, Guidance) and (digits := step.values.get("digits")):
            number, total = step.values.get("number"), step.values.get("total")
            if number:
                yield self.say("time_number", number=number, total=total)
            yield self.say("plain.digits", digits=" ".join(str(digits)))
            self.aloud(step.key, str(digits))
        elif isinstance(step, Guidance):
            yield from self._once(step.key, **step.values)
        elif isinstance(step, Refused):
            yield from self._once(step.advice or step.reason)
        elif isinstance(step, Progress) and step.key == "recognising":
            yield from self._once(step.key)
        elif isinstance(step, Preview) and step.remaining is not None:
            yield from self._time(step.remaining)

    def _once(self, key: str, **values: object) -> Iterator[str]:
        if key == self.last:
            return
        self.last = key
        yield self.say(f"biometric.{key}", **values)
        if has(f"prompts.{key}"):
            self.aloud(key, "")

    def _time(self, remaining: float) -> Iterator[str]:
        seconds = int(-(-remaining // EVERY)) * EVERY
        if 0 < seconds < self.left:
            first, self.left = self.left == 10**6, seconds
            if not first:
                yield self.say("seconds_left", seconds=seconds)
