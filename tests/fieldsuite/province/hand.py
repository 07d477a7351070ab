"""What one of many worker processes does in a test; imports little, for each of them loads it anew."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldsuite.office import open_office
from fieldsuite.province.one_bundle import take
from keys.vault import officers


@dataclass(frozen=True)
class Still:
    """A clock that stands still in every process."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def take_again(home: Path, passphrase: str, path: Path, times: int, now: Still, into: Path) -> None:
    """Receive one bundle again and again, and write down what each time gave."""
    office = open_office(home, officers(home / "keys")[0].id, passphrase, now=now, beside=True)
    seen = [take(office, path) for _ in range(times)]
    into.write_text("\n".join(f"{one.result} {one.receipt}" for one in seen), encoding="utf-8")
    office.close()
