"""The line that tells of two people who share a face, a photograph or a sound."""

from typing import TYPE_CHECKING

from fieldsuite.cli.output import now
from fieldsuite.words import say

if TYPE_CHECKING:
    from fieldsuite.matching.duplicates import DuplicateRow


def doubt(row: "DuplicateRow") -> str:
    """Name both people and how alike they are."""
    likeness = f"{row.likeness:.2f}"
    return say(f"enrol.{row.reason}", now.lang, name=row.name, other=row.other_name, likeness=likeness)
