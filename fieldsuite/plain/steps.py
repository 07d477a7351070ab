"""What a capture says while it runs, as lines: each sentence once, the seconds by fives, nothing of the picture."""

from collections.abc import Iterator
from typing import Any

from biometric.steps import Guidance, Preview, Progress, Refused, Verdict
from fieldsuite.screens.wording import Say

EVERY = 5
"""Seconds between two words about the time: a voice must have room for the prompt."""


class StepLines:
    """Remembers what was said last, so that sixty pictures a second are no sixty lines."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.last, self.left = "", 10**6

    def __call__(self, step: Any) -> Iterator[str]:
        """Give the lines of one step."""
        if isinstance(step, Guidance) and (digits := step.values.get("digits")):
            number, total = step.values.get("number"), step.values.get("total")
            if number:
                yield self.say("time_number", number=number, total=total)
            yield self.say("plain.digits", digits=" ".join(str(digits)))
        elif isinstance(step, Guidance):
            yield from self._once(self.say(f"biometric.{step.key}", **step.values))
        elif isinstance(step, Refused):
            yield from self._once(self.say(f"biometric.{step.advice or step.reason}"))
        elif isinstance(step, Progress) and step.key == "recognising":
            yield from self._once(self.say("biometric.recognising"))
        elif isinstance(step, Preview) and step.remaining is not None:
            yield from self._time(step.remaining)

    def _once(self, sentence: str) -> Iterator[str]:
        if sentence != self.last:
            self.last = sentence
            yield sentence

    def _time(self, remaining: float) -> Iterator[str]:
        seconds = int(-(-remaining // EVERY)) * EVERY
        if 0 < seconds < self.left:
            first, self.left = self.left == 10**6, seconds
            if not first:
                yield self.say("seconds_left", seconds=seconds)


def ended(step: Any) -> bool:
    """Say whether a step is the answer of a verification."""
    return isinstance(step, Verdict)
