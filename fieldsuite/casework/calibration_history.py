"""The thresholds that were set here: who, when, old, new, why, and what was expected of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from fieldsuite.care import Threshold
from fieldsuite.clock import instant
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from fieldsuite.thresholds import SCALE, Kind, Pair, kind_of


@dataclass(frozen=True, slots=True)
class Setting:
    """One signed setting of a threshold."""

    record_id: str
    at: datetime
    officer: str
    site: str
    kind: Kind
    before: Pair
    after: Pair
    built_in: bool
    """True for the way back."""
    reason: str
    far_high: float | None
    """Upper bound of the false acceptance that was expected, None without a calibration."""
    frr: float | None


def settings(office: Office) -> tuple[Setting, ...]:
    """Give every setting, the newest first; at the desk those of the offices too."""
    with office.store.session() as session:
        rows = session.exec(
            select(Journal)
            .where(Journal.kind == "threshold", col(Journal.status).in_(("own", "stored")))
            .order_by(col(Journal.position).desc())
        ).all()
    return tuple(_setting(row) for row in rows)


def _setting(row: Journal) -> Setting:
    said = Threshold.model_validate(row.payload)
    return Setting(
        row.id, instant(row.recorded_at), row.officer_name, row.site, kind_of(said),
        Pair(said.before_accept / SCALE, said.before_unclear / SCALE), Pair(said.accept / SCALE, said.unclear / SCALE),
        said.built_in, said.reason, None if said.far_high is None else said.far_high / 1_000_000,
        None if said.frr is None else said.frr / 1_000_000,
    )  # fmt: skip
