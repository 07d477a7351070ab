"""Progress and the annual summary: how many are certified, by which way, how many are suspended, village by village."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from fieldsuite.casework.ledgers.certification import method_of
from fieldsuite.facts import gather, refused
from fieldsuite.office import Office
from fieldsuite.records import TELLING, certifies, parse
from fieldsuite.tables import Journal, KnownCertification

SELF_SERVICE = ("online", "app", "self_service", "terminal")
"""Ways in which people certify themselves: the share is a reported figure (四川规程 第38条: 提高自助认证比例)."""
CERTIFIED = ("OK", "DUE_SOON", "OVERDUE_IN_MONTH")


@dataclass(frozen=True, slots=True)
class Progress:
    """Figures of one area and one benefit."""

    area: str
    benefit: str
    people: int
    certified: int
    """Within their cycle today."""
    due: int
    suspended: int
    stopped: int
    this_year: int
    """Certifications of the year, several of one person counted."""
    self_service: int
    """Those of them that people did themselves."""
    methods: dict[str, int]

    @property
    def rate(self) -> float:
        """Share of those certified among those who are to be, 0..1; 1 for nobody."""
        owed = self.people - self.stopped
        return self.certified / owed if owed > 0 else 1.0

    @property
    def self_service_share(self) -> float:
        """Share of certifications that people did themselves, 0..1."""
        return self.self_service / self.this_year if self.this_year else 0.0


def progress(office: Office, *, year: int | None = None) -> tuple[Progress, ...]:
    """Give the figures by area (village, or office at the desk) and benefit, the whole last, with area ``""``."""
    wanted = year or office.today().year
    province = office.config.kind == "province"
    with office.store.session() as session:
        facts = gather(office, session)
        ways = _ways(office, session, wanted)
    rows: dict[tuple[str, str], list[tuple[str, list[str]]]] = defaultdict(list)
    for one in facts.values():
        area = one.person.site if province else one.person.village
        for benefit in one.benefits:
            status = one.standing(benefit, office.today()).status
            for key in {
                (area, benefit.benefit),
                ("", benefit.benefit),
            }:  # one and the same where no village is known
                rows[key].append((status, ways.get(one.person.id, [])))
    ordered = sorted(rows, key=lambda key: (not key[0], key))
    return tuple(_figures(area, benefit, rows[area, benefit]) for area, benefit in ordered)


def ways(office: Office, year: int) -> tuple[str, ...]:
    """Give the ways of a year's certifications, each certification once."""
    with office.store.session() as session:
        return tuple(way for found in _ways(office, session, year).values() for way in found)


def _ways(office: Office, session: Session, year: int) -> dict[str, list[str]]:
    """Give the ways of a year's certifications by person.

    One that came back from the province counts once; one that was taken back as wrong does not count.
    """
    found: dict[str, list[str]] = defaultdict(list)
    origins = set()
    for known in session.exec(select(KnownCertification)):
        origins.add(known.origin)
        if known.on.year == year and not known.withdrawn:
            found[known.person_id].append(known.method)
    if office.config.kind == "province":
        return found
    out = refused(session)
    for row in session.exec(select(Journal).where(col(Journal.kind).in_(TELLING))):
        payload = parse(row.kind, row.payload)
        counts = certifies(payload, practice=office.config.practice) and row.id not in out | origins
        if counts and row.occurred_on.year == year:
            found[row.person_id].append(method_of(payload))
    return found


def _figures(area: str, benefit: str, rows: list[tuple[str, list[str]]]) -> Progress:
    statuses = Counter(status for status, _ in rows)
    methods = Counter(method for _, ways in rows for method in ways)
    return Progress(
        area,
        benefit,
        people=len(rows),
        certified=sum(statuses[name] for name in CERTIFIED),
        due=statuses["DUE_SOON"] + statuses["OVERDUE_IN_MONTH"],
        suspended=statuses["SUSPENDED"],
        stopped=statuses["STOPPED"] + statuses["STOPPED_PRISON"] + statuses["DECEASED"],
        this_year=methods.total(),
        self_service=sum(methods[name] for name in SELF_SERVICE),
        methods=dict(methods.most_common()),
    )
