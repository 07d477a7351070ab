"""Reads the words in which a command names documents that were seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldsuite.cli.opened import day
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from fieldsuite.acts import SeenDocument


def read_documents(words: Sequence[str]) -> tuple["SeenDocument", ...]:
    """Read ``KIND[:NUMBER[:EXPIRES[:copy]]]``. Raises OfficeError E_USAGE."""
    from typing import get_args

    from fieldsuite.acts import SeenDocument
    from fieldsuite.acts.overseas import DocumentKind

    found = []
    for word in words:
        kind, number, expires, copy = (*word.split(":"), "", "", "")[:4]
        if kind not in get_args(DocumentKind) or copy not in ("", "copy"):
            raise OfficeError("cli.usage", code="E_USAGE", problem=f"--document {word}")
        until = day(expires, "--document") if expires else None
        found.append(SeenDocument(kind=kind, number=number, expires=until, original=not copy))  # type: ignore[arg-type]  # checked above
    return tuple(found)
