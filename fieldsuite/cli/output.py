"""How every command answers: one JSON object, or people's text; and how every failure is shown."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from fieldsuite.errors import exit_status
from fieldsuite.words import Lang, of_error


@dataclass
class Invocation:
    """What stands before the noun."""

    home: Path | None = None
    as_json: bool = False
    lang: Lang = "zh"
    exit: int = 0
    """What ``main`` will return; ``answer`` and ``fail`` set it."""
    out: TextIO | None = None
    """Where data goes: stdout as it was when the run began."""
    answered: bool = False
    """True when something was answered; with --json that happens once."""
    error: BaseException | None = None
    """What was shown as an error."""

    def begin(self) -> None:
        """Forget the words of an earlier run; the object stays the same, because commands hold on to it."""
        self.home, self.as_json, self.lang, self.exit = None, False, "zh", 0
        self.out, self.answered, self.error = sys.stdout, False, None


now = Invocation()
"""The one invocation of this process; ``main`` fills it before a command runs."""


def answer(result: Mapping[str, object], lines: Iterable[str] = (), *, exit_code: int = 0) -> None:
    """Answer a command: ``result`` as JSON with ``--json``, otherwise ``lines``; exit 0 or, the answer being no, 1."""
    now.exit, now.answered = exit_code, True
    if now.as_json:
        _write(json.dumps({"ok": exit_code in (0, 1), **result}, ensure_ascii=False, default=str))
        return
    for line in lines:
        _write(line)


def fail(error: BaseException, more: Mapping[str, object] | None = None) -> None:
    """Show an error of any room: JSON on stdout with ``--json``, otherwise two lines on stderr; ``more`` are further
    fields of the JSON beside those that the error itself carries.
    """
    code = str(getattr(error, "code", "E_BUG"))
    now.exit, now.answered, now.error = exit_status(code), True, error
    what, hint = of_error(error, now.lang)
    if now.as_json:
        shown = {"ok": False, "error": {"code": code, "message": what, "hint": hint}}
        _write(
            json.dumps(
                {**shown, **getattr(error, "extra", {}), **(more or {})}, ensure_ascii=False, default=str
            )
        )
        return
    print(f"fieldsuite: error: {what}", file=sys.stderr)
    if hint:
        print(f"fieldsuite: hint: {hint}", file=sys.stderr)


def _write(line: str) -> None:
    (now.out or sys.stdout).write(line.encode("utf-8", "replace").decode("utf-8") + "\n")
