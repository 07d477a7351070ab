"""Somebody who answers line by line: by the words of a numbered line where there are such words, otherwise as typed."""

import re
from collections.abc import Sequence

from fieldsuite.plain.terminal import Left

OPTION = re.compile(r"^(\d+)\. (.*)$")


def number_of(words: str, heard: Sequence[str]) -> str | None:
    """The number of the line among those heard last that begins with these words."""
    found = [match for line in heard if (match := OPTION.match(line)) and match[2].startswith(words)]
    return found[-1][1] if found else None


class Answering:
    """Lines held in memory; an answer that begins with ``#`` chooses by words."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []
        self.since: list[str] = []
        self.secrets = 0

    def write(self, text: str) -> None:
        assert "\n" not in text, "one field a line"
        self.heard.append(text)
        self.since.append(text)

    def read(self, prompt: str) -> str:
        self.heard.append(prompt)
        if not self.answers:
            raise Left
        answer = self.answers.pop(0)
        if answer == "^C":
            raise KeyboardInterrupt
        if answer.startswith("#"):
            number = number_of(answer[1:], self.since)
            assert number, f"{answer} is not among\n" + "\n".join(self.since)
            answer = number
        self.since = []
        return answer

    def secret(self, prompt: str) -> str:
        self.secrets += 1
        return self.read(prompt)

    @property
    def text(self) -> str:
        return "\n".join(self.heard)
