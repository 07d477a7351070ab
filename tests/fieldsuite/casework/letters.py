"""What the desk wrote, what reading could change, and what must change nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from fieldsuite.casework import people, send
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.tables import Assignment, InDocument, Outcome, Person, SentLetter, TaskList
from keys.errors import KeysError
from sync.errors import SyncError
from tests.grounds import Place


def state(office: Office) -> tuple[object, ...]:
    """Everything reading could change."""
    with office.store.session() as session:
        rows = Counter({table.__name__: len(session.exec(select(table)).all())
                        for table in (Person, TaskList, Assignment, InDocument, Outcome)})  # fmt: skip
    return rows, send.outbox(office), people.find(office)


def letters(place: Place, kind: str) -> list[Path]:
    """What the desk sealed of one kind, oldest first."""
    with place.clerk() as desk, desk.store.session() as session:
        rows = session.exec(select(SentLetter).where(SentLetter.kind == kind)).all()
        return [desk.home.outbox / row.path for row in rows]


@contextmanager
def refused(office: Office, *codes: str) -> Iterator[None]:
    """Expect a refusal that changes nothing."""
    before = state(office)
    with pytest.raises((SyncError, OfficeError, KeysError)) as caught:
        yield
    assert caught.value.code in codes, caught.value
    assert exit_status(caught.value.code) == 4
    assert state(office) == before
