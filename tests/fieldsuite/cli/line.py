"""Says a line to the program, in this process, and takes what it answered."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.cli import main
from fieldsuite.errors import exit_status


@dataclass(frozen=True)
class Answer:
    """What came back."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    @property
    def error(self) -> str:
        """Code of the failure; its exit status, its sentence and its hint are there too."""
        shown = self.object
        assert shown["ok"] is False and shown["error"]["message"] and shown["error"]["hint"]
        assert self.code == exit_status(shown["error"]["code"]), self
        assert "Traceback" not in self.out + self.err
        return str(shown["error"]["code"])


class Line:
    """The command line of one office after the other."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def plain(self, *words: object) -> Answer:
        """Run words as people type them."""
        self.capture.readouterr()
        code = main([str(word) for word in words])
        said = self.capture.readouterr()
        return Answer(code, said.out, said.err)

    def say(self, *words: object, home: Path | None = None, secret: Path | None = None) -> Answer:
        """Run words with --json, in an office, with its passphrase."""
        before = ["--home", home] if home else []
        after = ["--passphrase-file", secret] if secret else []
        return self.plain("--json", *before, *words, *after)

    def ask(self, *words: object, home: Path | None = None, secret: Path | None = None) -> dict[str, Any]:
        """Run words that must succeed; give the object."""
        answer = self.say(*words, home=home, secret=secret)
        assert answer.code in (0, 1) and answer.object["ok"] is True and not answer.err, answer
        return answer.object
