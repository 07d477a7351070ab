"""Writes the first migration anew from the tables: ``python -m tests.fieldsuite.store.regenerate``.

Only while no office of an older release exists; after that every change is a step of its own.
"""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine

from fieldsuite import migrate

VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"


def main() -> None:
    """Generate, name and format the first step."""
    from alembic import command

    for old in VERSIONS.glob("0001_*.py"):
        old.unlink()
    with create_engine("sqlite://").connect() as connection:
        settings = migrate.config(connection)
        command.revision(settings, "first tables", autogenerate=True, rev_id="0001")
    (made,) = VERSIONS.glob("0001_*.py")
    text = made.read_text(encoding="utf-8").replace('"""first tables"""', '"""First tables."""')
    lines = (
        line
        for line in text.splitlines()
        if "commands auto generated" not in line and "end Alembic" not in line
    )
    made.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for word in (["format"], ["check", "--fix", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *word, str(made)], check=True)


if __name__ == "__main__":
    main()
