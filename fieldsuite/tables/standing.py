"""Where every benefit stands, computed and kept: what the lists of a desk are read from."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class ComputedStanding(SQLModel, table=True):
    """What the rules say of one benefit of one person; made from the register and rebuilt from it at any time.

    It holds on the days from ``since`` to the one before ``until``, by the rules that ``rules`` names; on any other
    day, or by other rules, it is stale and computed anew before it is shown. Keyed by person first, so that a table
    that is spread over several servers by person keeps it beside the person.
    """

    __tablename__ = "standing"

    person_id: str = Field(primary_key=True)
    benefit_id: str = Field(primary_key=True)
    benefit: str
    area: str
    """Insured place, as the register has it."""
    site: str
    village: str
    status: str
    """Word of ``rules.standing.Status``."""
    deadline: date | None
    suspend_from: str
    """Month YYYY-MM; empty where there is none."""
    last: date | None
    """Last certification that was known."""
    uncertified_since: date
    """Last certification, or the start of the benefit: what the spans are counted from."""
    bucket: int
    """First month of the span it lies in (四川规程 附件7); 0 below ten months."""
    list: str
    """eligible, lost, verify or none (第12至14条)."""
    urgency: int
    """Order on its list: 0 possible fraud, 1 contradicts itself or is objected to, 2 everything else."""
    proposed: str
    """What is proposed about payment, between spaces; empty for nothing."""
    rules: str
    """Profile, its version, the digest of its file and the number of the engine."""
    since: date
    """Day for which it was computed."""
    until: date
    """First day on which it may be another."""
    at: str
    """UTC instant at which it was computed; empty for what nobody computed yet."""


_OF = ComputedStanding.__table__.c  # type: ignore[attr-defined]
Index("ix_standing_due", _OF.area, _OF.status, _OF.deadline, _OF.person_id)
Index("ix_standing_site", _OF.site, _OF.status)
Index("ix_standing_village", _OF.village)
Index("ix_standing_since", _OF.since)
Index("ix_standing_until", _OF.until)
Index("ix_standing_rules", _OF.rules)
for _name, _columns, _rows in (
    ("ix_standing_bucket", (_OF.area, _OF.bucket, _OF.uncertified_since, _OF.person_id), _OF.bucket > 0),
    ("ix_standing_list", (_OF.list, _OF.area, _OF.urgency, _OF.deadline), _OF.list.in_(("verify", "lost"))),
    ("ix_standing_proposed", (_OF.area, _OF.person_id), _OF.proposed != ""),
):
    Index(_name, *_columns, sqlite_where=_rows, postgresql_where=_rows)
