"""Progress and the annual summary: how many are certified, by which way, how many are suspended, village by village."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from fieldsuite.casework.ledgers.certification import method_of
from fieldsuite.casework.reports import kept
from fieldsuite.facts import gather, refused
from fieldsuite.office import Office
from fieldsuite.records import TELLING, certifies, parse
from fieldsuite.tables import Journal, KnownCertification

SELF_SERVICE = ("online", "app", "self_service", "terminal")
"""Ways in which people certify themselves: the share is a reported figure (四川规程 第38条: 提高自助认证比例)."""
CERTIFIED = ("OK", "DUE_SOON", "OVERDUE_IN_MONTH")
_Line = tuple[str, str, str, int]
_Counted = defaultdict[tuple[str, str], Counter[str]]


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
    statuses, ways = _Counted(Counter), _Counted(Counter)
    for found, lines in zip((statuses, ways), _lines(office, wanted), strict=True):
        for area, benefit, word, number in lines:
            for key in {(area, benefit), ("", benefit)}:  # one and the same where no village is known
                found[key][word] += number
    ordered = sorted(statuses, key=lambda key: (not key[0], key))
    return tuple(_figures(*key, statuses[key], ways[key]) for key in ordered)


def ways(office: Office, year: int) -> Counter[str]:
    """Count the certifications of a year by way, each once."""
    if office.config.kind == "province":
        return kept.ways(office, year)
    with office.store.session() as session:
        return Counter(way for found in _ways(office, session, year).values() for way in found)


def _lines(office: Office, year: int) -> tuple[Iterable[_Line], Iterable[_Line]]:
    """Give (area, benefit, status, number), and (area, benefit, way, number)."""
    if office.config.kind == "province":
        return kept.by_status(office), kept.by_way(office, year)
    with office.store.session() as session:
        facts, made = gather(office, session), _ways(office, session, year)
    rows = [(one, benefit) for one in facts.values() for benefit in one.benefits]
    today = office.today()
    return (
        [(one.person.village, mine.benefit, one.standing(mine, today).status, 1) for one, mine in rows],
        [
            (one.person.village, mine.benefit, way, 1)
            for one, mine in rows
            for way in made.get(one.person.id, ())
        ],
    )


def _ways(office: Office, session: Session, year: int) -> dict[str, list[str]]:
    """Give the ways of a year's certifications by person, at an office.

    One that came back from the province counts once; one that was taken back as wrong does not count.
    """
    found: dict[str, list[str]] = defaultdict(list)
    origins = set()
    for known in session.exec(select(KnownCertification)):
        origins.add(known.origin)
        if known.on.year == year and not known.withdrawn:
            found[known.person_id].append(known.method)
    out = refused(session)
    for row in session.exec(select(Journal).where(col(Journal.kind).in_(TELLING))):
        payload = parse(row.kind, row.payload)
        counts = certifies(payload, practice=office.config.practice) and row.id not in out | origins
        if counts and row.occurred_on.year == year:
            found[row.person_id].append(method_of(payload))
    return found


def _figures(area: str, benefit: str, statuses: Counter[str], ways: Counter[str]) -> Progress:
    return Progress(
        area,
        benefit,
        people=statuses.total(),
        certified=sum(statuses[name] for name in CERTIFIED),
        due=statuses["DUE_SOON"] + statuses["OVERDUE_IN_MONTH"],
        suspended=statuses["SUSPENDED"],
        stopped=statuses["STOPPED"] + statuses["STOPPED_PRISON"] + statuses["DECEASED"],
        this_year=ways.total(),
        self_service=sum(ways[name] for name in SELF_SERVICE),
        methods=dict(sorted(ways.items(), key=lambda one: (-one[1], one[0]))),
    )
