"""A laptop is lost: what was on it, and its key believed no more (design page at-rest, P13)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from fieldsuite.office import Office
from fieldsuite.province import changes
from fieldsuite.province.provisioning import devices
from fieldsuite.tables import Evidence, Journal, Person, ReceivedBundle, TaskList
from keys.trusted import RevokedReason, TrustedKey


@dataclass(frozen=True, slots=True)
class OnIt:
    """Somebody whose data lay on the laptop."""

    person_id: str
    name: str
    records: int
    """Records of theirs that came from it; their list entry lay there in any case."""
    modelled: bool
    """A face or voice was modelled there: a sealed template lay on it."""
    number: str = ""
    """个人编号."""


@dataclass(frozen=True, slots=True)
class LostLaptop:
    """What this desk knows to have been on a device: its lists, and what came from it."""

    site: str
    device: str
    people: tuple[OnIt, ...]
    lists: int
    last_list: str
    """Instant of the last list that was sealed to it; empty when there was none."""
    bundles: int
    last_bundle: str
    """When the last bundle arrived: what was recorded after it never left the laptop."""
    records: dict[str, int]
    """Kind -> records that arrived."""
    evidence: int
    """Photographs and recordings among them; they lay there until their case was closed."""

    @property
    def sentence(self) -> str:
        """Key of the sentence that says what arrived from it."""
        return "safe.lost" if self.last_bundle else "safe.lost_silent"


def report(office: Office, named: str) -> tuple[LostLaptop, ...]:
    """Say what was on the devices of an office, or on one, trusted or not. Raises OfficeError E_NOT_FOUND."""
    return _report(office, devices(office, named, revoked=True))


def declare(office: Office, named: str, reason: RevokedReason = "lost") -> tuple[LostLaptop, ...]:
    """Believe the device no more and say what was on it; later bundles of its key are refused with E_REVOKED.

    The new laptop asks for trust with keys of its own and gets the same list. Raises what ``report`` and
    ``province.changes.at_once`` raise (E_THRESHOLD: a second person of the desk must confirm it).
    """
    found = _report(office, devices(office, named))
    office.note("lost", ",".join(one.device[:12] for one in found), reason, {"site": found[0].site})
    for one in found:
        changes.at_once(office, changes.revoke(office, one.device, reason), "lost", one.site)
    return found


def _report(office: Office, keys: Sequence[TrustedKey]) -> tuple[LostLaptop, ...]:
    office.require_province()
    with office.store.session() as session:
        return tuple(_of(session, key.office, key.kid) for key in keys)


def _of(session: Session, site: str, device: str) -> LostLaptop:
    bundles = session.exec(
        select(ReceivedBundle).where(ReceivedBundle.device == device, ReceivedBundle.result == "imported")
    ).all()
    rows = session.exec(
        select(Journal.person_id, Journal.kind, Journal.evidence).where(
            col(Journal.bundle).in_([row.bundle for row in bundles])
        )
    ).all()
    lists = session.exec(select(TaskList).where(TaskList.site == site).order_by(col(TaskList.seq))).all()
    records = Counter(person for person, _, _ in rows)
    modelled = {person for person, kind, _ in rows if kind == "enrolment"}
    listed = session.exec(select(Person).where(Person.site == site)).all()
    others = session.exec(
        select(Person).where(col(Person.id).in_(set(records) - {person.id for person in listed}))
    ).all()
    pieces = {digest for _, _, evidence in rows for digest in evidence}
    people = tuple(
        OnIt(one.id, one.name, records[one.id], one.id in modelled, one.person_no)
        for one in sorted((*listed, *others), key=lambda person: (person.person_no, person.id))
    )
    kept = session.exec(
        select(func.count()).select_from(Evidence).where(col(Evidence.sha256).in_(pieces))
    ).one()
    return LostLaptop(
        site, device, people, len(lists), lists[-1].issued_at if lists else "", len(bundles),
        max((row.received_at for row in bundles), default=""), dict(Counter(kind for _, kind, _ in rows)), kept,
    )  # fmt: skip
