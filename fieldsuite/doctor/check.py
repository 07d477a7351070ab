"""What a check found."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    """Short and stable, for scripts: python, camera, ..."""
    ok: bool
    key: str
    """Sentence of the catalogue ``doctor`` that says what was found; when not ok its hint says what to do."""
    values: dict[str, object] = field(default_factory=dict)
    code: str = ""
    """Code (one that means exit 3) where no work is possible without this thing; empty when it can wait."""
    absent: bool = False
    """True where there is nothing to look at yet: nothing lacks, and nothing is in order either."""
