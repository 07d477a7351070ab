"""Work given to clerks: whose a bundle or a record is, whose it was, and what nobody has.

The latest word on a record holds, or on its bundle where the record has none of its own. What a clerk had who may
unlock this desk no more, or whose key is believed no more, is nobody's again without anybody doing anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.clock import stamp
from fieldsuite.databases.locks import hold
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.cases import cases
from fieldsuite.province.views import CaseRow
from fieldsuite.tables import Allotment, Journal, ReceivedBundle
from keys.vault import officers

Whose = Literal["mine", "nobody", "mine_or_nobody", "all"]
WHOSE: tuple[Whose, ...] = ("mine_or_nobody", "mine", "nobody", "all")
"""What a list may be narrowed to; the first is what a clerk begins with."""
SHORTEST = 8
"""Characters of an id that name a bundle or a record."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody work can be given to."""

    id: str
    name: str


class Allotments:
    """Whose work is whose, read once."""

    def __init__(self, office: Office, session: Session) -> None:
        self._me = office.officer.id
        self.names = {one.id: one.name for one in clerks(office)}
        rows = session.exec(select(Allotment.subject, Allotment.clerk).order_by(col(Allotment.position)))
        self._last: dict[str, str] = dict(rows.all())

    def of(self, record: str, bundle: str) -> str:
        """Give the name of who has a record, or nothing."""
        return self.names.get(self.clerk(record, bundle), "")

    def clerk(self, record: str, bundle: str) -> str:
        """Give the id of who has a record, or nothing; somebody who left has nothing."""
        found = self._last.get(record, self._last.get(bundle, ""))
        return found if found in self.names else ""

    def wanted(self, whose: Whose, record: str, bundle: str) -> bool:
        """Say whether a record belongs to what is asked for."""
        clerk = self.clerk(record, bundle)
        if whose == "mine":
            return clerk == self._me
        if whose == "nobody":
            return not clerk
        return whose == "all" or clerk in ("", self._me)

    def held_by(self, clerk: str) -> tuple[str, ...]:
        """Give the bundles and records that were given to a clerk and not given back."""
        return tuple(subject for subject, who in self._last.items() if who == clerk)


def clerks(office: Office) -> tuple[Clerk, ...]:
    """Give who works at this desk: those who can unlock it, save those whose key was revoked or has ended."""
    trust, now = office.trust, stamp(office.now())
    gone = {
        key.kid for key in (trust.statement.keys if trust else ())
        if key.status == "revoked" or key.not_after <= now
    }  # fmt: skip
    return tuple(Clerk(card.id, card.name) for card in officers(office.home.keys) if card.kid not in gone)


def allot(office: Office, subjects: Sequence[str], to: str = "") -> int:
    """Give bundles or records to a clerk (name or id), or back to nobody; each is noted. Gives their number.

    Raises OfficeError ``rulings.no_clerk``, ``rulings.nothing_to_allot`` E_NOT_FOUND; none is given then.
    """
    office.require_province()
    found = clerks(office)
    clerk = next((one.id for one in found if to and to in (one.id, one.name)), "")
    if to and not clerk:
        known = "、".join(one.name for one in found)
        raise OfficeError("rulings.no_clerk", code="E_NOT_FOUND", name=to, known=known)
    with office.store.session() as session:
        named = list(dict.fromkeys(_named(session, subject) for subject in subjects))
        _note(office, session, named, clerk)
    return len(named)


def give_back(office: Office, clerk: str) -> int:
    """Give everything back that a clerk (name or id) has, for one who leaves or is away. Gives the number.

    Raises OfficeError ``rulings.no_clerk`` E_NOT_FOUND.
    """
    office.require_province()
    cards = {name: card.id for card in officers(office.home.keys) for name in (card.id, card.name)}
    if clerk not in cards:
        known = "、".join(one.name for one in clerks(office))
        raise OfficeError("rulings.no_clerk", code="E_NOT_FOUND", name=clerk, known=known)
    with office.store.session() as session:
        mine = Allotments(office, session).held_by(cards[clerk])
        _note(office, session, mine, "")
    return len(mine)


def marked(office: Office, rows: Iterable[CaseRow], whose: Whose = "all") -> tuple[tuple[CaseRow, str], ...]:
    """Give the cases that are asked for, each with who has it. Raises OfficeError ``rulings.unknown_whose``."""
    if whose not in WHOSE:
        raise OfficeError("rulings.unknown_whose", whose=whose, known=", ".join(WHOSE))
    with office.store.session() as session:
        given = Allotments(office, session)
    return tuple(
        (row, given.of(row.record_id, row.bundle))
        for row in rows
        if given.wanted(whose, row.record_id, row.bundle)
    )


def given_cases(
    office: Office, *, bundle: str | None = None, whose: Whose = "mine_or_nobody"
) -> tuple[tuple[CaseRow, str], ...]:
    """Give the waiting cases of a bundle or of all that are mine, nobody's, or anybody's, each with who has it."""
    return marked(office, cases(office, bundle=bundle), whose)


def _note(office: Office, session: Session, subjects: Iterable[str], clerk: str) -> None:
    hold(session, "allotments")
    for subject in subjects:
        session.add(Allotment(subject=subject, clerk=clerk, by=office.officer.id, at=stamp(office.now())))


def _named(session: Session, subject: str) -> str:
    if len(subject) >= SHORTEST:
        bundles = select(ReceivedBundle.bundle).where(
            col(ReceivedBundle.bundle).startswith(subject, autoescape=True), ReceivedBundle.bundle != ""
        )
        records = select(Journal.id).where(
            col(Journal.id).startswith(subject, autoescape=True), col(Journal.bundle).is_not(None)
        )
        exact = [
            one for one in (*session.exec(bundles).all(), *session.exec(records).all()) if one == subject
        ]
        found = exact[:1] or [*session.exec(bundles.distinct().limit(2)), *session.exec(records.limit(2))]
        if len(found) == 1:
            return found[0]
    raise OfficeError("rulings.nothing_to_allot", code="E_NOT_FOUND", subject=subject)
