"""Notes in the program's log that a command ran and how it ended; only names of commands, codes and numbers."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from fieldsuite import program_log
from fieldsuite.cli import output
from fieldsuite.config import default_home


@contextmanager
def logged(words: Sequence[str], nouns: Mapping[str, str]) -> Iterator[None]:
    """Note a command at its end, the screens at their beginning too: a log that ends there was cut off."""
    begun = time.monotonic()
    if not [word for word in words if not word.startswith("-")]:
        program_log.note(output.now.home or default_home(), "screens")
    try:
        yield
    finally:
        error = output.now.error
        ours = error is None or hasattr(error, "code")
        program_log.note(
            output.now.home or default_home(), "command" if ours else "fault", command=command(words, nouns),
            error=error, status=output.now.exit, took=time.monotonic() - begun,
        )  # fmt: skip


def command(words: Sequence[str], nouns: Mapping[str, str]) -> str:
    """Give the noun and verb of a line, as far as they are ours; whatever else stands there is not looked at."""
    noun = next((word for word in words if word in nouns), "")
    module = sys.modules.get(f"fieldsuite.cli.{nouns[noun]}") if noun else None
    if module is None:
        return ""
    verbs = {one.name for one in module.app.registered_commands}
    verb = next((word for word in words[list(words).index(noun) + 1 :] if word in verbs), "")
    return f"{noun} {verb}".strip()
