"""Copies of whole pictures under two people, whatever they show: forms, houses, papers, people."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, select

from biometric.devices import Image
from biometric.errors import MediaUnreadable
from biometric.pictures import small
from biometric.search import Gallery
from biometric.steps import Progress
from biometric.whole_print import SAME_LIKENESS, cells, really
from fieldsuite.errors import OfficeError
from fieldsuite.matching.alarms import Match
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Looked
from keys.errors import KeysError

PASSING = 2_000
"""Prints that go by at a time: 8 MB."""
SEVERAL = 8
"""Pictures most like a new one that are opened and held against it: scans of one form are all a little like."""


def like(office: Office, new: Collection[str] | None) -> Iterator[Progress | Match]:
    """Give a match for every one of these pictures, or of all, that is a copy of another person's.

    One pass over all prints, as for faces; what may be a copy is opened and compared part by part.
    """
    with office.store.session() as session:
        prints = {digest: whole for some in _prints(session, new) for digest, whole in some.items()}
    if not prints:
        return
    gallery = Gallery(list(prints), _matrix(prints))
    near: dict[str, list[tuple[float, str]]] = {}
    passed = 0
    with office.store.session() as session:
        for some in _prints(session, None):
            names = list(some)
            for at, hit in gallery.near(_matrix(some), SAME_LIKENESS):
                if hit.person != names[at]:
                    near.setdefault(hit.person, []).append((hit.likeness, names[at]))
            passed += len(some)
            yield Progress(passed, passed, "duplicate_pictures")
        owners = owners_now(session, {*near, *(one for those in near.values() for _, one in those)})
    seen = _Seen(office)
    for digest, those in near.items():
        others = [one for one in sorted(those, reverse=True) if owners.get(one[1]) != owners.get(digest)]
        for likeness, other in others[:SEVERAL]:
            if digest in owners and other in owners and seen.same(digest, other):
                yield Match("one_picture_two_people", owners[digest], owners[other], likeness,
                            evidence=(digest, other))  # fmt: skip


def _prints(session: Session, digests: Collection[str] | None) -> Iterator[dict[str, bytes]]:
    """Give the prints of these pictures or of all, some at a time."""
    wanted = sorted(digests or ())
    if digests is not None:
        for at in range(0, len(wanted), 500):
            query = select(Looked.sha256, Looked.whole).where(col(Looked.sha256).in_(wanted[at : at + 500]))
            yield {digest: whole for digest, whole in session.exec(query) if whole}
        return
    yield from passing(session, Looked.sha256, Looked.whole, PASSING)


def passing(session: Session, digest: Any, print_: Any, most: int) -> Iterator[dict[str, bytes]]:
    """Let all prints of a table go by, so many rows at a time, in the order of their digests, but for empty ones."""
    last = ""
    while rows := session.exec(
        select(digest, print_).where(digest > last).order_by(digest).limit(most)
    ).all():
        last = rows[-1][0]
        yield {name: whole for name, whole in rows if whole}


def _matrix(prints: Mapping[str, bytes]) -> NDArray[np.float32]:
    return np.stack([cells(one) for one in prints.values()]) if prints else np.zeros((0, 1), np.float32)


def owners_now(session: Session, digests: Collection[str]) -> dict[str, str]:
    """Give under whom each of these pieces is kept."""
    wanted, found = sorted(digests), dict[str, str]()
    for at in range(0, len(wanted), 500):
        query = select(Evidence.sha256, Evidence.person_id)
        found |= dict(session.exec(query.where(col(Evidence.sha256).in_(wanted[at : at + 500]))).all())
    return found


class _Seen:
    """Opens pictures, the last one kept: candidates of one picture follow each other."""

    def __init__(self, office: Office) -> None:
        self._office, self._last = office, ("", np.zeros((1, 1, 3), np.uint8))

    def same(self, one: str, other: str) -> bool:
        try:
            if self._last[0] != one:
                self._last = one, self._open(one)
            return really(self._last[1], self._open(other))
        except (OfficeError, KeysError, MediaUnreadable, OSError):
            return False

    def _open(self, digest: str) -> Image:
        return small(self._office.evidence.get(digest))
