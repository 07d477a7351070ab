"""How long what came down from the province is fresh: read from the metadata that an office holds.

Nothing is verified here and ``tuf`` is not imported: every start asks, and whoever can write in the folder of an
office can set its clock as well.
"""

import json
from datetime import datetime
from pathlib import Path

ROLES = ("root", "timestamp", "snapshot", "targets")
"""The four roles whose metadata must all be fresh (TUF specification 1.0, section 5.3 to 5.6)."""


def fresh_until(state: Path) -> datetime | None:
    """Give when the first of the held metadata runs out; None when no metadata was ever taken, or it is damaged."""
    if not state.is_dir():
        return None
    try:
        said = [json.loads((state / f"{role}.json").read_bytes())["signed"]["expires"] for role in ROLES]
        return min(datetime.fromisoformat(one) for one in said)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def held(state: Path) -> bool:
    """Say whether this office has taken metadata: from then on trust comes with metadata only."""
    return (state / "root.json").is_file()
