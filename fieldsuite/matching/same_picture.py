"""The same photograph under two people: the very same bytes, or a copy that was cropped, brightened, encoded again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from sqlmodel import Session, col, select

from biometric.errors import MediaUnreadable
from biometric.picture_print import SAME_LIKENESS, VERSION, cells
from biometric.search import Gallery
from biometric.steps import Progress
from fieldsuite.errors import OfficeError
from fieldsuite.matching.alarms import Match
from fieldsuite.matching.picture_prints import print_of_bytes
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Journal

SEVERAL = 20
"""Copies of one photograph that are looked at, the most alike."""
NONE = b"-"
"""What is kept for a photograph that was looked at and has no print: not exactly one face, or gone from the disk."""


def owners(session: Session, type_: str) -> dict[str, list[str]]:
    """Give for each piece of evidence of a type the people whose records rest on it, in their order."""
    wanted = set(session.exec(select(Evidence.sha256).where(col(Evidence.type).startswith(type_))))
    found: dict[str, list[str]] = defaultdict(list)
    rows = session.exec(select(Journal.person_id, Journal.evidence).order_by(col(Journal.position)))
    for person, evidence in rows:
        for digest in wanted.intersection(evidence):
            if person not in found[digest]:
                found[digest].append(person)
    return found


def owners_of(
    session: Session, digests: Collection[str], came: Iterable[tuple[str, Sequence[str]]]
) -> dict[str, list[str]]:
    """Give the same for these pieces alone, which came with these records, without reading all the others.

    Earlier records that rest on one of them were flagged when it came (``province.note_evidence``).
    """
    found: dict[str, list[str]] = defaultdict(list)
    flagged = select(Journal.person_id, Journal.evidence).where(Journal.code == "E_DUPLICATE_EVIDENCE")
    for person, evidence in (*session.exec(flagged.order_by(col(Journal.position))), *came):
        for digest in evidence:
            if digest in digests and person not in found[digest]:
                found[digest].append(person)
    return found


def shared(found: dict[str, list[str]], reason: str) -> Iterator[Match]:
    """Give a match for every piece of evidence that stands for more than one person."""
    for digest, (first, *more) in found.items():
        for later in more:
            yield Match(reason, later, first, 1.0, evidence=(digest,))  # type: ignore[arg-type]  # a Reason


class Pictures:
    """The prints of the office's photographs in memory."""

    def __init__(self, office: Office) -> None:
        self._gallery = Gallery([], np.zeros((0, 1), np.float32))
        self._owner: dict[str, str] = {}
        with office.store.session() as session:
            query = select(Evidence.sha256, Evidence.person_id, Evidence.print)
            for digest, person, print_ in session.exec(query.where(col(Evidence.type).startswith("image/"))):
                self.add(person, digest, print_)

    def __len__(self) -> int:
        return len(self._gallery)

    def add(self, person_id: str, digest: str, print_: bytes) -> None:
        """Add a photograph; one without a print is left out."""
        if print_.startswith(VERSION):
            self._gallery.add(digest, cells(print_))
            self._owner[digest] = person_id

    def like(
        self, session: Session, person_id: str, evidence: Sequence[str], prints: Sequence[bytes]
    ) -> Iterator[Match]:
        """Give the other people under whom these photographs, or copies of them, are kept already."""
        for digest, print_ in zip(evidence, prints, strict=False):
            kept = session.get(Evidence, digest)
            if kept is not None and kept.person_id != person_id:
                yield Match("one_picture_two_people", person_id, kept.person_id, 1.0, evidence=(digest,))
            if not print_.startswith(VERSION):
                continue
            for hit in self._gallery.rank(cells(print_), SEVERAL, SAME_LIKENESS):
                if (other := self._owner[hit.person]) != person_id:
                    yield Match("one_picture_two_people", person_id, other, hit.likeness,
                                evidence=(digest, hit.person))  # fmt: skip

    def twins(self) -> Iterator[Progress | Match]:
        """Compare every photograph with every other: Progress now and then, a Match for every copy under two people."""
        for done, found in self._gallery.doubles_in_steps(SAME_LIKENESS):
            yield Progress(done, len(self), "duplicate_pictures")
            for two in found:
                first, later = self._owner[two.one], self._owner[two.other]
                if first != later:
                    yield Match(
                        "one_picture_two_people", later, first, two.likeness, evidence=(two.other, two.one)
                    )


def complete(office: Office) -> Iterator[Progress]:
    """Make the prints that are missing: photographs of verifications and visits, and those of an earlier program.

    A tenth of a second each, once; each is kept as soon as it is made. Raises ModelMissing.
    """
    with office.store.session() as session:
        query = select(Evidence.sha256).where(col(Evidence.type).startswith("image/"), Evidence.print == b"")
        missing = list(session.exec(query))
    for done, digest in enumerate(missing):
        yield Progress(done, len(missing), "duplicate_prints")
        try:
            made = print_of_bytes(office.evidence.get(digest)) or NONE
        except (OfficeError, MediaUnreadable) as error:
            if error.code == "E_NETWORK":  # it is not gone: whoever keeps it is away
                raise
            made = NONE
        with office.store.session() as session:
            row = session.get(Evidence, digest)
            if row is not None:
                row.print = made
                session.add(row)
