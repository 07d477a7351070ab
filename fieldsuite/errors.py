"""The office's own errors, and the one place that says which exit status a code has."""

EXIT = {"E_USAGE": 2, "E_INPUT": 2, "E_NOT_FOUND": 2, "E_MEDIA": 2, "E_UNPRINTABLE": 2, "E_RULE": 2,
        "E_DEVICE": 3, "E_MODEL": 3, "E_DISK": 3, "E_DATABASE": 3, "E_BUSY": 3, "E_FONT": 3,
        "E_NETWORK": 3, "E_BUG": 3}  # fmt: skip
"""Exit status by code (cli.md): 2 bad usage or input, 3 something needed is not there; every other code is 4."""


def exit_status(code: str) -> int:
    """Exit status of an error code; a code that is not listed speaks of trust and is 4."""
    return EXIT.get(code, 4)


class OfficeError(Exception):
    """Base of the office's errors.

    ``key`` names the sentence as ``area.name`` in the word catalogues (what happened, and a hint), ``values``
    fill it, ``code`` is the machine-readable code; ``extra`` are further fields of the ``--json`` answer.
    """

    room = ""

    def __init__(
        self, key: str, *, code: str = "E_INPUT", extra: dict[str, object] | None = None, **values: object
    ) -> None:
        super().__init__(f"{code} {key} {values}")
        self.key, self.code, self.values, self.extra = key, code, values, extra or {}


def told(error: Exception) -> Exception | None:
    """Give the error as one that has a sentence, or None when it is a fault of the program."""
    if hasattr(error, "key") and hasattr(error, "code"):
        return error
    if isinstance(error, FileNotFoundError):
        return OfficeError("cli.no_such_file", code="E_INPUT", path=error.filename or "")
    if isinstance(error, OSError):
        problem = error.strerror or type(error).__name__
        return OfficeError("cli.disk", code="E_DISK", path=error.filename or "", problem=problem)
    return None
