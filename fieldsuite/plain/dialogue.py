"""Questions and answers, line by line: a number chooses, ``?`` helps, ``.`` goes back, Enter takes the default."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fieldsuite.display import Display
from fieldsuite.plain.question import Answers, Question
from fieldsuite.plain.terminal import Lines
from fieldsuite.screens.typed import read_day, read_paths
from fieldsuite.spoken import Speaker
from fieldsuite.words import Lang, has, hint, of_error, say

BACK, HELP = (".", "。", "．"), ("?", "？")
"""What goes back and what helps; an input method may be on."""
MOST = 15
"""Lines of a list that are read out; in a longer one the person types a part of what they want."""


class Cancelled(Exception):
    """The person went back: nothing was done."""


class Idle(Exception):
    """Nobody answered for so long that whoever answers now must say who they are."""


class Dialogue:
    """Speaks over lines in one language; ``ticks`` counts seconds, whatever the wall clock says."""

    def __init__(self, lines: Lines, lang: Lang, ticks: Callable[[], float] = time.monotonic) -> None:
        self.lines, self.lang, self.ticks = lines, lang, ticks
        self.patience: float | None = None
        """Seconds an answer may take while an office is open; None while none is."""
        self.speaker = Speaker(Display())
        """Says prompts to the person who is certified, where that was chosen."""

    def say(self, key: str, **values: object) -> str:
        """Give a sentence; a key without an area is one of the screens, unless it names keys that are not here."""
        if "." not in key:
            key = f"plain.instead_{key}" if has(f"plain.instead_{key}") else f"screens.{key}"
        return say(key, self.lang, **values)

    def tell(self, *lines: str) -> None:
        """Say lines, each on its own; what a sentence broke stays broken, empty ones are left out."""
        for text in lines:
            for line in str(text).splitlines():
                if line.strip():
                    self.lines.write(line.rstrip())

    def told(self, key: str, **values: object) -> None:
        """Say one sentence."""
        self.tell(self.say(key, **values))

    def aloud(self, key: str, digits: str = "") -> None:
        """Say a prompt to the person who is certified; where nothing can speak, say so once."""
        if not self.speaker.prompt(key, digits):
            self.tell(self.say("display.no_voice"), hint("display.no_voice", self.lang))

    def problem(self, error: Exception) -> None:
        """Say what went wrong and what to do, each on a line."""
        what, mend = of_error(error, self.lang)
        self.told("plain.problem", what=what)
        if mend:
            self.told("plain.mend", hint=mend)

    def read(self, prompt: str, about: str = "", *, secret: bool = False) -> str:
        """Read one answer, with ``?`` and ``.`` taken care of. Raises Cancelled, Idle, Left."""
        while True:
            began = self.ticks()
            try:
                typed = (self.lines.secret if secret else self.lines.read)(prompt)
            except KeyboardInterrupt:
                self.lines.write("")
                raise Cancelled from None
            if self.patience is not None and self.ticks() - began > self.patience:
                raise Idle
            answer = typed if secret else typed.strip()
            if answer in BACK and not secret:
                raise Cancelled
            if answer not in HELP or secret:
                return answer
            self.tell(about, self.say("plain.how"))

    def choose(
        self, title: str, options: Sequence[str], *, default: int | None = None, about: str = ""
    ) -> int:
        """Let one of numbered lines be chosen; gives its index. 0 goes back. Raises Cancelled."""
        listed = [self.say("plain.option", number=at, words=words) for at, words in enumerate(options, 1)]
        self.tell(title, *listed)
        shown = str(default + 1) if default is not None else ""
        while True:
            typed = self.read(
                self._prompt(self.say("plain.number"), shown), "\n".join((about, title, *listed))
            )
            typed = typed or shown
            if typed == "0":
                raise Cancelled
            if typed.isdecimal() and 1 <= int(typed) <= len(options):
                return int(typed) - 1
            self.told("plain.no_such_number", most=len(options))

    def find(self, title: str, options: Sequence[str], *, default: int | None = None, about: str = "") -> int:
        """Let one of many be found by a part of its words: two hundred countries are not read out. Raises Cancelled."""
        shown = options[default] if default is not None else ""
        while True:
            typed = self.read(self._prompt(self.say("plain.find", label=title), shown), about)
            if not typed and default is not None:
                return default
            fits = [at for at, words in enumerate(options) if typed and typed.casefold() in words.casefold()]
            if len(fits) == 1:
                return fits[0]
            if 1 < len(fits) <= MOST:
                return fits[self.choose(title, [options[at] for at in fits])]
            self.told("plain.found_none" if not fits else "plain.found_many", number=len(fits))

    def enter(self, sentence: str) -> None:
        """Wait until Enter is pressed. Raises Cancelled."""
        self.read(sentence, sentence)

    def ask(self, question: Question) -> Any:
        """Ask until the answer is one. Raises Cancelled."""
        if question.kind == "pick":
            values = [value for value, _ in question.options]
            words = [each for _, each in question.options]
            at = values.index(question.default) if question.default in values else None
            choose = self.choose if len(words) <= MOST else self.find
            return values[choose(question.label, words, default=at, about=question.about)]
        if question.kind == "tick":
            at = self.choose(question.label, [self.say("plain.yes"), self.say("plain.no")],
                             default=0 if question.default else None, about=question.about)  # fmt: skip
            return at == 0
        prompt = self._prompt(question.label, question.default)
        while True:
            typed = self.read(prompt, question.about, secret=question.kind == "secret") or question.default
            if not typed and question.required:
                self.told("plain.needed")
                continue
            wrong, value = self._value(question, typed)
            if not wrong:
                return value
            self.tell(wrong)

    def _prompt(self, label: str, default: str) -> str:
        return self.say("plain.prompt_default" if default else "plain.prompt", label=label, default=default)

    def _value(self, question: Question, typed: str) -> tuple[str, Any]:
        """Read what was typed as what was asked for: what is wrong with it, and the value."""
        if question.kind == "day":
            day = read_day(typed) if typed else None
            return (self.say("date_wrong") if typed and day is None else ""), day
        if question.kind in ("paths", "path"):
            paths = read_paths(typed)
            missing = [path for path in paths if question.kind == "paths" and not path.exists()]
            wrong = self.say("cli.no_such_file", path=missing[0]) if missing else ""
            return wrong, paths if question.kind == "paths" else next(iter(paths), None)
        return "", typed

    def shown(self, question: Question, answers: Answers) -> str:
        """Give an answer as it is read back, one field a line."""
        value = answers.get(question.key)
        if isinstance(value, bool):
            words = self.say("plain.yes" if value else "plain.no")
        elif isinstance(value, tuple):
            words = self.say("list_mark").join(
                path.name if isinstance(path, Path) else str(path) for path in value
            )
        elif isinstance(value, date):
            words = value.isoformat()
        else:
            words = dict(question.options).get(str(value), str(value or ""))
        return self.say("plain.field", label=question.label, value=words or self.say("plain.empty"))
